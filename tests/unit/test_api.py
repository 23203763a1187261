"""Does the interface give what pages and files give, and say in one shape what it cannot give?"""

import asyncio
import csv
import gzip
import io
import json
import re
from dataclasses import replace
from urllib.parse import quote

import httpx
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from starlette.applications import Starlette

from het_geo.api import routes
from het_geo.api.about import PREFIX
from het_geo.api.door import Door
from het_geo.api.drawings import PICTURES
from het_geo.api.encoded import Encoded
from het_geo.api.endpoint import MOST_ROWS, Endpoint
from het_geo.api.endpoints import ENDPOINTS
from het_geo.api.kept import KeptReplies
from het_geo.api.openapi import openapi
from het_geo.api.problem import MIME
from het_geo.api.routes import api_routes
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import Choice, levels_of, newest
from het_geo.errors import PackError, UnheldError
from het_geo.geography import Level
from het_geo.render.table import to_csv
from het_geo.sentences.headlines import headline
from tests.conftest import ROOT
from tests.sampled import some, tried

DALLOW = "E05014741"
OF = "/places/luton"


def door(atlas, **changes):
    given = {
        "places": lambda: ["luton"],
        "name_of": lambda place: place.capitalize(),
        "atlas_of": lambda place: atlas,
        "stamp_of": lambda place: atlas.name,
    }
    return Door(**given | changes)


def asked(app, path, method="GET", **more):
    """Return the answer of a server to one question."""

    async def ask():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.request(method, path, **more)

    return asyncio.run(ask())


@pytest.fixture(scope="module")
def app(atlas):
    return Starlette(routes=api_routes(door(atlas)))


@pytest.fixture(scope="module")
def ask(app):
    return lambda path, *given, **more: asked(app, f"{PREFIX}{path}", *given, **more)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("level", ["ward", "lsoa", "msoa"])
def test_are_figures_those_of_the_page_s_own_file_for_every_indicator(ask, luton, atlas, level):
    """The CSV of a page is held against the screen elsewhere; here the interface against it."""
    total = ask(f"{OF}/values?level={level}&limit=1").json()["total"]
    pages = [
        ask(f"{OF}/values?level={level}&limit={MOST_ROWS}&offset={start}&format=csv").text
        for start in range(0, total, MOST_ROWS)
    ]
    found = {
        (row["indicator"], row["area_code"]): row
        for page in pages
        for row in csv.DictReader(io.StringIO(page.removeprefix("\ufeff")))
    }
    shown = [i for i in luton.periods_held if Level(level) in levels_of(luton, i)]
    assert len(shown) > 5
    for name in shown:
        view = atlas.view(Choice(name, Level(level), newest(luton, name, Level(level)).id))
        suffix, against = view.unit.suffix, "against_england"
        for row in csv.DictReader(io.StringIO(to_csv(luton, view))):
            ours = found.pop((name, row["area_code"]))
            for cell in ("value", "lower", "upper", "least", "most", "published"):
                assert ours[cell] == row[f"{cell}{suffix}"], (name, row["area_code"], cell)
            same = ("numerator", "denominator", "status", "note", "period_id", "source", "licence")
            assert [ours[cell] for cell in same] == [row[cell] for cell in same]
            assert ours["verdict"] == row[against]
    assert found == {}


def test_are_json_and_parquet_the_same_rows_as_csv(ask):
    path = f"{OF}/values?indicator=overcrowding,no2&level=ward&period=all"
    rows = ask(path).json()["rows"]
    table = pd.read_parquet(io.BytesIO(ask(f"{path}&format=parquet").content))
    assert len(rows) == len(table) == 20 * (2 + 3)  # wards × (years of homes + years of air)
    for row, other in zip(rows, table.to_dict("records"), strict=True):
        for name, cell in row.items():
            assert (cell is None and pd.isna(other[name])) or cell == other[name]


def test_does_a_walk_by_next_give_every_row_once(ask):
    path, walked = f"{PREFIX}{OF}/values?level=ward&indicator=no2,overcrowding&limit=7", []
    while path:
        answer = ask(path.removeprefix(PREFIX)).json()
        walked += answer["rows"]
        path = answer["next"]
    whole = ask(f"{OF}/values?level=ward&indicator=no2,overcrowding").json()
    assert walked == whole["rows"]
    assert len(walked) == whole["total"] == 40


