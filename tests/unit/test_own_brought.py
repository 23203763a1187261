"""Do files that visitors bring become own areas, end to end, and come back as they were saved?"""

import json

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo.geography import Level
from het_geo.own.areas.area import MOST_AREAS, MOST_LETTERS, OwnArea, OwnError
from het_geo.own.areas.brought import areas_brought
from het_geo.own.areas.file import KIND, is_saved, opened, saved
from het_geo.own.areas.fit import RULE
from het_geo.own.areas.names import names_of
from het_geo.strangers.limits import StrangerError
from tests.unit.own_files import frame, geojson, localities, written, zipped


@pytest.fixture(scope="module")
def outline(luton):
    (feature,) = luton.shapes[Level.DISTRICT].values()
    return shapely.geometry.shape(feature["geometry"])


def middle(pack, code):
    return pack.areas.loc[code, "lon"], pack.areas.loc[code, "lat"]


def around(pack, code, far=0.0005):
    lon, lat = middle(pack, code)
    return shapely.box(lon - far, lat - far, lon + far, lat + far)


def brought(pack, *shapes, names=()):
    return areas_brought(pack, "mine.geojson", written(frame(*shapes, names=names), "geojson"))


def test_does_a_shapefile_of_ten_localities_become_ten_areas_with_their_fits(luton):
    """The localities are made up: neighbourhoods joined, their corners moved by up to 3 metres."""
    table, bands = localities(luton)
    found = areas_brought(luton, "localities.zip", written(table, "shp"))
    assert [area.name for area in found.areas] == [f"Made-up locality {n}" for n in range(1, 11)]
    assert [frozenset(area.members) for area in found.areas] == bands
    assert [fit.members for fit in found.fits] == [area.members for area in found.areas]
    assert found.notices == ()
    assert found.fields == ("locality",)
    whole = luton.areas_at(Level.LSOA)["population"].sum()
    assert sum(fit.people for fit in found.fits) == whole
    assert all(fit.outside + fit.left < 0.02 * fit.people for fit in found.fits)  # 3 m of its edge
    order = luton.codes(Level.LSOA)
    assert all(list(area.members) == sorted(area.members, key=order.index) for area in found.areas)


@pytest.mark.parametrize("kind", ["gpkg", "kml", "kmz", "geojson"])
@pytest.mark.in_turn
def test_does_every_other_format_make_the_same_areas(luton, kind):
    table, bands = localities(luton, 3)
    found = areas_brought(luton, "x", written(table.to_crs(4326), kind), "locality")
    assert [(area.name, frozenset(area.members)) for area in found.areas] == [
        (f"Made-up locality {n}", band) for n, band in enumerate(bands, 1)
    ]


@pytest.mark.in_turn
def test_is_what_a_file_is_decided_by_what_it_holds_and_not_by_its_name(luton):
    table, _ = localities(luton, 2)
    data = written(table, "gpkg")
    for name in ("mine.csv", "mine.zip", "mine", ""):
        assert len(areas_brought(luton, name, data).areas) == 2
    assert len(areas_brought(luton, "mine.shp", b"E01015693").areas) == 1


def test_is_a_polygon_over_the_edge_taken_with_the_share_of_its_ground_outside(luton, outline):
    west, south, east, north = outline.bounds
    half = shapely.box(west, south, east, north + (north - south))
    found = brought(luton, half, names=["Luton and beyond"])
    assert set(found.areas[0].members) == set(luton.codes(Level.LSOA))
    share = 1 - outline.area / half.area
    assert 0.5 < share < 1
    (said,) = found.notices
    place = "Partly outside Luton, where nothing is counted: “Luton and beyond”"
    assert said in {f"{place} ({share + near:.0%})." for near in (-0.005, 0, 0.005)}


