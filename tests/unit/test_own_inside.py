"""Is an own figure in an area of one's own the sum of what is inside, and never gives any away?"""

from collections import Counter

import pandas as pd
import pytest

from het_geo.areas import aggregate
from het_geo.geography import Level
from het_geo.own.data.inside import whole_clumps
from het_geo.own.data.safe import is_small, is_told
from tests.unit.test_own_data import at, made, people


@pytest.fixture(scope="module")
def events(luton):
    """Return a rate of 700 made-up events, and how many there are in each neighbourhood."""
    data, where = people(luton, 700, step=13)
    return made(luton, data), where


def summed(pack, own, members):
    codes = pack.codes(Level.LSOA)
    rows = at(own, pack, Level.LSOA)
    groups = pd.Series([("own-1" if code in members else None) for code in codes], index=codes)
    clumps = own.clumps["2023"]
    told = whole_clumps(rows, groups, own.record, clumps, 1000.0)
    inside = told[groups.notna()]
    people_of = pack.areas["population"].reindex(inside.index).astype(float)
    groups = groups.dropna().astype("category")
    return aggregate(inside, groups, own.record, times=1000.0, population=people_of).iloc[0]


def test_is_an_area_of_whole_clumps_told_as_it_is(luton, events):
    own, where = events
    hidden = [clump for clump in own.clumps["2023"] if not is_told(clump)]
    members = {code for clump in hidden[:3] for code in clump.members}
    found = summed(luton, own, members)
    assert found["numerator"] == pytest.approx(sum(where[code] for code in members))
    assert found["denominator"] == luton.areas.loc[sorted(members), "population"].sum()


def test_has_an_area_that_cuts_a_clump_no_exact_figure(luton, events):
    own, _ = events
    clump = next(c for c in own.clumps["2023"] if len(c.members) > 1)
    one = min(clump.members)
    found = summed(luton, own, {one})
    assert pd.isna(found["value"])


@pytest.mark.parametrize("ward", ["E05014741", "E05014742", "E05014754"])
def test_is_a_ward_drawn_anew_the_ward(luton, events, ward):
    own, where = events
    areas = luton.areas_at(Level.LSOA)
    members = set(areas.index[areas["ward"] == ward])
    counts = Counter({code: where[code] for code in members})
    assert not is_small(counts.total())
    assert summed(luton, own, members)["numerator"] == pytest.approx(counts.total())
    assert at(own, luton, Level.WARD).loc[ward, "numerator"] == counts.total()
