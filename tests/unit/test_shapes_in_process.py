"""Does the reader of shapes, without the child that shuts it off, read and refuse the same?

A child that can open no file tells nothing of what it came by: here `make coverage` sees it.
"""

import pytest
import shapely

from het_geo.strangers import outlines
from het_geo.strangers.limits import StrangerError
from het_geo.strangers.shapes import kind_of
from tests.unit.own_files import NORTH, SOUTH, frame, geojson, written
from tests.unit.test_shapes import BOW, KML, METRES, PLACEMARK, SQUARE, circle, comb, near

LINE = [[0, 51], [1, 52]]
FAR = [[[9e6, 9e6], [9e6 + 1, 9e6], [9e6 + 1, 9e6 + 1], [9e6, 9e6]]]


@pytest.fixture
def read(monkeypatch):
    monkeypatch.setattr(outlines, "start", lambda others: None)

    def reading(data, field=""):
        return outlines.read(kind_of(data), data, field, [])

    return reading


@pytest.mark.parametrize(
    ("kind", "crs"),
    [("geojson", 4326), ("gpkg", 27700), ("kml", 4326), ("kmz", 4326), ("shp", 3857)],
)
def test_is_every_format_read(read, kind, crs):
    found = read(written(frame(NORTH, SOUTH, names=["North", "South"], crs=crs), kind))
    assert found["notices"] == []
    for one, other in zip(found["outlines"], (NORTH, SOUTH), strict=True):
        assert near(shapely.from_wkb(one["wkb"]), other)
    if kind not in {"kml", "kmz"}:
        assert [one["name"] for one in found["outlines"]] == ["North", "South"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (frame(NORTH, crs=27700), "metres of the British National Grid"),
        (frame(NORTH), "they are read as degrees"),
    ],
)
def test_is_a_system_that_is_not_declared_assumed_and_said(read, table, said):
    (notice,) = read(written(table.set_crs(None, allow_override=True), "shp"))["notices"]
    assert notice.startswith("It does not say in which coordinate system its numbers are")
    assert said in notice


def test_is_a_crossing_mended_and_said_and_folders_read_as_one(read):
    (bow,) = read(geojson(BOW))["outlines"]
    assert shapely.from_wkb(bow["wkb"]).area == pytest.approx(0.5)  # two triangles of a quarter
    assert bow["notes"]
    folders = "".join(f"<Folder>{PLACEMARK.format(name)}</Folder>" for name in ("North", "South"))
    found = read(KML.format(folders).encode())
    assert [one["name"] for one in found["outlines"]] == ["North", "South"]


def test_are_metres_in_a_geojson_that_says_degrees_read_on_the_grid(read):
    (notice,) = read(geojson(METRES))["notices"]
    assert "which they are not" in notice


@pytest.mark.parametrize(
    ("data", "field", "said"),
    [
        (geojson(SQUARE), "ward", "It has no field “ward”: it has “name”"),
        (geojson(LINE, kind="LineString"), "", "polygon"),
        (geojson(FAR), "", "fit no system that is tried here"),
        (geojson([[[0, 51], [1, 52], [0, 51]]]), "", "no polygon with an area|cannot be read"),
        (b'{"type": "FeatureCollection", "features": []}', "", "no shape at all"),
        (b'{"type": "FeatureCollection", "features": [{}', "", "cannot be read"),
    ],
)
def test_is_what_cannot_be_taken_in_refused_in_words(read, data, field, said):
    with pytest.raises(StrangerError, match=said):
        read(data, field)


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        (circle(320_000), "320,001 corners, and 300,000 are read at most"),
        (comb(20_000), "80,003 corners, and 60,000 are read at most"),
    ],
    ids=["circle", "comb"],
)
@pytest.mark.in_turn
def test_are_huge_outlines_refused(read, shape, said):
    with pytest.raises(StrangerError, match=said):
        read(geojson(shape))


def test_are_very_fine_lines_simplified_and_said(read):
    found = read(geojson(circle(30_000)))
    assert found["notices"] == [
        "Its lines have very many corners: they were simplified to about a metre."
    ]


@pytest.mark.parametrize(
    ("other", "notices"),
    [
        (NORTH, None),
        (shapely.Point(-0.4, 51.9), ["Left out, as there is no polygon in it: “other”."]),
    ],
)
def test_are_several_layers_with_polygons_refused_and_those_without_left_out(
    read, tmp_path, other, notices
):
    frame(SOUTH).to_file(tmp_path / "two.gpkg", layer="wards", driver="GPKG")
    frame(other).to_file(tmp_path / "two.gpkg", layer="other", driver="GPKG")
    data = (tmp_path / "two.gpkg").read_bytes()
    if notices is None:
        with pytest.raises(StrangerError, match="It has 2 layers with polygons"):
            read(data)
    else:
        assert read(data)["notices"] == notices


@pytest.mark.parametrize(
    ("columns", "names"),
    [
        ({"ward_nm": ["a", "b"], "kind": ["x", "y"]}, ["a", "b"]),
        ({"kind": ["x", "x"], "which": ["c", "d"]}, ["c", "d"]),  # the first whose values differ
        ({"kind": ["x", "x"]}, ["", ""]),
    ],
)
def test_is_the_field_that_names_them_guessed(read, columns, names):
    table = frame(NORTH, SOUTH, **columns).drop(columns="name")
    assert [one["name"] for one in read(written(table, "geojson"))["outlines"]] == names


def test_is_what_has_no_area_left_out_and_counted(read):
    flat = [[[0, 51], [1, 51], [0, 51], [0, 51]]]
    found = read(geojson(SQUARE, flat, []))
    assert len(found["outlines"]) == 1
    assert found["notices"] == ["Left out, as they have no area: 2 of its shapes."]
    table = frame(NORTH, shapely.Point(-0.4, 51.9))
    assert read(written(table, "geojson"))["notices"] == [
        "Left out, as they are lines or points: 1 of its shapes."
    ]