@pytest.mark.in_turn
def test_does_every_row_without_a_figure_say_why(ask):
    for level in some(("ward", "lsoa", "msoa"), 1, "why there is no figure"):
        rows = ask(f"{OF}/values?level={level}&period=all&limit={MOST_ROWS}").json()["rows"]
        bare = [row for row in rows if row["value"] is None]
        assert all("value" in row["why_blank"] for row in bare)


def test_are_publisher_and_licence_named_in_every_answer_with_figures(ask):
    for path in ("values?indicator=no2", "change?indicator=no2", "gaps", "indicators", ""):
        answer = ask(f"{OF}/{path}".rstrip("/")).json()
        assert answer["sources"]
        assert all(one["licence"] and one["attribution"] for one in answer["sources"])
    shapes = ask(f"{OF}/boundaries").json()
    assert "Office for National Statistics" in shapes["attribution"]
    assert "Source:" in ask(f"{OF}/pictures/map?indicator=no2").text


def test_are_gaps_those_of_the_atlas_and_the_rest_explained(ask, atlas):
    rows = ask(f"{OF}/gaps?level=ward").json()["rows"]
    table = atlas.newest_gaps(Level.WARD)
    assert [r["indicator"] for r in rows] == list(atlas.newest_views(Level.WARD))
    for row in rows:
        assert row["available"] == (row["indicator"] in table.index)
        if row["available"]:
            assert row["absolute"] == pytest.approx(table.at[row["indicator"], "absolute"])
        else:
            assert row["why"]


QUESTIONS = {
    "/nothing": (404, "Nothing stands at this address"),
    "/places/lutn": (404, "Did you mean luton?"),
    f"{OF}/values?indicator=overcrwding": (404, "Did you mean overcrowding"),
    f"{OF}/values?indicatr=no2": (400, "Did you mean indicator?"),
    f"{OF}/values?level=wards": (400, "Did you mean ward?"),
    f"{OF}/values?limit=0": (400, "1 to 10,000"),
    f"{OF}/values?limit=10001": (400, "1 to 10,000"),
    f"{OF}/values?limit=-1": (400, "“limit” cannot be"),
    f"{OF}/values?offset=1e9": (400, "“offset” cannot be"),
    f"{OF}/values?indicator=no2&indicator=pm25": (400, "given twice"),
    f"{OF}/values?indicator=no2&period=1999": (404, "no period “1999”"),
    f"{OF}/values?level=ward&period=2021": (400, "“newest” or “all”"),
    f"{OF}/values?indicator=no2&level=lsoa&area={DALLOW}": (422, "none of E05014741 is one"),
    f"{OF}/values?indicator=no2&format=xlsx": (400, "no format “xlsx”"),
    f"{OF}/values?indicator=healthy_life_expectancy_male&level=ward": (422, "has no figures for"),
    f"{OF}/change?indicator=no2&period=all": (400, "Give one “period”"),
    f"{OF}/change?indicator=no2&period=1999": (404, "no period “1999”"),
    f"{OF}/pictures/map?indicator=no2&period=all": (400, "Give one “period”"),
    f"{OF}/change": (400, "Give “indicator”"),
    f"{OF}/areas/E05002193": (410, "its people now live in"),
    f"{OF}/areas/dallow": (404, "asked for by code: E05014741"),
    f"{OF}/areas/E05999999": (404, "No area of Luton has the code"),
    f"{OF}/pictures/cake?indicator=no2": (404, "no picture “cake”"),
    f"{OF}/indicators?block=hous": (400, "no block “hous”"),
    f"{OF}/pack?block=hous": (400, "no block “hous”"),
    f"{OF}/change?indicator=adult_skills": (422, "no two comparable periods have figures"),
    f"{OF}/pictures/time?indicator=overcrowding": (422, "No line is drawn of so few periods"),
    f"{OF}/pictures/map?indicator=no2&level=lsoa&area={DALLOW}": (422, "E05014741 is none of"),
    f"{OF}/values?indicator={'a' * 3000}": (414, "characters at most"),
}  # fmt: skip


@pytest.mark.parametrize("path", QUESTIONS)
def test_is_what_cannot_be_answered_said_in_one_shape_with_what_to_do(ask, path):
    status, said = QUESTIONS[path]
    answer = ask(path)
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (status, status)
    assert answer.headers["content-type"] == MIME
    assert said in problem["detail"]
    assert set(problem) >= {"type", "title", "status", "detail"}


