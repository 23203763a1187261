"""Does every answer say what a browser may do with it, and who may frame it?"""

from urllib.parse import urlsplit

import pytest

from het_geo.gate.policy import YEAR_S, Policies, Rules
from het_geo.render.deck import deck_script
from het_geo.render.script import hash_of
from het_geo.ui.guard import FOLIUM, rules_of_folium, rules_of_pages
from het_geo.ui.streamlit_server import scripts_of_page
from tests.unit.visitors import Seen, ask, run, scope_of

SITES = "https://www.example.org https://intranet.example.org"


def heads(path="/explore", **how):
    app = Policies(Seen(), rules_of_pages(), {FOLIUM: rules_of_folium})
    start = run(ask(app, scope_of("http", path, **how)))[0]
    return {name.decode(): value.decode() for name, value in start["headers"]}


def policy(path="/explore"):
    said = heads(path)["content-security-policy"].split("; ")
    return {name: values.split() for name, _, values in (one.partition(" ") for one in said)}


def test_may_a_page_run_its_own_scripts_and_no_text():
    found = policy()
    own = {"'self'", "blob:", "'wasm-unsafe-eval'", hash_of(deck_script())}
    assert set(found["script-src"]) == own | {hash_of(one) for one in scripts_of_page()}
    assert len(scripts_of_page()) == 1
    assert found["style-src"] == ["'self'", "'unsafe-inline'"]
    assert found["default-src"] == ["'self'"]
    assert found["object-src"] == ["'none'"]
    loose = [name for name, values in found.items() if {"*", "https:", "http:"} & set(values)]
    assert loose == []


@pytest.mark.parametrize(
    ("path", "loose"),
    [
        ("/component/streamlit_folium.st_folium/index.html", True),
        ("/component/other.one/index.html", False),
        ("/explore/component/streamlit_folium.st_folium/index.html", False),
        ("/", False),
    ],
)
def test_does_the_frame_of_drawn_maps_alone_evaluate(path, loose):
    assert ("'unsafe-eval'" in policy(path)["script-src"]) == loose
    assert ("'unsafe-inline'" in policy(path)["script-src"]) == loose


def test_may_the_frame_ask_for_the_files_of_drawn_maps_each_by_its_whole_address():
    found = policy("/component/streamlit_folium.st_folium/index.html")
    outside = [one for one in found["script-src"] if "://" in one]
    assert len(outside) == 5  # Leaflet, what folium's maps bring with it (3), the tools to draw
    assert all(one.startswith("https://") and one.endswith(".js") for one in outside)
    assert {urlsplit(one).hostname for one in found["style-src"] if "://" in one} == {
        urlsplit(one).hostname for one in found["font-src"] if "://" in one
    }


@pytest.mark.parametrize(
    ("sites", "said"),
    [
        ("", ["'self'"]),
        (SITES, ["'self'", *SITES.split()]),
        ("*", ["'self'"]),  # what is no site allows none
    ],
)
def test_may_a_page_be_shown_on_the_sites_named_alone(monkeypatch, sites, said):
    monkeypatch.setenv("HET_GEO_FRAME_ANCESTORS", sites)
    for path in ("/", "/data", "/api/v1/places", "/component/streamlit_folium.st_folium/a"):
        assert policy(path)["frame-ancestors"] == said


@pytest.mark.parametrize(
    ("scheme", "proto", "kept"),
    [("http", "", False), ("https", "", True), ("http", "https", True), ("http", "http", False)],
)
def test_does_a_browser_keep_to_tls_where_it_has_come_by_it(scheme, proto, kept):
    app = Policies(Seen(), Rules(), {})
    scope = scope_of("http", "/", x_forwarded_proto=proto) | {"scheme": scheme}
    found = dict(run(ask(app, scope))[0]["headers"])
    said = found.get(b"strict-transport-security", b"").decode()
    assert said == (f"max-age={YEAR_S}" if kept else "")
    assert found[b"x-content-type-options"] == b"nosniff"
