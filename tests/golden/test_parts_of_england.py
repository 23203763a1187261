"""Is what covers a part of England, or may be shared alike alone, told from the rest?

See test_sources.py for where the raw files stand.
"""

import math
from dataclasses import replace

import pandas as pd
import pytest

from het_geo.build.place import Builder
from het_geo.geography import ENGLAND, Level
from het_geo.pack.load import load
from tests.golden.test_published import figure
from tests.sampled import some

pytestmark = pytest.mark.sources


@pytest.fixture(scope="module")
def pack_of(districts_built, catalogue):
    return lambda slug: load(districts_built.root, slug, catalogue)


def crimes(sources):
    path = "community/police_street_crime_lsoa11_2022_jan_nov_31_forces.parquet"
    return pd.read_parquet(sources / path)


def test_is_each_record_of_2022_counted_once(pack_of, sources):
    """In six districts all of some hundred counts are multiples of 2, 3 or 4: no chance."""
    raw = crimes(sources)
    times = {}
    for code, counts in raw.groupby("ltla24_code", observed=True)["crimes"]:
        if (k := math.gcd(*(int(count) for count in counts))) > 1:
            times[str(code)] = k
    assert times == {
        "E06000058": 3,  # Bournemouth, Christchurch and Poole, of 3 districts
        "E06000061": 4,  # North Northamptonshire, of 4
        "E06000062": 2,  # West Northamptonshire
        "E06000063": 3,  # Cumberland, of 3
        "E06000064": 3,  # Westmorland and Furness, of 3
        "E07000244": 2,  # East Suffolk, of 2
    }
    own = raw[raw["ltla24_code"] == "E06000061"]["crimes"].sum() // 4
    pack = pack_of("north-northamptonshire")
    found = figure(pack, "crime_2022", "E06000061", "2022")
    assert found["numerator"] == pytest.approx(own, rel=1e-8)
    police = pack.rows("crime_2022", "2022")
    assert police.loc[[pack.codes(Level.REGION)[0], ENGLAND], "value"].isna().all()
    assert police["percentile"].isna().all()  # like with like alone, never England
    assert len(set(raw["ltla24_code"])) == 208


def test_keeps_luton_its_own_crime_and_nottingham_none(luton, pack_of):
    assert "crime_2022" not in luton.periods_held
    assert "recorded_crime" in luton.periods_held
    assert "crime_2022" not in pack_of("nottingham").periods_held


@pytest.mark.in_turn
def test_do_licences_stand_with_share_alike_files_and_can_they_be_left_out(
    tmp_path, luton, sources, catalogue
):
    shared = {"foe-air-quality", "ea-flood-risk", "foe-heat-risk", "foe-epc-bands"}
    marked = {s.id: s.licence for s in luton.manifest.source if "share-alike" in s.licence}
    assert set(marked) == {*shared, "railway-stations"}
    assert all("ODbL" in text or "Open Database License" in text for text in marked.values())
    for file in luton.manifest.file:
        stem = file.path.rpartition("/")[2].partition(".")[0]
        assert stem not in shared or stem in file.sources
    every = catalogue.indicators.values()
    needed = {i.source for i in every if i.tenths or catalogue.sources[i.source].share_alike}
    others = sorted({i.source for i in every} - needed)
    drawn = needed | {*some(others, 4, "without share-alike")}  # whole: a reader asks for all of it
    part = replace(catalogue, indicators={i.id: i for i in every if i.source in drawn})
    builder = Builder(part.without_share_alike(), sources, tmp_path)
    (made,) = builder.build(builder.places(["luton"]))
    assert not {s.id for s in made.manifest.source} & set(marked)
    pack = load(tmp_path, "luton", catalogue)
    assert not {"no2_mean", "flood_risk", "epc_below_c", "heat_risk"} & set(pack.periods_held)
    assert "station" not in set(pack.points["kind"])
    assert set(pack.points["kind"]) < set(luton.points["kind"])
