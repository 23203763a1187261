"""Does every postcode of England find one neighbourhood, and every ward code its place?

Counted by the program, and again by a way of the test's own: in metres, neighbourhood by
neighbourhood, without a tree.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from het_geo.build import england as geo
from het_geo.build.postcodes import Postcodes, degrees, grouped, locate
from het_geo.build.retired import WARD_CODES, WARDS_2017, RetiredCodes
from het_geo.build.store import RawStore
from het_geo.geography import Vintage
from het_geo.pack.manifest import Place
from het_geo.pack.postcodes_table import COLUMNS
from het_geo.sources import ons

pytestmark = pytest.mark.sources
LUTON = Place("luton", "E06000032", "Luton")


@pytest.fixture(scope="module")
def lists(catalogue, sources):
    store = RawStore(sources, catalogue)
    return Postcodes(store, geo.read_geography(store))


@pytest.fixture(scope="module")
def everywhere(lists):
    """Return every postcode that has a place, with its neighbourhood."""
    rows = lists.listed[lists.listed["placed"]]
    return rows.assign(neighbourhood=locate(*degrees(rows), lists._small))


@pytest.mark.in_turn
def test_does_every_postcode_but_87_find_one_neighbourhood(lists, everywhere):
    assert len(lists.listed) == 1_492_125
    assert len(everywhere) == 1_492_125 - 813 == 1_491_312
    assert (everywhere["neighbourhood"] == "").sum() == 87
    assert set(everywhere["neighbourhood"]) - {""} <= set(lists.areas.lsoas.index)
    assert (everywhere["ward"] == "").sum() == 205
    assert set(everywhere["ward"]) - {""} == set(lists.areas.wards.index)


@pytest.mark.in_turn
def test_does_every_postcode_have_one_district(lists):
    live = lists.districts[lists.districts["standing"] != "ended"]
    assert len(live) == live["postcode"].nunique() == 1_492_125
    assert (live["district"] == "").sum() == 813
    assert live["district"].nunique() == 1 + 296


@pytest.mark.in_turn
def test_is_the_ward_of_one_in_ten_not_the_one_its_neighbourhood_is_counted_with(lists, everywhere):
    best = everywhere["neighbourhood"].map(lists.areas.lsoas["ward"].astype(object))
    district = everywhere["ward"].map(lists.areas.wards["district"])
    known = (everywhere["ward"] != "") & best.notna()
    other = known & (best != everywhere["ward"].astype(object))
    luton = district == LUTON.code
    assert (luton.sum(), everywhere["ward"][luton].nunique()) == (3_233, 20)
    assert other[luton].sum() == 326  # 10.1% of 3,233
    assert other.sum() / known.sum() == pytest.approx(0.0841, abs=0.0005)
    there = everywhere["neighbourhood"].map(lists.areas.lsoas["district"].astype(object))
    assert (there.notna() & district.notna() & (there != district.astype(object))).sum() == 173


@pytest.mark.in_turn
def test_does_a_way_without_a_tree_find_the_same_in_luton(lists, sources):
    found = lists.of(LUTON)
    live = lists.placed[lists.placed["district"] == LUTON.code].set_index("postcode")
    shapes = gpd.read_parquet(sources / "geography/lsoa21_bgc_england.parquet").to_crs(27700)
    near = shapes[shapes.intersects(shapely.box(*live[["x", "y"]].min(), *live[["x", "y"]].max()))]
    by_hand = pd.Series("", live.index)
    for code, shape in zip(near["LSOA21CD"], near.geometry, strict=True):
        by_hand[shapely.contains_xy(shape, live["x"].to_numpy(), live["y"].to_numpy())] = code
    by_program = found[found["standing"] == ""].set_index("postcode")["neighbourhood"]
    assert (by_hand.reindex(by_program.index) == by_program).all()


def test_are_ended_postcodes_of_the_lu_area_alone_held(lists, everywhere):
    found = lists.of(LUTON)
    ended = found[found["standing"] == "ended"]
    assert ended["postcode"].str.startswith("LU").all()
    live = lists.listed["postcode"]
    assert not set(ended["postcode"]) & set(live[live.str.startswith("LU")])
    assert len(ended) > 2_000


@pytest.mark.in_turn
def test_are_the_tables_as_small_as_they_should_be(lists):
    live = lists.of(LUTON)
    table = grouped(live[live["standing"] == ""], COLUMNS[:-1])
    assert len(table.to_csv(index=False)) < 12_500  # of 3,233 postcodes
    whole = grouped(lists.districts, ["district", "standing"])
    assert 3e6 < len(whole.to_csv(index=False)) < 4e6


def test_is_every_ward_code_there_was_known_in_its_place(lists):
    codes = RetiredCodes(lists.store, lists.areas)
    places = geo.all_places(lists.areas)
    tables = {place.slug: codes.of(place) for place in places}
    known = {code for table in tables.values() for code in table["old_code"]}
    every = codes._codes
    assert len(every) == 12_930
    lost = every[~every.index.isin(known | set(map(str, lists.areas.wards.index)))]
    assert lost.empty, lost.head()
    luton = tables["luton"]
    gone = set(luton["old_name"][luton["level"] == "ward"])
    today = set(lists.areas.wards["name"][lists.areas.wards["district"] == LUTON.code])
    assert gone - today == {"Crawley", "Icknield", "Limbury"}
    assert today - gone == {"Beech Hill", "Central", "Poets", "Vauxhall"}
    shares = luton[luton["level"] == "ward"].groupby("old_code")["share"].sum()
    assert np.allclose(shares, 1, atol=0.05)


def test_do_two_thirds_of_luton_live_in_a_ward_of_the_name_it_had_before_2023(lists, luton):
    """People of Census 2021 (of mid-2022: 67.1%); a split neighbourhood as what it was part of."""
    lsoas = lists.areas.lsoas
    inside = lsoas[lsoas["district"] == LUTON.code].index
    walk = ons.vintage_lookup(lists.store.path(geo.VINTAGES))
    walk = walk.drop_duplicates("new").set_index("new")["old"]
    wards = ons.ward_lookup(
        lists.store.path(WARDS_2017), "lsoa11_code", "ward17_code", Vintage.LSOA11
    )
    names = ons.ward_codes(lists.store.path(WARD_CODES))["name"]
    before = walk.reindex(inside).map(wards).map(names)
    now = lsoas["ward"].reindex(inside).astype(object).map(lists.areas.wards["name"])
    people = luton.rows("ethnic_white", "2021")["denominator"].reindex(inside)
    assert people[before == now].sum() / people.sum() == pytest.approx(0.675, abs=0.0005)
