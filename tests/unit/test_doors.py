"""Does a request reach the pages only by a known name, from an own page, to what is open?"""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit import config, net_util
from streamlit.web.server.starlette import starlette_websocket

from het_geo.errors import ServerError
from het_geo.gate.doors import Doors, OpenPaths
from het_geo.gate.hosts import KnownHosts, hosts_here
from het_geo.health.routes import READY
from het_geo.ui.streamlit_insides import CORE, HEALTH, HOST_CONFIG, STREAM
from het_geo.ui.streamlit_server import OPEN
from tests.unit.visitors import Seen, ask, run, scope_of, status

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
HOST, PUBLIC = "het.example.org", "https://het.example.org"
HOSTS = KnownHosts((HOST,), PUBLIC, numbers=False)
PATHS = OpenPaths("", CORE, OPEN, (HEALTH, READY))
# Pages of others: other names, ports and schemes, what only looks like an own one, and none at all.
FOREIGN = ["https://evil.example", "https://het.example.org.evil.example", "null", "", "file://",
           "https://het.example.org:8443", "http://localhost:3000", "http://127.0.0.1", "*",
           "https://evil.example#het.example.org", "https://evil.example/het.example.org",
           "https://het.example.org@evil.example", "HTTPS://EVIL.EXAMPLE"]  # fmt: skip
OWN = [PUBLIC, f"http://{HOST}"]
PAGES = ["/", "/explore", "/briefing", "/static/js/index.js", "/media/a.csv", STREAM,
         HOST_CONFIG, "/component/streamlit_folium.st_folium/index.html"]  # fmt: skip
# What Streamlit serves and no page asks for, and ways of writing it.
CLOSED = [f"{CORE}metrics", f"{CORE}agent/openapi.json", f"{CORE}agent/mcp",
          f"{CORE}agent/interact", f"{CORE}script-health-check", f"{CORE}upload_file/a/b",
          CORE, CORE.rstrip("/"), f"{CORE}metrics/", f"/explore{CORE}metrics",
          f"{CORE}/metrics", f"{CORE}health/", f"{CORE}anything-new"]  # fmt: skip


def asked(path, kind="http", paths=PATHS, hosts=HOSTS, **how):
    """Return the status of an answer, and whether the pages were asked."""
    seen = Seen()
    answered = run(ask(Doors(seen, paths, hosts), scope_of(kind, path, **{"host": HOST} | how)))
    return status(answered), bool(seen.scopes), answered


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", PAGES)
def test_is_a_page_of_another_site_refused_whatever_it_asks(path, method):
    for origin in FOREIGN:
        assert asked(path, method=method, origin=origin)[:2] == (403, False), origin
    for origin in OWN:
        assert asked(path, method=method, origin=origin)[:2] == (200, True), origin
    assert asked(path, method=method)[:2] == (200, True)  # who opens a page says no origin


def test_is_no_session_opened_by_a_page_of_another_site():
    for path in (STREAM, "/api/v1/places"):
        for origin in FOREIGN:
            assert asked(path, "websocket", origin=origin)[:2] == (403, False)
    assert asked(STREAM, "websocket", origin=PUBLIC)[:2] == (200, True)


@pytest.mark.parametrize("base", ["", "/explorer"])
@pytest.mark.parametrize("method", METHODS)
def test_is_what_no_page_needs_not_there_by_any_method(base, method):
    paths = replace(PATHS, base=base)
    for path in CLOSED:
        for kind in ("http", "websocket"):
            found = asked(f"{base}{path}", kind, paths, method=method, origin=PUBLIC)
            assert found[:2] == (404, False), (path, kind)


def test_are_figures_for_machines_open_to_pages_of_other_sites():
    for origin in FOREIGN:
        assert asked("/api/v1/places", origin=origin)[:2] == (200, True)
    assert asked("/apis", origin=FOREIGN[0])[0] == 403


