"""Are polygons read from every format that towns have, and is what cannot be taken in refused?"""

import json
import math
import re

import pytest
import shapely

from het_geo.strangers import shapes as door
from het_geo.strangers.layers import DRIVERS
from het_geo.strangers.limits import StrangerError
from het_geo.strangers.shape_files import Kind, ready
from het_geo.strangers.shapes import kind_of, shapes_of
from tests.unit.own_files import NORTH, SOUTH, frame, geojson, written, zipped

BOW = [[[0, 51], [1, 52], [1, 51], [0, 52], [0, 51]]]  # crosses itself at (0.5, 51.5)
SQUARE = [[[0, 51], [1, 51], [1, 52], [0, 52], [0, 51]]]
METRES = [
    [[507000, 220000], [508000, 220000], [508000, 221000], [507000, 221000], [507000, 220000]]
]
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
PLACEMARK = (
    "<Placemark><name>{}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
    "0,51 1,51 1,52 0,52 0,51</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
)


def read(data, field=""):
    return shapes_of(kind_of(data), data, field)


def near(one, other):
    """Tell whether two outlines differ by less than the width of a street (0.0001 of a degree)."""
    return one.hausdorff_distance(other) < 1e-4


@pytest.mark.parametrize(
    ("kind", "crs"),
    [("geojson", 4326), ("geojson", 27700), ("gpkg", 27700), ("gpkg", 4326), ("kml", 4326),
     ("kmz", 4326), ("shp", 27700), ("shp", 3857), ("shp", 4326)],
)  # fmt: skip
@pytest.mark.in_turn
def test_is_every_format_read_in_the_coordinate_system_that_it_declares(kind, crs):
    found = read(written(frame(NORTH, SOUTH, names=["North", "South"], crs=crs), kind))
    assert near(found.outlines[0].polygon, NORTH)
    assert near(found.outlines[1].polygon, SOUTH)
    assert found.notices == ()
    if kind not in {"kml", "kmz"}:  # whose names stand in a field of their own
        assert [one.name for one in found.outlines] == ["North", "South"]


def test_is_a_kml_named_by_its_names_and_its_folders_read_as_one():
    folders = "".join(f"<Folder>{PLACEMARK.format(name)}</Folder>" for name in ("North", "South"))
    found = read(KML.format(folders).encode())
    assert [one.name for one in found.outlines] == ["North", "South"]


def test_is_the_grid_assumed_and_said_where_no_system_is_declared():
    data = written(frame(NORTH, crs=27700).set_crs(None, allow_override=True), "shp")
    found = read(data)
    assert near(found.outlines[0].polygon, NORTH)
    assert found.notices == (
        "It does not say in which coordinate system its numbers are: they are read as metres of "
        "the British National Grid (EPSG:27700).",
    )


def test_are_degrees_assumed_and_said_where_no_system_is_declared():
    found = read(written(frame(NORTH).set_crs(None, allow_override=True), "shp"))
    assert near(found.outlines[0].polygon, NORTH)
    assert "they are read as degrees (WGS 84)" in found.notices[0]


def test_is_a_geojson_in_metres_that_says_nothing_of_it_read_on_the_grid():
    """RFC 7946 knows degrees alone: what says nothing says degrees."""
    (one,) = read(geojson(METRES)).outlines
    west, south, east, north = one.polygon.bounds
    assert -0.6 < west < east < -0.3
    assert 51.8 < south < north < 52.0


@pytest.mark.parametrize("far", [1e7, -5e5, 1e300])
@pytest.mark.in_turn
def test_are_numbers_that_fit_no_system_refused(far):
    data = geojson([[[far, far], [far * 1.1, far], [far, far * 1.1], [far, far]]])
    with pytest.raises(StrangerError, match=r"fit no system that is tried here. Save it in WGS 84"):
        read(data)