@pytest.mark.in_turn
def test_is_a_polygon_outside_refused_by_words_that_name_the_place(luton):
    far = shapely.box(-2.3, 53.4, -2.2, 53.5)
    with pytest.raises(
        OwnError, match=r"^Outside Luton: “Salford”\. An area of your own is made of neigh"
    ):
        brought(luton, far, names=["Salford"])
    one = luton.codes(Level.LSOA)[0]
    found = brought(luton, far, around(luton, one), names=["Salford", "Here"])
    assert found.areas == (OwnArea("Here", (one,)),)
    assert found.notices == ("Left out, as outside Luton: “Salford”.",)


@pytest.mark.in_turn
def test_is_a_polygon_without_a_centroid_told_with_the_nearest_neighbourhood(luton):
    one = luton.codes(Level.LSOA)[0]
    lon, lat = middle(luton, one)
    sliver = shapely.box(lon + 0.0001, lat, lon + 0.0002, lat + 0.0001)
    said = f"people live around a point inside “Nook”; the nearest is Luton 007A .*, {one}"
    with pytest.raises(OwnError, match=said):
        brought(luton, sliver, names=["Nook"])
    found = brought(luton, sliver, around(luton, one), names=["Nook", "Here"])
    assert [area.name for area in found.areas] == ["Here"]
    assert len(found.fits) == 1
    assert found.notices[0].startswith("Left out: no neighbourhood’s people live around")


def test_are_numbers_the_wrong_way_round_told_as_such(luton):
    turned = shapely.transform(around(luton, luton.codes(Level.LSOA)[0]), lambda at: at[:, ::-1])
    with pytest.raises(OwnError, match="the wrong way round: longitude comes first"):
        brought(luton, turned)


def test_is_a_line_that_crosses_itself_taken_and_told_by_its_area(luton):
    one = luton.codes(Level.LSOA)[0]
    west, south, east, north = around(luton, one).bounds
    bow = [[[west, south], [east, north], [east, south], [west, north], [west, south]]]
    found = areas_brought(luton, "x", geojson(bow))
    assert found.areas[0].members == (one,)
    assert found.notices == ("“A0”: its line crosses itself: it was made whole.",)


def test_are_names_cut_told_apart_and_nothing_but_text(luton):
    codes = luton.codes(Level.LSOA)[:4]
    names = ["<script>alert(1)</script>", "y" * 80, "Same", "Same"]
    found = brought(luton, *(around(luton, code) for code in codes), names=names)
    called = [area.name for area in found.areas]
    assert called == ["(script)alert(1)(/script)", "y" * 60, "Same", "Same (2)"]
    assert len(found.notices) == 2


def test_is_one_area_without_a_name_called_as_its_file_is(luton):
    table = frame(around(luton, luton.codes(Level.LSOA)[0])).drop(columns="name")
    assert (
        areas_brought(luton, "North end.gpkg", written(table, "gpkg")).areas[0].name == "North end"
    )


def test_are_more_areas_than_are_made_refused_and_those_outside_not_counted(luton):
    codes = luton.codes(Level.LSOA)[: MOST_AREAS + 1]
    here = [around(luton, code) for code in codes]
    far = [shapely.box(-2.3, 53.4, -2.2, 53.5)] * 5
    with pytest.raises(
        OwnError, match=f"has {MOST_AREAS + 1} areas in Luton, and {MOST_AREAS} are"
    ):
        brought(luton, *here)
    assert len(brought(luton, *here[1:], *far).areas) == MOST_AREAS


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "The file is empty: a GeoJSON, GeoPackage, KML, KMZ or zipped Shapefile, or a list of"),
     (b"\n\n", "It is empty: a list of codes"), (b"E01015693\0", "holds a NUL character"),
     (b"%PDF-1.7\n\x93\x8c\x8b\x01\x02", "It is no text"), (b"nothing here", "is of Luton"),
     (zipped(("[Content_Types].xml", ""), ("xl/vbaProject.bin", "")), "save its sheet as CSV"),
     (b"{}", "no GeoJSON"), (b"<html/>", "no KML"), (b"x" * 20_000_001, "14 MB at most")],
)  # fmt: skip
def test_is_a_file_that_makes_no_area_refused_with_what_would(luton, data, said):
    with pytest.raises((OwnError, StrangerError), match=said):
        areas_brought(luton, "x.zip", data)


