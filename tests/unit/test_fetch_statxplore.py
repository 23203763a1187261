"""DWP's Stat-Xplore, made up here in the form of its open data API: tables in parts, with a key."""

import json
from collections.abc import Iterator

import pytest

from het_geo.errors import SourceError
from het_geo.fetch import pages
from tests.publisher import Answer, Publisher, serve
from tests.unit.test_fetch_pages import Layer

AREAS = "str:valueset:MADE_UP:F:COA:MSOA"
MSOAS = ["E02000001", "E02000002", "W02000001", "S02000001"]
STAT_XPLORE = {
    "database": "str:database:MADE_UP", "measure": "str:count:MADE_UP", "areas": AREAS,
    "dates": "str:field:MADE_UP:DATE",
}  # fmt: skip


def stat_xplore_table(publisher: Publisher) -> Answer:
    """Answer a table as the open data API does: a cube of numbers, and what its edges are."""
    body = json.loads(publisher.bodies[-1])
    (recode,) = body["recodes"].values()
    areas = [area for (area,) in recode["map"]]
    items = [{"labels": [f"Place {area[-1]}"], "uris": [area]} for area in areas]
    dates = [{"labels": [label], "uris": [label]} for label in ("2020/21", "2021/22 (p)")]
    values = [[100.0 + int(area[-1]), None] for area in areas]
    cubes = {body["measures"][0]: {"values": values}}
    return Layer.answer({"cubes": cubes, "fields": [{"items": items}, {"items": dates}]})


@pytest.fixture
def dwp() -> Iterator[Publisher]:
    with serve() as publisher:
        yield set_up(publisher)


def set_up(publisher: Publisher) -> Publisher:
    listed = [{"id": f"str:value:MADE_UP:F:COA:MSOA:{code}"} for code in MSOAS]
    publisher.routes[f"/v1/schema/{AREAS}"] = Layer.answer({"children": listed})
    publisher.routes["/v1/table"] = lambda _query: stat_xplore_table(publisher)
    return publisher


def test_is_a_stat_xplore_table_read_in_parts_with_its_key(dwp: Publisher) -> None:
    web, _ = dwp.web()
    found = pages.read(web, f"{dwp.base}/v1", STAT_XPLORE, 2, "made-up-key")
    assert found.to_csv(index=False).splitlines() == [
        "msoa_name,msoa11_code,2020/21,2021/22 (p)",
        "Place 1,E02000001,101,..",
        "Place 2,E02000002,102,..",
        "Place 1,W02000001,101,..",
    ]
    assert [path for path, _, _ in dwp.asked] == [f"/v1/schema/{AREAS}", "/v1/table", "/v1/table"]
    assert {headers["APIKey"] for _, _, headers in dwp.asked} == {"made-up-key"}


def test_is_stat_xplore_left_alone_without_a_key(dwp: Publisher) -> None:
    web, _ = dwp.web()
    with pytest.raises(SourceError, match=r"needs a key. Register at .* set STAT_XPLORE_KEY"):
        pages.read(web, f"{dwp.base}/v1", STAT_XPLORE, 2, "")
    assert dwp.asked == []


def test_is_a_refused_key_said_without_repeating_it(dwp: Publisher) -> None:
    dwp.routes[f"/v1/schema/{AREAS}"] = Answer(status=401)
    web, _ = dwp.web()
    with pytest.raises(SourceError, match=r"HTTP 401: the key was refused") as refused:
        pages.read(web, f"{dwp.base}/v1", STAT_XPLORE, 2, "made-up-key")
    assert "made-up-key" not in str(refused.value)


def test_does_the_key_stay_with_its_host(dwp: Publisher) -> None:
    dwp.routes[f"/v1/schema/{AREAS}"] = Answer(status=302, headers={"Location": "/elsewhere"})
    web, _ = dwp.web()
    with pytest.raises(SourceError, match=r"HTTP 302"):
        pages.read(web, f"{dwp.base}/v1", STAT_XPLORE, 2, "made-up-key")
    assert len(dwp.asked) == 1


def test_is_a_table_of_another_form_refused(dwp: Publisher) -> None:
    dwp.routes["/v1/table"] = Layer.answer({"cubes": {"m": {"values": [[1.0]]}}, "fields": []})
    web, _ = dwp.web()
    with pytest.raises(SourceError, match=r"a table of another form than the API describes"):
        pages.read(web, f"{dwp.base}/v1", STAT_XPLORE, 2, "made-up-key")


@pytest.mark.parametrize("name", pages.NEEDS)
def test_is_a_record_without_one_of_its_parameters_refused_before_anything_is_asked(
    dwp: Publisher, name: str
) -> None:
    fewer = {key: said for key, said in STAT_XPLORE.items() if key != name}
    web, _ = dwp.web()
    with pytest.raises(SourceError, match=f"the fetch record has no parameter '{name}'"):
        pages.read(web, f"{dwp.base}/v1", fewer, 2, "made-up-key")
    assert dwp.asked == []


def test_is_a_set_without_areas_of_england_or_wales_refused(dwp: Publisher) -> None:
    scotland = [{"id": "str:value:MADE_UP:F:COA:MSOA:S02000001"}]
    dwp.routes[f"/v1/schema/{AREAS}"] = Layer.answer({"children": scotland})
    web, _ = dwp.web()
    with pytest.raises(SourceError, match=f"the value set {AREAS} lists no areas"):
        pages.read(web, f"{dwp.base}/v1", STAT_XPLORE, 2, "made-up-key")