@pytest.mark.parametrize("kind", PICTURES)
def test_does_a_picture_of_an_area_name_it_and_say_its_sentence(ask, atlas, kind):
    drawn = ask(f"{OF}/pictures/{kind}?indicator=no2&level=ward&area={DALLOW}").text
    newest_of = newest(atlas.pack, "no2", Level.WARD).id
    view = atlas.view(Choice("no2", Level.WARD, newest_of, "england"))
    title = f"Luton: {view.indicator.label}, {view.period.label} (Dallow ward)"
    assert f"<title>{title}</title>" in drawn
    written = " ".join(re.findall(r"<text[^>]*>([^<]*)", drawn))
    assert headline(view, DALLOW) in written


def test_is_a_place_without_outlines_of_a_level_told(atlas):
    """As one is whose older publisher gave no shapes of its MSOAs."""
    without = replace(atlas.pack, shapes={**atlas.pack.shapes, Level.MSOA: {}})
    bare = Starlette(routes=api_routes(door(Atlas(without))))
    answer = asked(bare, f"{PREFIX}{OF}/boundaries?level=msoa")
    assert answer.status_code == 422
    assert answer.json()["detail"] == "This place has no outlines of neighbourhood groups (MSOA)."
    assert asked(bare, f"{PREFIX}{OF}/boundaries?level=ward").status_code == 200


def test_is_a_pack_that_cannot_be_read_a_matter_of_time_and_another_fault_of_what_is_asked(atlas):
    """503: come again; 422: ask otherwise. Both say what the fault says."""
    for error, status in ((PackError("cut short"), 503), (UnheldError("not held"), 422)):

        def broken(place, error=error):
            raise error

        answer = asked(Starlette(routes=api_routes(door(atlas, atlas_of=broken))), PREFIX + OF)
        assert (answer.status_code, answer.json()["detail"]) == (status, str(error))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_is_it_read_only(ask, method):
    answer = ask(f"{OF}/values", method)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.headers["content-type"] == MIME


def test_may_any_site_read_it_and_none_write(ask):
    head = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    before = ask("/places", "OPTIONS", headers=head)
    assert before.headers["access-control-allow-origin"] == "*"
    head["Access-Control-Request-Method"] = "DELETE"
    assert ask("/places", "OPTIONS", headers=head).status_code == 400
    read = ask("/places", headers={"Origin": "https://example.org"})
    assert read.headers["access-control-allow-origin"] == "*"
    assert "set-cookie" not in read.headers


