"""Are the districts that differ from all others built whole, and checked clean?

These tests read the publishers' raw files; see test_sources.py.
"""

import os
from random import Random

import pytest

from het_geo.atlas.atlas import Atlas
from het_geo.build.england import find_place
from het_geo.geography import Vintage
from het_geo.pack.load import load
from het_geo.pack.report import findings
from tests.app.every_view import faults, opened, visits
from tests.built import CAPPED, EDGES, LOOKED_AT, NEARLY, ODD, PLACES

pytestmark = pytest.mark.sources
SEED = os.environ.get("SEED", "18")  # another one draws other pages
PAGES_OF_EACH = 8


@pytest.mark.parametrize("place", [place for place in ODD if place in PLACES])
def test_do_odd_districts_build_and_check(districts_built, catalogue, place):
    assert findings(districts_built.root, place, catalogue) == []
    pack = load(districts_built.root, place, catalogue)
    areas = pack.areas
    wards = areas[areas["level"] == "ward"]
    bare = wards[wards["overlapped_by"] != ""]
    assert (len(wards), len(bare)) == ODD[place][1:]
    assert bare["population"].isna().all()
    assert wards["population"].sum() == areas.loc[pack.district, "population"]
    for codes in bare["overlapped_by"]:
        assert areas.loc[codes.split(), "level"].eq("lsoa").all()
    assert {"no2", "recorded_crime"} <= set(districts_built.missing[place])


def test_lies_a_twentieth_of_walbrook_s_neighbourhood_in_walbrook(districts_built, catalogue):
    """City of London 001F reaches over 20 wards; it was said to lie in Walbrook by 96 %."""
    areas = load(districts_built.root, "city-of-london", catalogue).areas
    assert areas.loc["E01032739", "ward"] == "E05009312"
    assert areas.loc["E01032739", "ward_share"] == pytest.approx(0.046, abs=0.0005)
    assert areas.loc["E05009293", "overlapped_by"] == "E01032739"


def test_are_the_wards_above_100_capped_and_marked(districts_built, catalogue):
    """Of four wards above 100 by the census's children two are so by those of mid-2022."""
    above = {"hackney": "E05009383", "tendring": "E05011963"}
    near = {"blackpool": "E05015190", "liverpool": "E05015280"}
    for place in CAPPED:
        pack, ward = load(districts_built.root, place, catalogue), above[place]
        rows = pack.rows("children_income_deprivation", "2025")
        assert rows.loc[ward, ["value", "status", "upper"]].tolist() == [100.0, "capped", 100.0]
    for place in NEARLY:
        pack, ward = load(districts_built.root, place, catalogue), near[place]
        rows = pack.rows("children_income_deprivation", "2025")
        assert 96 < rows.loc[ward, "value"] < 100
        assert rows.loc[ward, "upper"] == 100


def test_does_a_build_that_check_would_refuse_leave_the_old_pack(districts_built, catalogue):
    (refusal,) = districts_built.refused
    assert refusal.startswith("rutland: the pack just made is refused, and what was there before")
    assert "older_people, " in refusal
    assert "is outside the valid range of its indicator" in refusal
    assert districts_built.resumed  # by the catalogue of before: it was left as it was
    found = load(districts_built.root, "rutland", catalogue)
    assert found.manifest.version == districts_built.versions["rutland"]
    assert not list((districts_built.root / "data").glob(".*"))


# Of the census of 2011, for Gateshead 024C (305 of 789 households) and Northumberland 039D (57 of
# 468); both new areas had their mean, 28.80.
EDGED = {
    "gateshead": ("E01035624", 100 * 305 / 789),
    "northumberland": ("E01035637", 100 * 57 / 468),
}


@pytest.mark.parametrize("place", EDGES)
def test_do_areas_on_both_sides_of_an_edge_keep_their_own_figures(
    districts_built, catalogue, place
):
    area, value = EDGED[place]
    row = load(districts_built.root, place, catalogue).rows("households_deprived", "2011").loc[area]
    assert row["status"] == "mixed"
    assert row["value"] == pytest.approx(value)


def test_are_the_wards_of_every_district_those_of_the_edition_it_votes_in(england):
    """6,826 wards of 2025, of which 33 have no neighbourhood; Barnsley and Sheffield recoded."""
    used = england.lsoas["ward"].value_counts()
    assert (len(england.wards), int((used == 0).sum())) == (6826, 33)
    assert (england.wards["name"] != "").all()
    assert england.wards["district"].nunique() == 296
    assert england.newer_districts == {"E08000038": "E08000016", "E08000039": "E08000019"}
    assert find_place("E08000039", england) == find_place("Sheffield", england)
    homes = england.lsoas["ward"].map(england.wards["district"])
    assert (homes == england.lsoas["district"]).all()


def test_do_households_bear_out_that_few_crossed_the_edges_that_moved(england, store):
    """The rule of irregular changes: each new area has the households of its district's old one.

    Of 2011 and 2021: from 454 of 468 (Northumberland 043F) to 629 of 593 (St Albans 021C).
    """
    pairs = england.crosswalks[Vintage.LSOA11].pairs
    pairs = pairs[pairs["change"] == "X"]
    own = pairs[pairs["part"] == 1]
    assert (len(pairs), len(own)) == (10, 6)
    assert pairs.loc[pairs["part"] != 1, "part"].tolist() == [0.0] * 4
    then = store.table("census2011-ts-deprivation").values.sum(axis=1)
    now = store.table("census2021-ts011").values["total_households"]
    growth = now[own["new"]].to_numpy() / then[own["old"]].to_numpy()
    assert 0.97 < growth.min() < growth.max() < 1.07


@pytest.mark.parametrize("place", LOOKED_AT)
@pytest.mark.in_turn
def test_are_pages_of_an_odd_district_whole_for_what_it_has_and_has_not(
    districts_built, place, catalogue, monkeypatch
):
    """A few, drawn by a seed; ``python -m benchmarks.every_view`` opens all."""
    monkeypatch.setenv("HET_GEO_ROOT", str(districts_built.root))
    atlas = Atlas(load(districts_built.root, place, catalogue))
    every = Random(f"{SEED} {place}").sample(list(visits(atlas, SEED)), PAGES_OF_EACH)
    wrong = {str(visit): faults(opened(visit), visit, atlas) for visit in every}
    assert {link: found for link, found in wrong.items() if found} == {}
