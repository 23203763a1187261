"""Is what is installed what was chosen, each file with its hash, and all of it on the bill?"""

import json
import re

import pytest

from tests.conftest import ROOT

NAMED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)( ;[^\\]*)?", re.MULTILINE)
RUN, DEV = "requirements.lock", "requirements-dev.lock"
ITS_OWN = {"pip", "setuptools"}  # every environment has them


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(file):
    """Return the packages of a file of requirements, each with its version."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return {plain(found[1]): found[2] for found in NAMED.finditer(text)}


def elsewhere(file):
    """Return the packages of a lock that are not installed on every machine."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return {plain(found[1]) for found in NAMED.finditer(text) if found[3]}


def test_does_the_lock_of_the_checks_hold_the_versions_that_were_chosen():
    assert pinned(DEV) == pinned("constraints.txt")


def test_does_a_server_run_on_what_was_checked():
    run, dev = pinned(RUN), pinned(DEV)
    assert pinned("requirements.txt").items() <= run.items() <= dev.items()
    assert not {"pytest", "playwright"} & run.keys()


@pytest.mark.parametrize("file", [RUN, DEV])
def test_has_every_package_of_a_lock_a_hash(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    parts = re.split(r"\n(?=\w)", text.split("\n", 2)[2])
    assert len(parts) == len(pinned(file)) > 80
    assert [part.split()[0] for part in parts if "--hash=sha256:" not in part] == []


def test_do_both_commands_install_by_hash():
    makefile = (ROOT / "Makefile").read_text()
    assert re.findall(r"pip install .*", makefile) == [
        f"pip install --disable-pip-version-check -q --require-hashes -r {DEV}"
    ]
    assert f"--require-hashes -r {RUN}" in (ROOT / "deploy/Containerfile").read_text()


def test_does_the_bill_of_materials_name_what_a_server_runs_on():
    bill = json.loads((ROOT / "deploy/bom.cdx.json").read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "het-geo")
    named = {plain(one["name"]): one["version"] for one in bill["components"]}
    run = pinned(RUN)
    here = run.keys() - elsewhere(RUN)
    assert {name: named.get(name) for name in here} == {name: run[name] for name in here}
    assert named.keys() - run.keys() <= ITS_OWN
