"""Is each postcode put where it lies: ward by the list, neighbourhood by its point?

Four squares of 1 km, made up: neighbourhoods N1 to N4 from west to east, N1 and N2 counted with
ward A, N3 with ward B, N4 (of another district) with ward C.
"""

from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import box

from het_geo.build import england as geo
from het_geo.build.postcodes import EVER, Postcodes, degrees, locate, write_postcodes
from het_geo.errors import SourceError
from het_geo.pack.manifest import Place
from het_geo.pack.postcodes_table import SCHEMA, SOURCE, located
from het_geo.sources import ons, ordnance

TOWN = Place("town", "E06000001", "Town")
X, Y = 500_000, 200_000
A, B, C = "E05000001", "E05000002", "E05000003"
N = [f"E0100000{i}" for i in range(1, 5)]
LISTED = [
    # postcode, quality, km east of the first square's edge, ward by the list
    ("LU1 1AA", 10, 0.5, A),
    ("LU1 1AB", 10, 1.5, B),  # in N2, which is counted with A
    ("LU1 1AC", 10, 2.5, B),
    ("LU1 1AD", 10, 9.5, B),  # in no neighbourhood
    ("LU1 1AE", 10, 3.5, B),  # in N4, of the other district
    ("LU1 1AF", 60, 2.5, ""),  # the middle of its sector
    ("LU1 1AG", 90, None, ""),  # no place
    ("LU1 1AH", 10, 3.5, C),  # the other district's
]


@pytest.fixture
def store(tmp_path):
    squares = [box(X + 1000 * i, Y, X + 1000 * (i + 1), Y + 1000) for i in range(4)]
    small = gpd.GeoDataFrame({"LSOA21CD": N, "LSOA21NM": N}, geometry=squares, crs=27700)
    wards = [squares[0].union(squares[1]), squares[2], squares[3]]
    large = gpd.GeoDataFrame({"WD25CD": [A, B, C], "WD25NM": [A, B, C]}, geometry=wards, crs=27700)
    small.to_crs(4326).to_parquet(tmp_path / geo.LSOA_SHAPES)
    large.to_crs(4326).to_parquet(tmp_path / geo.WARD_SHAPES)
    rows = pd.DataFrame(
        [(p, q, 0 if e is None else X + int(1000 * e), 0 if e is None else Y + 500, w)
         for p, q, e, w in LISTED],
        columns=["postcode", "positional_quality", "easting", "northing", "ward_code"],
    )  # fmt: skip
    rows.to_parquet(tmp_path / SOURCE)
    lon, lat = degrees(pd.DataFrame({"x": [X + 500, X + 1500], "y": [Y + 500] * 2}))
    ever = {"Postcode": ["LU1 1AA", "LU111ZZ", "LU1 1ZX"]}  # the second as a file of seven wide
    ever |= {"lat": [*lat, ""], "long": [*lon, 0.0]}
    pd.DataFrame(ever).to_csv(tmp_path / EVER, index=False)
    return SimpleNamespace(path=lambda name: tmp_path / name)


@pytest.fixture
def lists(store):
    district = [TOWN.code] * 3 + ["E06000002"]
    lsoas = pd.DataFrame({"ward": [A, A, B, C], "district": district}, index=N)
    wards = pd.DataFrame({"name": list("ABC"), "district": [TOWN.code, TOWN.code, "E06000002"]})
    return Postcodes(
        store, SimpleNamespace(lsoas=lsoas, wards=wards.set_index(pd.Index([A, B, C])))
    )


def test_is_each_postcode_of_a_place_put_where_it_lies(lists):
    rows = lists.of(TOWN)[["postcode", "neighbourhood", "ward", "standing"]]
    assert [tuple(row) for row in rows.itertuples(index=False)] == [
        ("LU1 1AA", N[0], A, ""),
        ("LU1 1AB", N[1], B, ""),
        ("LU1 1AC", N[2], B, ""),
        ("LU1 1AD", "", B, ""),
        ("LU1 1AE", N[3], B, ""),
        ("LU1 1AF", N[2], "", "rough"),
        ("LU11 1ZZ", N[1], A, "ended"),
    ]


def test_has_every_postcode_a_district_or_none(lists):
    found = lists.districts.set_index("postcode")["district"]
    assert found.to_dict() == {
        **dict.fromkeys(["LU1 1AA", "LU1 1AB", "LU1 1AC", "LU1 1AD", "LU1 1AE"], TOWN.code),
        "LU1 1AF": TOWN.code, "LU11 1ZZ": TOWN.code, "LU1 1AH": "E06000002", "LU1 1AG": "",
    }  # fmt: skip


def test_are_the_same_postcodes_the_same_bytes(lists, tmp_path):
    (tmp_path / "data" / "town").mkdir(parents=True)
    first = write_postcodes(tmp_path, TOWN, lists)
    assert first == write_postcodes(tmp_path, TOWN, Postcodes(lists.store, lists.areas))
    assert first.sources == (SOURCE, geo.LSOA_SHAPES, EVER, geo.WARD_SHAPES)
    table = SCHEMA.read(tmp_path / "data" / "town" / "postcodes.csv")
    assert located(table, "LU1 1AB")[1:] == (N[1], B, "")
    assert located(table, "LU1 1AH") is None


def test_is_a_shared_border_the_first_codes_and_a_broken_ring_mended():
    shapes = pd.Series({"b": box(0, 0, 1, 1), "a": box(1, 0, 2, 1)})
    lon, lat = np.array([0.5, 1.0, 1.5, 5.0]), np.array([0.9, 0.2, 0.9, 5.0])
    assert list(locate(lon, lat, shapes)) == ["b", "a", "a", ""]
    # a bow whose halves, left and right, meet at (1, 1)
    bow = pd.Series({"c": shapely.from_wkt("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))")})
    assert list(locate(lon, lat, bow)) == ["c", "", "c", ""]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"postcode": "LU1 1AB"}, "a postcode stands twice"),
        ({"positional_quality": 77}, "unknown 77"),
    ],
)
def test_is_a_list_that_is_not_as_declared_refused(store, change, words):
    path = store.path(SOURCE)
    frame = pd.read_parquet(path)
    for column, value in change.items():
        frame.loc[0, column] = value
    frame.to_parquet(path)
    with pytest.raises(SourceError, match=words):
        ordnance.postcodes(path)


def test_is_a_row_of_the_lookup_that_is_no_postcode_refused(store):
    path = store.path(EVER)
    path.write_text(path.read_text("utf-8").replace("LU1 1ZX", "LU1 1Z"), "utf-8")
    with pytest.raises(SourceError, match="row 4, column 'Postcode' is no postcode"):
        ons.ever_postcodes(path)
