"""Are the points on the map the publishers', inside the district, and is what is wrong refused?

The tables here are made up; the last tests hold the committed pack against the raw files.
"""

import json
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point, box

from het_geo.build import points as pack_points
from het_geo.build.points import PointLists, write_points
from het_geo.errors import CatalogueError, SourceError
from het_geo.pack.manifest import Place
from het_geo.pack.points_table import COLUMNS
from het_geo.sources import dfe, nhs
from het_geo.sources.points import POINT_COLUMNS, PointTable
from tests.conftest import ROOT

SERVICES, SCHOOLS = "geods-ahah-v5-services", "dfe-schools"
LUTON, ELSEWHERE = Place("luton", "E06000032", "Luton"), Place("bedford", "E06000055", "Bedford")
OUTLINE = box(-1.0, 51.0, 0.0, 52.0)  # a made-up district


def school(urn, name="Made-up School", group="Academies", at=(-0.4, 51.9), **more):
    properties = {
        "urn": float(urn),
        "establishment_name": name,
        "establishment_type": "Academy converter",
        "establishment_type_group": group,
        "education_phase": "Primary",
    }
    geometry = {"type": "Point", "coordinates": list(at)} if at else None
    return {"type": "Feature", "properties": properties | more, "geometry": geometry}


@pytest.fixture
def read_schools(tmp_path, catalogue):
    def read(*features, **more):
        path = tmp_path / "schools.geojson"
        path.write_text(json.dumps({"features": list(features)} | more))
        return dfe.schools(path, catalogue.sources[SCHOOLS])

    return read


@pytest.fixture
def read_services(tmp_path, catalogue):
    def read(*rows):
        path = tmp_path / "services.parquet"
        columns = ["Name", "type", "Longitude", "Latitude", "Postcode"]
        pd.DataFrame([(*row, "AA11AA") for row in rows], columns=columns).to_parquet(path)
        return nhs.services(path, catalogue.sources[SERVICES])

    return read


def test_has_a_school_its_kind_and_plain_words(read_schools):
    found = read_schools(
        school(1),
        school(2, establishment_type="Further education", group="Colleges"),
        school(3, establishment_type="Community special school", education_phase="Not applicable"),
        school(4, establishment_type="Local authority nursery school", education_phase="Nursery"),
    ).points
    assert list(found["kind"]) == ["school", "college", "school", "school"]
    assert list(found["detail"]) == [
        "Academy, primary",
        "Further education college, primary",
        "Community special school",
        "Local authority nursery school",
    ]
    assert found.loc[0, ["lon", "lat"]].tolist() == [-0.4, 51.9]


def test_are_only_open_schools_read_where_a_status_is_stated(read_schools):
    statuses = ["Open", "Closed", "Open, but proposed to close", "Proposed to open"]
    rows = [school(i, name=s, establishment_status=s) for i, s in enumerate(statuses)]
    assert list(read_schools(*rows).points["name"]) == ["Open", "Open, but proposed to close"]


def test_is_a_point_without_coordinates_left_out_and_counted(read_schools, read_services):
    found = read_schools(school(1), school(2, at=None))
    assert (len(found.points), found.unplaced) == (1, 1)
    nowhere = ("B", "GP", float("nan"), 51.9)
    found = read_services(("A", "GP", -0.4, 51.9), nowhere)
    assert (list(found.points["name"]), found.unplaced) == (["A"], 1)


@pytest.mark.parametrize(
    ("features", "message"),
    [
        ([school(1), school(1)], r"'Made-up School' \(URN 1\) stands twice"),
        ([school(1, group="Ships")], "establishment_type_group': 'Ships' is not known"),
        ([school(1, establishment_status="?")], "establishment_status': '\\?' is not known"),
        ([school(1, at=(51.9, -0.4))], "outside Great Britain. Are the two swapped"),
        ([school(1, at=(510045.0, 221602.0))], "outside Great Britain"),
        ([school(1, name=" ")], "point 1 has no name"),
        ([{"properties": {}, "geometry": None}], "have no 'urn'"),
        ([{"properties": {}, "geometry": {"type": "Line", "coordinates": []}}], "no GeoJSON of po"),
    ],
)
def test_is_a_wrong_school_refused_by_name(read_schools, features, message):
    with pytest.raises(SourceError, match=message):
        read_schools(*features)


def test_are_schools_in_other_coordinates_refused(read_schools):
    grid = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    with pytest.raises(SourceError, match="coordinates in urn:ogc:def:crs:EPSG::27700"):
        read_schools(school(1), crs=grid)


