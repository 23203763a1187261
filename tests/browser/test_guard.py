"""Does the server as it runs stand what strangers send it? Each attack, with and without guard."""

import json
import os
import socket
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from het_geo.health.routes import ALIVE, READY
from het_geo.ui.streamlit_insides import CORE, HEALTH, HOST_CONFIG, STREAM
from tests.browser.conftest import SERVER, serve
from tests.conftest import ROOT

pytestmark = pytest.mark.whole
COUNTED = "tests/browser/apps/counted_server.py"
FOREIGN = "https://evil.example"


@pytest.fixture(scope="module", params=["", "off"], ids=["guarded", "not guarded"])
def counted(request):
    """Serve the page that counts; give where, and whether it is guarded."""
    with serve(ROOT, COUNTED, GUARD=request.param) as url:
        yield url, not request.param


@contextmanager
def line(address, origin=None):
    at = address.replace("http", "ws") + STREAM
    with connect(at, origin=origin or address, subprotocols=["streamlit"], max_size=None) as held:
        yield held


def run_page(held, query=""):
    """Have the page run; return the texts that it shows."""
    message = BackMsg()
    message.rerun_script.query_string = query
    held.send(message.SerializeToString())
    shown = []
    while True:
        got = ForwardMsg.FromString(held.recv(timeout=60))
        shown.append(got.delta.new_element.text.body)
        if got.WhichOneof("type") == "script_finished":
            return [text for text in shown if text]


def answer(address, path, method="GET", **headers):
    asked = urllib.request.Request(f"{address}{path}", method=method, headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=60) as found:
            return found.status, found.headers, found.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def count_of(texts):
    return int(texts[0].split()[1])


def test_can_a_visitor_not_empty_what_all_share(counted):
    address, guarded = counted
    with line(address) as held:
        before = count_of(run_page(held))
        message = BackMsg()
        message.clear_cache = True
        held.send(message.SerializeToString())
        after = count_of(run_page(held))
    # Not guarded, Streamlit empties it: the count begins anew.
    assert (after > before) == guarded


@contextmanager
def hole():
    """Be an outside address that takes a question and never answers; give what it has taken."""
    with socket.create_server(("localhost", 0)) as server:
        taken = []

        def take():
            while True:
                try:
                    taken.append(server.accept()[0])
                except OSError:
                    return

        threading.Thread(target=take, daemon=True).start()
        yield f"http://localhost:{server.getsockname()[1]}", taken
        server.shutdown(socket.SHUT_RDWR)
        for each in taken:
            each.close()


@pytest.mark.parametrize("guard", ["", "off"])
def test_can_a_page_of_another_site_not_have_the_server_ask_outside(guard):
    with hole() as (outside, taken):
        away = {"http_proxy": outside, "https_proxy": outside, "no_proxy": "localhost"}
        with serve(ROOT, COUNTED, GUARD=guard, **away) as address, ThreadPoolExecutor(3) as pool:
            refused = [pool.submit(open_from, FOREIGN, address) for _ in range(3)]
            assert [each.result() for each in refused] == [403] * 3
            assert answer(address, HEALTH)[0] == 200
    assert bool(taken) == (guard == "off")


def open_from(origin, address):
    with pytest.raises(InvalidStatus) as refused, line(address, origin):
        pass
    return refused.value.response.status_code


def test_may_nobody_who_frames_a_page_tell_it_what_to_do(guarded):
    status, _, body = answer(guarded, HOST_CONFIG)
    said = json.loads(body)
    assert (status, said["allowedOrigins"], said["enableCustomParentMessages"]) == (200, [], False)
    assert (said["useExternalAuthToken"], said["metricsUrl"]) == (False, "")


CLOSED = ["metrics", "metrics?families=cache_memory_bytes", "agent/openapi.json", "agent/mcp",
          "agent/interact", "script-health-check", "upload_file/a/b", "%6detrics"]  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_are_figures_of_the_process_and_the_agents_documents_not_there(guarded, method):
    for path in CLOSED:
        assert answer(guarded, f"{CORE}{path}", method)[0] == 404, path
    assert answer(guarded, HEALTH)[0] == 200


@pytest.mark.parametrize("method", ["TRACE", "PATCH", "PUT", "DELETE", "CONNECT", "NONE"])
def test_is_a_page_only_read(guarded, method):
    for path in ("/explore", STREAM, "/api/v1/places", "/media/a.csv"):
        assert answer(guarded, path, method)[0] == 405, path