@pytest.mark.parametrize("number", ["NaN", "1e999", "Infinity"])
@pytest.mark.in_turn
def test_is_a_corner_that_is_no_number_refused(number):
    data = geojson(SQUARE).replace(b"[1, 51]", f"[{number}, 51]".encode())
    with pytest.raises(StrangerError):
        read(data)


def test_is_a_line_that_crosses_itself_made_whole_and_said():
    (bow, square) = read(geojson(BOW, SQUARE)).outlines
    assert bow.polygon.is_valid
    assert bow.polygon.area == pytest.approx(0.5)  # two triangles: 2 · (1 · ½ / 2)
    assert bow.notes == ("Its line crosses itself: it was made whole.",)
    assert square.notes == ()


def test_are_shapes_without_an_area_left_out_and_counted():
    flat = [[[0, 51], [1, 51], [0, 51], [0, 51]]]
    found = read(geojson(SQUARE, flat, []))
    assert len(found.outlines) == 1
    assert found.notices == ("Left out, as they have no area: 2 of its shapes.",)


def test_are_lines_and_points_beside_polygons_left_out_and_counted():
    features = [
        {"type": "Feature", "properties": {"name": "x"}, "geometry": geometry}
        for geometry in (
            {"type": "Polygon", "coordinates": SQUARE},
            {"type": "Point", "coordinates": [0, 51]},
            {"type": "GeometryCollection", "geometries": [
                {"type": "Point", "coordinates": [0, 51]},
                {"type": "Polygon", "coordinates": SQUARE}]},
        )
    ]  # fmt: skip
    found = read(json.dumps({"type": "FeatureCollection", "features": features}).encode())
    assert [one.polygon.geom_type for one in found.outlines] == ["Polygon", "Polygon"]
    assert found.notices == ("Left out, as they are lines or points: 1 of its shapes.",)


@pytest.mark.parametrize(
    ("kind", "coordinates", "said"),
    [("LineString", [[0, 51], [1, 52]], "It has lines, and no polygon"),
     ("Point", [0, 51], "It has points, and no polygon")],
)  # fmt: skip
@pytest.mark.in_turn
def test_is_a_file_of_lines_or_points_refused_with_what_would_do(kind, coordinates, said):
    with pytest.raises(StrangerError, match=rf"{said}: an area is a closed outline. Draw"):
        read(geojson(coordinates, kind=kind))


def circle(corners):
    turns = [2 * math.pi * n / corners for n in range(corners)]
    ring = [[round(math.cos(turn), 9), round(51 + math.sin(turn), 9)] for turn in turns]
    return [[*ring, ring[0]]]


def comb(teeth):
    """Return a comb of teeth that are some metres wide: none of its corners can be left out."""
    ring = [[n / 10_000, 51 + 0.1 * (n % 4 > 1)] for n in range(4 * teeth)]
    return [[*ring, [ring[-1][0], 50], [0, 50], ring[0]]]


@pytest.mark.in_turn
def test_are_huge_outlines_refused_with_what_to_do():
    for shape, said in (
        (circle(320_000), "320,001 corners, and 300,000"), (comb(20_000), "80,003 corners, and 60,")
    ):  # fmt: skip
        with pytest.raises(StrangerError, match=f"{said}.* at most: simplify them, to some metres"):
            read(geojson(shape))
    with pytest.raises(StrangerError, match="more than 500 shapes"):
        read(geojson(*[SQUARE] * 501))


@pytest.mark.in_turn
def test_are_very_fine_lines_simplified_to_about_a_metre_and_said():
    found = read(geojson(circle(30_000)))
    (one,) = found.outlines
    assert one.polygon.hausdorff_distance(shapely.Polygon(circle(30_000)[0])) < 2e-5
    assert shapely.get_num_coordinates(one.polygon) < 10_000
    said = "Its lines have very many corners: they were simplified to about a metre."
    assert found.notices == (said,)