def names():
    return st.lists(st.text(min_size=1, max_size=MOST_LETTERS), min_size=1, max_size=MOST_AREAS)


@settings(max_examples=20)
@given(data=st.data())
def test_do_own_areas_come_back_exactly_as_they_were_saved(luton, data):
    called, _ = names_of(data.draw(names()))
    codes = luton.codes(Level.LSOA)
    areas = []
    for name in called:
        chosen = data.draw(st.sets(st.sampled_from(codes), min_size=1, max_size=12))
        areas.append(OwnArea(name, tuple(code for code in codes if code in chosen)))
    held = saved(luton, areas)
    assert is_saved(held)
    assert areas_brought(luton, "x", held).areas == tuple(areas)
    assert opened(luton, held) == (tuple(areas), ())


def test_is_a_saved_file_what_any_map_program_opens(luton):
    """Its outlines alone, without what was saved of members, make the same areas again."""
    codes = luton.codes(Level.LSOA)
    areas = (OwnArea("North", tuple(codes[:9])), OwnArea("South", tuple(codes[60:64])))
    held = json.loads(saved(luton, areas))
    assert held["het_geo"]["place"] == "luton"
    assert held["het_geo"]["vintage"] == "lsoa21"
    assert held["het_geo"]["rule"] == RULE
    assert [feature["id"] for feature in held["features"]] == ["OWN-1", "OWN-2"]
    bare = {"type": "FeatureCollection", "features": held["features"]}
    found = areas_brought(luton, "x", json.dumps(bare).encode())
    assert found.areas == areas
    assert len(found.fits) == 2


def changed(held, *path, to):
    """Return a saved file in which what stands at a path was replaced."""
    table = json.loads(held)
    part = table
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = to
    return json.dumps(table).encode()


@pytest.mark.parametrize(
    ("path", "to", "said"),
    [(("het_geo",), {"kind": KIND, "place_name": "Bedford"}, "of Bedford, not of Luton"),
     (("het_geo", "place"), None, "not of Luton"),
     (("het_geo", "place_name"), 5, ""),
     (("het_geo", "vintage"), "lsoa31", "of other boundaries"),
     (("het_geo", "format"), 2, "in another form"),
     (("features",), [], "It has 0 areas: 1 to 20"), (("features",), {}, "no file of areas kept"),
     (("features",), [5] * 21, "It has 21 areas"), (("features", 0), None, "no name or no members"),
     (("features", 0, "properties"), [], "no name or no members"),
     (("features", 0, "properties", "members"), [], "no name or no members"),
     (("features", 0, "properties", "members"), [[]], "no name or no members"),
     (("features", 0, "properties", "members"), ["E01000001"], "E01000001, which is no neighb"),
     (("features", 0, "properties", "name"), None, "no name or no members"),
     (("features", 0, "geometry"), "gone", "")],
)  # fmt: skip
def test_is_a_saved_file_that_was_changed_refused_in_words_or_read(luton, path, to, said):
    held = saved(luton, [OwnArea("North", (luton.codes(Level.LSOA)[0],))])
    data = changed(held, *path, to=to)
    if not said:
        assert areas_brought(luton, "x", data).areas[0].name == "North"
        return
    with pytest.raises(OwnError, match=said):
        areas_brought(luton, "x", data)


def test_is_a_saved_file_that_is_nested_or_cut_refused(luton):
    held = saved(luton, [OwnArea("North", (luton.codes(Level.LSOA)[0],))])
    for data in (held[:-20], held[:-1] + b',"x":' + b"[" * 9_000 + b"]" * 9_000 + b"}"):
        with pytest.raises(StrangerError, match=r"no JSON|nested too deeply"):
            areas_brought(luton, "x", data)