def test_does_a_tag_hold_until_the_pack_changes(atlas, monkeypatch):
    monkeypatch.setattr(routes, "LOOK_S", 0)
    stamp = ["one"]
    app = Starlette(routes=api_routes(door(atlas, stamp_of=lambda place: stamp[0])))
    path = f"{PREFIX}{OF}/areas"
    first = asked(app, path)
    again = asked(app, path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert atlas.pack.manifest.version in first.headers["etag"]
    made = []
    app = Starlette(
        routes=api_routes(
            door(atlas, stamp_of=lambda p: stamp[0], atlas_of=lambda p: made.append(p) or atlas)
        )
    )
    for _ in range(2):
        asked(app, path)
    assert len(made) == 1  # the second is what was kept
    stamp[0] = "two"
    asked(app, path)
    assert len(made) == 2


def test_is_an_answer_packed_for_who_takes_it_and_plain_for_who_does_not(app):
    path = f"{PREFIX}{OF}/values?indicator=no2"
    packed = asked(app, path, headers={"Accept-Encoding": "gzip"})
    plain = asked(app, path, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert plain.headers["content-encoding"] == "identity"
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) == len(gzip.compress(plain.content, 6, mtime=0))


def test_does_a_fault_of_ours_show_no_trace(atlas):
    def broken(place):
        raise ZeroDivisionError("secret.path")

    def away(place):
        raise PackError("the store of packs is away")

    path = f"{PREFIX}{OF}/areas"
    ours = asked(Starlette(routes=api_routes(door(atlas, atlas_of=broken))), path)
    theirs = asked(Starlette(routes=api_routes(door(atlas, atlas_of=away))), path)
    assert (ours.status_code, theirs.status_code) == (500, 503)
    assert "secret" not in ours.text
    assert "the store of packs is away" in theirs.json()["detail"]


def test_is_who_asks_too_much_at_once_told_to_wait(atlas, monkeypatch):
    monkeypatch.setattr(routes, "WAITING", 0)
    answer = asked(Starlette(routes=api_routes(door(atlas))), f"{PREFIX}{OF}/areas")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


def test_does_what_is_kept_stay_within_its_room():
    kept = KeptReplies(8_000)
    one = Encoded(b"x" * 500, None, "text/plain", "tag")  # 500 + 400 for what stands beside it
    for number in range(20):
        kept.put(number, "stamp", one)
    assert kept.size == 8 * 900 <= 8_000  # 8 × 900 = 7,200; a ninth would be 8,100
    assert kept.get(19, "stamp") == one
    assert kept.get(0, "stamp") is None
    assert kept.get(19, "another") is None
    kept.put(99, "stamp", Encoded(b"x" * 5_000, None, "text/plain", "tag"))
    assert kept.get(99, "stamp") is None  # larger than an eighth of the room: not kept


@pytest.mark.in_turn
def test_is_the_interface_below_the_prefix_of_the_server(atlas):
    app = Starlette(routes=api_routes(door(atlas), "/explorer"))
    answer = asked(app, f"/explorer{PREFIX}{OF}/areas?limit=1")
    assert answer.json()["next"].startswith(f"/explorer{PREFIX}/")
    whole = asked(app, f"/explorer{PREFIX}/").json(), asked(app, f"/explorer{PREFIX}{OF}").json()
    urls = [whole[0]["places"], whole[0]["openapi"], *whole[1]["urls"].values()]
    assert {asked(app, url).status_code for url in urls} == {200, 400}  # change needs an indicator
    assert asked(app, f"/explorer{PREFIX}/openapi.json").json()["servers"] == [
        {"url": f"/explorer{PREFIX}"}
    ]
    assert asked(app, "/explorer/api/v2/places").headers["content-type"] == MIME
    assert asked(app, "/explorer/api/").status_code == 404


def test_is_its_document_openapi_and_true(ask):
    document = ask("/openapi.json").json()
    validate(document)
    assert set(document["paths"]) == {one.path for one in ENDPOINTS}
    assert document == json.loads(json.dumps(openapi(ENDPOINTS)))
    schemas = document["components"]["schemas"]
    for path in (f"{OF}/values?indicator=no2", f"{OF}/gaps", f"{OF}/areas", "/places"):
        rows = schemas["Rows"] | {"components": document["components"]}
        Draft202012Validator(rows).validate(ask(path).json())
    problem = Draft202012Validator(schemas["Problem"])
    problem.validate(ask("/places/nowhere").json())


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.name)
@pytest.mark.in_turn
def test_is_every_endpoint_answered_in_every_format_it_declares(ask, endpoint: Endpoint):
    parts = {"place": "luton", "indicator": "no2", "area": DALLOW, "picture": "map"}
    needed = "&".join(f"{p.name}={p.example}" for p in endpoint.params if p.needed)
    for kind in endpoint.formats:
        said = f"&format={kind}" if len(endpoint.formats) > 1 else ""
        answer = ask(f"{endpoint.path.format(**parts)}?{needed}{said}".replace("?&", "?"))
        assert answer.status_code == 200, answer.text
        assert answer.content


TEXTS = st.text(max_size=40) | st.sampled_from(["newest", "all", DALLOW, "no2", "ward", "0", "%00"])


@settings(max_examples=tried(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    path=st.sampled_from([one.path for one in ENDPOINTS]),
    part=TEXTS,
    query=st.dictionaries(
        st.sampled_from(["indicator", "level", "period", "area", "limit", "format", "x"]), TEXTS
    ),
)
def test_is_anything_that_may_be_asked_answered_or_refused_in_words(app, path, part, query):
    inside = path.replace("{place}", "luton")
    for name in ("{indicator}", "{area}", "{picture}"):
        inside = inside.replace(name, quote(part or "-", safe=""))
    answer = asked(app, f"{PREFIX}{inside}", params=query)
    assert answer.status_code in {200, 400, 404, 410, 414, 422}, answer.text
    if answer.status_code != 200:
        assert answer.headers["content-type"] == MIME
        assert answer.json()["detail"]


def test_does_a_guide_name_every_question_and_parameter():
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for one in ENDPOINTS:
        assert f"`{PREFIX}{one.path}`" in text
        assert all(f"`{param.name}`" in text for param in one.all_params)
