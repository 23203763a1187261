"""Services that answer page by page: every record, in order, or a refusal that names the page."""

import json
from typing import Any

import pytest

from het_geo.errors import SourceError
from het_geo.fetch import pages
from het_geo.fetch.records import Join
from tests.publisher import Answer, Publisher

# Made-up neighbourhoods: a square each.
CODES = ["E01000001", "E01000002", "E01000003", "E01000004", "E01000005"]


class Layer:
    """A layer as ArcGIS serves it: at most ``limit`` records a page, errors with HTTP 200."""

    def __init__(self, codes: list[str], limit: int, *, counted: int | None = None) -> None:
        self.codes = codes
        self.limit = limit
        self.counted = len(codes) if counted is None else counted
        self.fail: dict[int, list[dict[str, Any]]] = {}

    def __call__(self, query: dict[str, str]) -> Answer:
        if query.get("returnCountOnly"):
            return self.answer({"count": self.counted})
        start = int(query["resultOffset"])
        if self.fail.get(start):
            return self.answer(self.fail[start].pop(0))
        size = min(self.limit, int(query["resultRecordCount"]))
        codes = self.codes[start : start + size]
        more = {"exceededTransferLimit": True} if start + size < len(self.codes) else {}
        if query["f"] == "geojson":
            found = {"type": "FeatureCollection", "features": [self.shape(c) for c in codes]}
            return self.answer(found | ({"properties": more} if more else {}))
        rows = [{"attributes": {"LSOA21CD": c, "RGN24CD": "E12000006"}} for c in codes]
        return self.answer({"features": rows} | more)

    @staticmethod
    def answer(found: dict[str, Any]) -> Answer:
        return Answer(json.dumps(found).encode())

    @staticmethod
    def shape(code: str) -> dict[str, Any]:
        x = int(code[-1])
        ring = [[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        return {"type": "Feature", "properties": {"LSOA21CD": code}, "geometry": geometry}


def read(publisher: Publisher, *, shapes: bool = False, size: int = 2) -> Any:
    web, _ = publisher.web()
    url = f"{publisher.base}/layer"
    return pages.features(web, url, ["LSOA21CD"], where="1=1", size=size, shapes=shapes)


@pytest.mark.parametrize(
    ("size", "limit", "offsets"), [(2, 9, "0 2 4"), (9, 3, "0 3"), (9, 9, "0")]
)
def test_are_all_pages_of_a_layer_read_whatever_the_server_allows(
    publisher: Publisher, size: int, limit: int, offsets: str
) -> None:
    publisher.routes["/layer/query"] = Layer(CODES, limit)
    assert list(read(publisher, size=size)["LSOA21CD"]) == CODES
    asked = [query["resultOffset"] for _, query, _ in publisher.asked if "resultOffset" in query]
    assert asked == offsets.split()


def test_are_shapes_read_page_by_page_in_degrees(publisher: Publisher) -> None:
    publisher.routes["/layer/query"] = Layer(CODES, 2)
    found = read(publisher, shapes=True)
    assert found.crs == "EPSG:4326"
    assert list(found["LSOA21CD"]) == CODES
    assert list(found.geometry.bounds["minx"]) == [1, 2, 3, 4, 5]


def test_does_a_page_that_errs_in_the_middle_pass(publisher: Publisher) -> None:
    layer = Layer(CODES, 2)
    layer.fail[2] = [{"error": {"code": 500, "message": "Error performing query", "details": []}}]
    publisher.routes["/layer/query"] = layer
    assert list(read(publisher)["LSOA21CD"]) == CODES


def test_is_a_page_that_keeps_erring_refused_by_its_place(publisher: Publisher) -> None:
    layer = Layer(CODES, 2)
    layer.fail[2] = [{"error": {"code": 400, "message": "Cannot perform query"}}]
    publisher.routes["/layer/query"] = layer
    with pytest.raises(
        SourceError, match=r"query \(page from record 3\): HTTP 200, but error 400: Cannot perform"
    ):
        read(publisher)


def test_is_a_layer_that_gives_too_few_records_refused(publisher: Publisher) -> None:
    publisher.routes["/layer/query"] = Layer(CODES, 2, counted=6)
    with pytest.raises(SourceError, match=r"5 records came, the service counts 6"):
        read(publisher)


def test_is_an_endless_empty_page_refused(publisher: Publisher) -> None:
    layer = Layer(CODES, 2)
    layer.fail[2] = [{"features": [], "exceededTransferLimit": True}]
    publisher.routes["/layer/query"] = layer
    with pytest.raises(SourceError, match=r"record 3\): an empty page, though .* there are more"):
        read(publisher)


def test_is_a_record_without_a_shape_refused(publisher: Publisher) -> None:
    layer = Layer(CODES, 9)
    bare = [Layer.shape(code) for code in CODES]
    bare[1]["geometry"] = None
    layer.fail[0] = [{"type": "FeatureCollection", "features": bare}]
    publisher.routes["/layer/query"] = layer
    with pytest.raises(SourceError, match=r"record 2 has no shape"):
        read(publisher, shapes=True)


def test_does_a_second_layer_give_its_columns_for_every_row(publisher: Publisher) -> None:
    publisher.routes["/layer/query"] = Layer(CODES, 9)
    publisher.routes["/short/query"] = Layer(CODES[:4], 9)
    web, _ = publisher.web()
    frame = read(publisher)
    join = Join(f"{publisher.base}/layer", "LSOA21CD", "LSOA21CD", {"RGNCD": "RGN24CD"})
    assert set(pages.joined(web, frame, join, 9)["RGNCD"]) == {"E12000006"}
    short = Join(f"{publisher.base}/short", "LSOA21CD", "LSOA21CD", {"RGNCD": "RGN24CD"})
    with pytest.raises(SourceError, match=r"/short: no record for LSOA21CD 'E01000005'"):
        pages.joined(web, frame, short, 9)


COUNTS = ['"E01000001",5,3', '"E01000002",10,3', '"E01000003",15,3']


def nomis_page(query: dict[str, str]) -> Answer:
    """Answer as Nomis does: CSV with names in capitals and the number of records on each row."""
    start, size = int(query["recordoffset"]), int(query["recordlimit"])
    rows = ['"GEOGRAPHY_CODE","OBS_VALUE","RECORD_COUNT"', *COUNTS[start : start + size]]
    return Answer("\r\n".join(rows).encode())


def claimants(publisher: Publisher, size: int = 2) -> Any:
    web, _ = publisher.web()
    url = f"{publisher.base}/NM_162_1.data.csv?date=2022-01"
    return pages.nomis(web, url, ["GEOGRAPHY_CODE", "OBS_VALUE"], {"cell": "1"}, size)


def test_are_all_pages_of_a_nomis_query_read(publisher: Publisher) -> None:
    publisher.routes["/NM_162_1.data.csv"] = nomis_page
    assert list(claimants(publisher)["OBS_VALUE"]) == ["5", "10", "15"]
    _, query, _ = publisher.asked[1]
    assert {name: query[name] for name in ("recordoffset", "recordlimit", "date", "cell")} == {
        "recordoffset": "2", "recordlimit": "2", "date": "2022-01", "cell": "1",
    }  # fmt: skip


def test_is_a_nomis_query_that_stops_short_refused(publisher: Publisher) -> None:
    header = b'"GEOGRAPHY_CODE","OBS_VALUE","RECORD_COUNT"\r\n'
    publisher.routes["/NM_162_1.data.csv"] = lambda query: (
        nomis_page(query) if query["recordoffset"] == "0" else Answer(header)
    )
    with pytest.raises(SourceError, match=r"record 3\): 2 rows came, Nomis counts 3"):
        claimants(publisher)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<html>Sorry</html>", "the answer is a web page"),
        (b"", "the answer is empty"),
        (b"GEOGRAPHY_CODE;OBS_VALUE\r\n", "no column 'GEOGRAPHY_CODE'"),
    ],
)
def test_is_an_answer_of_nomis_that_is_no_table_refused(
    publisher: Publisher, body: bytes, message: str
) -> None:
    publisher.routes["/NM_162_1.data.csv"] = Answer(body)
    with pytest.raises(SourceError, match=message):
        claimants(publisher)