# A Host, and whether it is a name of the server that goes by one name, and by any number.
NAMES = [(HOST, True, False), (f"{HOST}:8501", True, False), (HOST.upper(), True, False),
         ("localhost:80", True, True), ("127.0.0.1", True, True), ("[::1]:80", True, True),
         ("10.0.0.9:8501", False, True), ("evil.example", False, False), ("", False, False),
         (f"{HOST}@evil.example", False, False), (f"evil.example/{HOST}", False, False),
         (f"{HOST}:x", False, False), ("[::1", False, False)]  # fmt: skip


@pytest.mark.parametrize(("host", "named", "numbered"), NAMES)
def test_is_a_name_that_is_not_the_servers_refused_but_for_its_health(host, named, numbered):
    for hosts, known in ((HOSTS, named), (KnownHosts(), numbered)):
        for kind in ("http", "websocket"):
            assert asked(STREAM, kind, hosts=hosts, host=host)[0] == (200 if known else 421)
        for path in PATHS.health:  # a balancer asks by a number
            assert asked(path, hosts=hosts, host=host)[:2] == (200, True)


def test_is_a_refusal_said_in_words_in_the_form_that_is_asked_for():
    evil = {"host": "<b>evil.example"}
    page = asked("/explore", accept="text/html,*/*", **evil)[2]
    assert b"&lt;b&gt;evil.example" in page[1]["body"]
    assert b"HET_GEO_HOSTS" in page[1]["body"]
    start, body = asked("/api/v1/places", **evil)[2]
    assert (b"access-control-allow-origin", b"*") in start["headers"]  # scripts elsewhere read it
    machine = json.loads(body["body"])
    assert (machine["status"], "HET_GEO_HOSTS" in machine["detail"]) == (421, True)
    assert asked("/media/a.csv", **evil)[2][1]["body"].startswith(b"This server does not go by")


@given(
    st.sampled_from([*FOREIGN, *OWN, "http://10.0.0.9:8501"]) | st.text(max_size=30),
    st.sampled_from([HOST, f"{HOST}:443", "10.0.0.9:8501", "localhost"]) | st.text(max_size=30),
    st.booleans(),
)
def test_does_streamlit_never_ask_outside_who_it_is(origin, host, numbers):
    """What the doors let in, Streamlit takes in without a look-up."""
    hosts = KnownHosts(("*",), PUBLIC, numbers=numbers)
    own = [each for each in (origin, f"http://{host}", PUBLIC) if hosts.is_own(each, host)]
    if not hosts.knows(host):
        return

    def outside():
        raise AssertionError("an outside address was asked")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(net_util, "get_external_ip", outside)
        patch.setattr(config, "is_manually_set", lambda key: True)
        options = {"server.allowedHosts": ["*"], "browser.serverAddress": HOST,
                   "server.enableCORS": True, "server.corsAllowedOrigins": []}  # fmt: skip
        patch.setattr(config, "get_option", options.__getitem__)
        for each in own:
            assert starlette_websocket._is_origin_allowed(each, host)


def test_does_the_servers_environment_say_its_names():
    said = {"HET_GEO_ADDRESS": "https://het.example.org/x", "HET_GEO_HOSTS": "a.internal *.b.org"}
    found = hosts_here(said)
    assert found.names == ("a.internal", "*.b.org", HOST)
    assert [found.knows(h) for h in (HOST, "a.internal", "c.b.org", "b.org", "10.0.0.9")] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert found.is_own(PUBLIC, "a.internal:8501")
    alone = hosts_here({})
    assert [alone.knows(h) for h in ("10.0.0.9", "het.example.org")] == [True, False]


@pytest.mark.parametrize("said", ["https://het.example.org", "a.org:80", "a.org/x", "a..b"])
def test_is_a_name_that_is_none_refused_by_name(said):
    with pytest.raises(ServerError, match="HET_GEO_HOSTS"):
        hosts_here({"HET_GEO_HOSTS": said})