OUTSIDE = ["%2e%2e/%2e%2e/etc/passwd", "%252e%252e/%252e%252e/etc/passwd",
           "static/..%2f..%2f..%2fapp.py", "media/..%2f..%2fetc%2fpasswd",
           "component/../../app.py", "component/x%00y", "/etc/passwd",
           f"/evil.example{CORE}metrics", f"%2e%2e{CORE}metrics"]  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE)
def test_does_no_path_lead_out_of_what_is_served(guarded, path):
    status, heads, body = answer(guarded, f"/{path}")
    held = ("root:", "streamlit run", "set_page_config")
    assert status in (200, 400, 404)
    assert not any(word.encode() in body for word in held)
    assert urlsplit(heads.get("location") or guarded).netloc in ("", urlsplit(guarded).netloc)


@pytest.mark.parametrize("query", ["place=" + "a" * 18_000_000, "area=" + "E05014741," * 50_000])
def test_is_a_link_of_any_length_a_page(guarded, query):
    with line(guarded) as held:
        run_page(held, query)
        run_page(held)


def test_is_a_message_of_any_kind_and_size_no_matter_to_the_next_visitor(guarded):
    for said in (b"", "clear_cache", os.urandom(1_000_000), b"\0" * 15_000_000):
        with line(guarded) as held:
            held.send(said)
            run_page(held)
    with line(guarded) as held:
        held.send(b"\0" * 200_000_000)  # 200 kB, packed as a browser does
        with pytest.raises(ConnectionClosed):
            run_page(held)
    for session in ("none-such", "x" * 4_000, "a.b~c"):
        with connect(guarded.replace("http", "ws") + STREAM, origin=guarded, max_size=None,
                     subprotocols=["streamlit", "x", session]) as held:  # fmt: skip
            run_page(held)
    assert answer(guarded, HEALTH)[0] == 200


PATHS = ["/", "/explore", "/static/none.js", f"{CORE}metrics", HOST_CONFIG, HEALTH,
         "/media/none", "/component/none", "/api/v1/places", "/api/none"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_do_all_answers_say_what_a_browser_may_do_with_them(guarded, path):
    for how in ({}, {"Origin": FOREIGN}, {"Host": "evil.example"}):
        heads = answer(guarded, path, **how)[1]
        policy = heads["content-security-policy"]
        assert "script-src 'self' blob:" in policy
        assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
        assert policy.endswith("frame-ancestors 'self'")
        assert heads["x-content-type-options"] == "nosniff"
        assert heads["referrer-policy"] == "strict-origin-when-cross-origin"
        assert heads["strict-transport-security"] is None  # not by TLS
    heads = answer(guarded, path, **{"X-Forwarded-Proto": "https"})[1]
    assert heads["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("path", [HEALTH, ALIVE, READY])
def test_is_a_servers_health_told_to_a_balancer_that_asks_by_number(path):
    known = {"HET_GEO_ADDRESS": "https://het.example.org", "HET_GEO_REQUESTS": "1"}
    with serve(ROOT, SERVER, **known) as address:
        for _ in range(80):  # beyond what one address may ask
            assert answer(address, path, Host="10.0.0.9:8501")[0] == 200
        assert answer(address, "/explore", Host="10.0.0.9:8501")[0] == 421


def test_is_a_server_that_is_full_still_well_and_does_it_say_so():
    with serve(ROOT, COUNTED, HET_GEO_SESSIONS="2") as address:
        with line(address) as one, line(address) as other:
            assert [len(run_page(held)) for held in (one, other)] == [1, 1]
            assert open_from(address, address) == 503
            status, heads, body = answer(address, "/", Accept="text/html")
            assert (status, heads["retry-after"]) == (503, "30")
            assert b"The explorer is full: 2 pages of it are open." in body
            assert answer(address, HEALTH)[0] == 200
        end = time.monotonic() + 60
        while answer(address, "/", Accept="text/html")[0] != 200:  # their places are free again
            assert time.monotonic() < end


def test_is_a_visitor_behind_a_proxy_told_from_another():
    said = {"HET_GEO_SESSIONS_EACH": "1", "FORWARDED_ALLOW_IPS": "192.0.2.1"}  # uvicorn knows none
    trusted = {"HET_GEO_PROXIES": "127.0.0.0/8 ::1"}
    for proxies, second in ((trusted, 200), ({}, 429)):
        with serve(ROOT, COUNTED, **said, **proxies) as address, line(address):
            heads = {"Accept": "text/html", "X-Forwarded-For": "198.51.100.7"}
            assert answer(address, "/", **heads)[0] == second
