"""Do the files for administrators hold what their guide promises?"""

import os
import re
import shutil
import subprocess

import kubernetes_validate
import pytest
import yaml

from deploy import probe
from het_geo.health.routes import ALIVE, READY
from het_geo.ui.spreading import COOKIE
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
GUIDE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")


def resources():
    for path in MANIFESTS:
        yield from yaml.safe_load_all(path.read_text(encoding="utf-8"))


def pods():
    """Return the pods that the manifests make, by kind and name."""
    found = {}
    for one in resources():
        spec = one.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "template" in spec:
            found[one["kind"], one["metadata"]["name"]] = spec["template"]["spec"]
    return found


def test_is_every_manifest_one_that_kubernetes_takes():
    kinds = []
    for one in resources():
        kubernetes_validate.validate(one, "1.34", strict=True)
        kinds.append(one["kind"])
    assert {"StatefulSet", "Deployment", "Service", "NetworkPolicy", "CronJob"} <= set(kinds)


@pytest.mark.parametrize("pod", pods().values(), ids=[name for _, name in pods()])
def test_does_every_pod_run_without_rights_on_a_file_system_it_cannot_write_to(pod):
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    for one in pod["containers"]:
        assert one["securityContext"]["readOnlyRootFilesystem"] is True
        assert one["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert one["resources"]["limits"]["memory"]


def test_is_ready_asked_apart_from_alive():
    (one,) = pods()["StatefulSet", "het-geo"]["containers"]
    paths = {kind: one[kind]["httpGet"]["path"] for kind in one if kind.endswith("Probe")}
    assert paths == {"startupProbe": READY, "readinessProbe": READY, "livenessProbe": ALIVE}


def test_has_every_process_its_own_address_and_is_a_visitor_sent_by_the_cookie_that_is_set():
    replicas = next(o["spec"]["replicas"] for o in resources() if o["kind"] == "StatefulSet")
    services = {o["metadata"]["name"] for o in resources() if o["kind"] == "Service"}
    settings = next(o for o in resources() if o["metadata"]["name"] == "het-geo-door")["data"]
    inside = settings["default.conf"]
    for number in range(replicas):
        assert f"het-geo-{number}" in services
        assert f"server het-geo-{number}:8501 " in inside
    for text in (inside, (DEPLOY / "nginx" / "het_geo.conf").read_text()):
        assert f"default $cookie_{COOKIE};" in text
        assert "hash $het_geo_visitor consistent;" in text


def test_does_the_proxy_log_nothing_of_who_asked_for_what():
    for text in (
        (DEPLOY / "nginx" / "het_geo.conf").read_text(),
        (DEPLOY / "kubernetes" / "30-door.yaml").read_text(),
    ):
        (said,) = re.findall(r"log_format het_geo (.*?);", text, re.DOTALL)
        logged = set(re.findall(r"\$\w+", said))
        assert logged == {
            "$time_iso8601", "$request_method", "$uri", "$status", "$body_bytes_sent",
            "$request_time", "$upstream_addr", "$upstream_response_time",
        }  # fmt: skip
        assert len(re.findall(r"access_log (?!off)\S+ (?!het_geo;)", text)) == 0


NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
INCLUDES = """pid {0}/pid; events {{}} http {{
    client_body_temp_path {0}/1; proxy_temp_path {0}/2; fastcgi_temp_path {0}/3;
    uwsgi_temp_path {0}/4; scgi_temp_path {0}/5; access_log off; include {0}/het_geo.conf; }}"""


@pytest.mark.skipif(not NGINX, reason="nginx is not here")
def test_are_the_settings_of_nginx_ones_that_it_takes(tmp_path):
    """Of a certificate and of ports of its own, as the guide says for the version that is here."""
    words = [f"/CN={tmp_path.name}", "-keyout", tmp_path / "key", "-out", tmp_path / "chain"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj"]
    subprocess.run([*made, *words], capture_output=True, check=True)
    text = (DEPLOY / "nginx" / "het_geo.conf").read_text()
    told = subprocess.run([NGINX, "-v"], capture_output=True, text=True, check=True).stderr
    if tuple(map(int, re.findall(r"\d+", told)[:3])) < (1, 25, 1):
        assert "# before nginx 1.25.1: listen 443 ssl http2" in text
        text = re.sub(r" *http2 on;.*\n", "", text).replace("443 ssl;", "443 ssl http2;")
    text = re.sub(r" *listen \[::\].*\n", "", text)
    text = re.sub(r"listen (80|443)\b", rf"listen unix:{tmp_path}/\1", text)
    text = re.sub(r"/etc/ssl/het_geo/fullchain.pem", f"{tmp_path}/chain", text)
    text = re.sub(r"/etc/ssl/het_geo/privkey.pem", f"{tmp_path}/key", text)
    (tmp_path / "het_geo.conf").write_text(text.replace("/var/log/nginx", str(tmp_path)))
    (tmp_path / "nginx.conf").write_text(INCLUDES.format(tmp_path))
    done = subprocess.run(
        [NGINX, "-t", "-e", tmp_path / "log", "-c", tmp_path / "nginx.conf"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "[warn]" in done.stderr) == (0, False), done.stderr


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_is_every_unit_one_that_systemd_takes(unit, tmp_path):
    """The program's own folder is not here: Python stands in its place."""
    text = unit.read_text().replace("/srv/het_geo/current/.venv/bin/python", "/bin/true")
    (tmp_path / unit.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_does_a_visitors_file_that_takes_too_much_memory_not_end_the_service():
    """By default systemd ends a whole service of which the kernel has ended one process."""
    text = (DEPLOY / "systemd" / "het_geo@.service").read_text()
    assert "OOMPolicy=continue" in text.splitlines()


def test_does_an_image_hold_what_pages_need_and_run_without_rights():
    text = (DEPLOY / "Containerfile").read_text()
    copied = set(re.findall(r"^COPY ([^-].*) \S+$", text, re.MULTILINE))
    names = {name for line in copied for name in line.split()}
    needed = {"app.py", ".streamlit", "het_geo", "pages", "boundaries", "data", "deploy/probe.py"}
    assert needed <= names
    assert all((ROOT / name).exists() for name in names)
    assert text.index("USER 10001:10001") < text.index("HEALTHCHECK") < text.index("\nCMD")
    sent = (ROOT / ".dockerignore").read_text()
    for name in names:
        assert f"!{name}" in sent, name


def test_listens_no_process_of_a_deployment_before_it_has_read_all():
    assert 'CMD [".venv/bin/python", "-m", "het_geo.ui.serve"]' in (
        DEPLOY / "Containerfile"
    ).read_text("utf-8")
    (unit,) = (one.read_text("utf-8") for one in UNITS if "@" in one.name)
    assert ".venv/bin/python -m het_geo.ui.serve --server.port %i" in unit
    assert "python -m streamlit" not in unit


def test_is_a_process_restarted_only_when_nginx_sends_to_the_other_one_again():
    """Both were left alone for a moment: in an upgrade 93 of 880 requests were answered 502."""
    text = (DEPLOY / "nginx" / "het_geo.conf").read_text("utf-8")
    alone = {int(seconds) for seconds in re.findall(r"fail_timeout=(\d+)s", text)}
    (unit,) = (one.read_text("utf-8") for one in UNITS if "@" in one.name)
    (waits,) = re.findall(
        r"^ExecStartPost=.*probe.*\n(?:#.*\n)*ExecStartPost=\S+sleep (\d+)$", unit, re.M
    )
    (processes,) = (one["spec"] for one in resources() if one["kind"] == "StatefulSet")
    assert max(alone) < min(int(waits), processes["minReadySeconds"])


def test_does_the_probe_ask_below_the_prefix_and_say_no_where_nothing_answers(monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "/explorer/")
    assert probe.address(8501) == f"http://127.0.0.1:8501/explorer{READY}"
    assert probe.main(["--port", "1"]) == 1


def test_does_the_guide_name_every_file_that_an_administrator_copies():
    for name in ("systemd/*.service", "nginx/het_geo.conf", "kubernetes/", "Containerfile"):
        assert f"deploy/{name}" in GUIDE
    for name in ("privacy.md", "accessibility.md", "register.md", "sign-in.md"):
        assert f"({name})" in GUIDE
        assert (ROOT / "docs" / name).is_file()
    by_hand = re.findall(r"^.*-m het_geo .*$", GUIDE.split("## A container")[0], re.MULTILINE)
    assert [line for line in by_hand if "publish" not in line] == []  # they would know no setting
    assert os.access(DEPLOY / "as-service", os.X_OK)
    settings = re.findall(r"^(HET_GEO_\w+)=", GUIDE, re.MULTILINE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    documents = readme + (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
    assert len(settings) > 6
    assert [name for name in settings if f"`{name}`" not in documents] == []