@pytest.mark.parametrize(
    ("columns", "field"),
    [({"id": ["1", "2"], "Locality": ["a", "b"]}, "Locality"),
     ({"ward_nm": ["a", "b"], "kind": ["x", "y"]}, "ward_nm"),
     ({"kind": ["x", "x"], "which": ["a", "b"]}, "which"),  # the first whose values differ
     ({"kind": ["x", "x"]}, "")],
)  # fmt: skip
@pytest.mark.in_turn
def test_is_the_field_that_names_them_guessed_and_the_others_offered(columns, field):
    table = frame(NORTH, SOUTH, **columns).drop(columns="name")
    found = read(written(table, "gpkg"))
    assert found.field == field
    assert set(found.fields) == set(columns)
    assert [one.name for one in found.outlines] == (columns[field] if field else ["", ""])


@pytest.mark.in_turn
def test_is_the_field_that_is_asked_for_taken_and_another_refused_by_name():
    data = written(frame(NORTH, SOUTH, kind=["x", "y"]), "geojson")
    assert [one.name for one in read(data, "kind").outlines] == ["x", "y"]
    with pytest.raises(StrangerError, match="no field “kinds”: it has “name”, “kind”"):
        read(data, "kinds")


def test_is_html_in_a_name_text():
    name = "<img src=x onerror=alert(1)>"
    assert read(written(frame(NORTH, names=[name]), "geojson")).outlines[0].name == name


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8-sig", ()), ("utf-16", ("It is written in UTF-16 and was read so.",)),
     ("latin-1", ("It is written in Latin-1 and was read so: look whether its names "
                  "are right.",))],
)  # fmt: skip
@pytest.mark.in_turn
def test_is_geojson_in_another_encoding_read_and_said(encoding, said):
    text = json.dumps(json.loads(geojson(SQUARE)), ensure_ascii=False).replace("A0", "Château")
    found = read(text.encode(encoding))
    assert found.outlines[0].name == "Château"
    assert found.notices == said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
@pytest.mark.in_turn
def test_is_kml_read_in_the_encoding_that_it_declares(encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?>\n'
    data = (head + KML.format(PLACEMARK.format("Château"))).encode(encoding)
    assert read(data).outlines[0].name == "Château"


def test_are_several_shapefiles_or_layers_in_one_file_refused_by_name(tmp_path):
    one = frame(NORTH)
    for layer in ("localities", "wards"):
        one.to_file(tmp_path / "two.gpkg", layer=layer, driver="GPKG")
    with pytest.raises(StrangerError, match=r"2 layers with polygons .“localities”, “wards”."):
        read((tmp_path / "two.gpkg").read_bytes())
    parts = [(f"{stem}.{end}", b"x") for stem in ("a", "b") for end in ("shp", "shx", "dbf")]
    with pytest.raises(StrangerError, match=r"holds 2 Shapefiles .“a”, “b”.: bring one"):
        read(zipped(*parts))


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["notes.txt"], "This ZIP file holds no Shapefile."),
        (["wards.dbf", "wards.prj"], "This ZIP file holds no Shapefile."),
        (["wards.shp", "wards.dbf"], "“wards.shx” is missing: a Shapefile needs .shp, .shx, .dbf"),
    ],
)
def test_is_a_zip_file_that_lacks_a_part_of_a_shapefile_refused_with_its_name(names, said):
    with pytest.raises(StrangerError, match=re.escape(said)):
        ready(Kind.SHAPEFILE, zipped(*((name, b"x") for name in names)))


def test_are_layers_without_polygons_left_out_and_named(tmp_path):
    frame(NORTH).to_file(tmp_path / "two.gpkg", layer="localities", driver="GPKG")
    frame(shapely.Point(-0.4, 51.9)).to_file(tmp_path / "two.gpkg", layer="halls", driver="GPKG")
    found = read((tmp_path / "two.gpkg").read_bytes())
    assert found.notices == ("Left out, as there is no polygon in it: “halls”.",)


def test_are_exactly_four_formats_left_of_all_that_the_library_knows():
    from pyogrio import list_drivers  # noqa: PLC0415

    assert set(list_drivers()) - set(door._others()) == DRIVERS