def test_is_a_joined_name_taken_apart_and_the_telling_one_put_first(read_services):
    found = read_services(
        ("MR A | TOWN HOSPITAL | B  | A WARD | C|D", "hospital", -0.4, 51.9),
        ("DAY UNIT | NIGHT UNIT", "hospital", -0.4, 51.8),
        ("ONE SHOP", "pharmacy", -0.4, 51.9),
    ).points
    assert list(found["name"]) == ["TOWN HOSPITAL", "DAY UNIT", "ONE SHOP"]
    assert list(found["detail"]) == [
        "Also listed here: MR A; B; A WARD and 2 more",  # six names less the first less three
        "Also listed here: NIGHT UNIT",
        "",
    ]
    assert list(found["kind"]) == ["nhs_site", "nhs_site", "pharmacy"]


def test_are_rows_alike_read_once(read_services):
    row = ("A", "dentist", -0.4, 51.9)
    assert len(read_services(row, row, ("B", *row[1:])).points) == 2


def test_is_an_unknown_list_of_services_refused(read_services):
    with pytest.raises(SourceError, match=r"point 2, 'type': 'vet' is not known. Known: GP, pharm"):
        read_services(("A", "GP", -0.4, 51.9), ("B", "vet", -0.4, 51.9))


class Store:
    """Stands in for raw files: made-up tables under the real source records."""

    def __init__(self, catalogue):
        self.catalogue = catalogue

    def path(self, source_id):
        return source_id


@pytest.fixture
def lists(catalogue, monkeypatch):
    def table(*rows):
        frame = pd.DataFrame(rows, columns=["kind", "name", "detail", "lon", "lat"])
        return lambda path, source: PointTable(frame, 0)

    readers = {
        "dfe_schools": table(("school", "In", "", -0.5, 51.5), ("school", "Out", "", -0.5, 52.5)),
        "nhs_services": table(
            ("gp", "Z", "", -0.5, 51.5),
            ("gp", "A", "", -0.5, 51.5),
            ("gp", "Far", "", 0.5, 51.5),
            ("gp", "Z", "", -0.5, 51.5),  # the register holds it twice: one point on a map
        ),
    }
    monkeypatch.setattr(pack_points, "POINT_READERS", readers)
    monkeypatch.setattr(pack_points, "district_shape", lambda store, place: OUTLINE)
    return PointLists(Store(catalogue))


def test_are_points_those_inside_in_the_order_of_kinds_and_names(lists):
    found = lists.of(LUTON)
    assert list(found.columns) == COLUMNS == [*POINT_COLUMNS, "source"]
    assert list(found["name"]) == ["In", "A", "Z"]
    assert list(found["source"]) == [SCHOOLS, SERVICES, SERVICES]


def test_are_schools_given_only_where_the_source_covers_the_place(lists, tmp_path):
    assert set(lists.of(ELSEWHERE)["kind"]) == {"gp"}
    (tmp_path / "data" / "bedford").mkdir(parents=True)
    entry = write_points(tmp_path, ELSEWHERE, lists)
    assert (entry.rows, entry.sources) == (2, (SERVICES, "ons-lad24-boundaries"))


def test_is_a_kind_that_the_vocabulary_lacks_refused(lists, catalogue):
    kinds = {key: kind for key, kind in catalogue.point_kinds.items() if key != "gp"}
    lists._store.catalogue = replace(catalogue, point_kinds=kinds)
    with pytest.raises(CatalogueError, match=r"the kind of point 'gp' is not in vocabulary\.toml"):
        lists.of(LUTON)


def test_lies_every_point_of_luton_in_the_drawn_district(luton):
    outline = gpd.read_file(ROOT / "boundaries/luton/district.geojson").geometry.iloc[0]
    outside = [
        row.name for row in luton.points.itertuples() if not outline.covers(Point(row.lon, row.lat))
    ]
    assert (len(luton.points), outside) == (215, [])


def test_are_the_counts_of_luton_those_of_the_raw_files(luton, sources):
    """Counted anew: neighbourhoods, not the district's outline; eastings, not longitudes."""
    small = gpd.read_parquet(sources / "geography/lsoa21_bgc_england.parquet")
    own = small[small["LSOA21NM"].str.match(r"Luton \d")].to_crs(27700)
    services = pd.read_parquet(sources / "services/nhs_health_services_gb.parquet")
    where = gpd.GeoDataFrame(
        services, geometry=gpd.points_from_xy(services["x"], services["y"]), crs=27700
    )
    inside = gpd.sjoin(where, own[["geometry"]], predicate="within")
    raw = inside["type"].value_counts()
    text = (sources / "services/luton_schools_gias_2025-05-24.geojson").read_text()
    found = luton.points["kind"].value_counts()
    names = {"GP": "gp", "hospital": "nhs_site", "pharmacy": "pharmacy", "dentist": "dentist"}
    assert {name: found[kind] for name, kind in names.items()} == raw.to_dict()
    assert found["school"] + found["college"] == text.count('"urn"')
