"""Is life in a district's own tenths as long as OHID says, and its slope as OHID works it out?

See test_sources.py for where the raw files stand.
"""

import math
from collections import Counter

import numpy as np
import pytest

from het_geo.atlas.tenths import tenths_of, tenths_view
from het_geo.build.england import read_geography
from het_geo.build.store import RawStore
from het_geo.build.tenths import LocalTenths
from het_geo.geography import ENGLAND
from het_geo.pack.load import load
from het_geo.pack.manifest import Place
from het_geo.sentences.tenths import tenths_sentence
from tests.golden.conftest import rows_of
from tests.golden.test_published import LUTON, figure

pytestmark = pytest.mark.sources

LIFE = "health/ohid_life_expectancy_2019_2021_districts_and_local_deciles.csv.gz"


def life(sources, code):
    """Return an area's tenths from the raw file, men and women, the most deprived first."""
    found = {"Male": [], "Female": []}
    for row in rows_of(sources / LIFE):
        if row["Area Code"] == code and row["Category"]:
            names = ("Value", "Lower CI 95.0 limit", "Upper CI 95.0 limit", "Denominator")
            found[row["Sex"]].append([float(row[name]) for name in names])
    return {sex: np.array(rows) for sex, rows in found.items()}


def fitted(rows):
    """Return OHID's slope by its own words: √a·y on √a and √a·b, without a constant."""
    y, low, high, people = rows.T
    share = people / people.sum()
    rank = np.cumsum(share) - share / 2
    root = np.sqrt(share)
    design = np.column_stack([root, root * rank])
    hat = np.linalg.inv(design.T @ design) @ design.T
    start, slope = hat @ (root * y)
    weights = hat[1] * root
    error = math.sqrt(((weights * (high - low) / (2 * 1.959964)) ** 2).sum())
    return slope, slope - 1.959964 * error, slope + 1.959964 * error, (start + slope) / start


@pytest.mark.parametrize(
    ("sex", "whole", "gap", "sii", "rii", "england_s"),
    [
        ("Male", (77.28, 79.02), (7.63, 5.24, 10.02), (9.29, 7.62, 10.97), 1.129, 10.35),
        ("Female", (81.87, 82.94), (8.72, 6.49, 10.96), (8.75, 7.06, 10.44), 1.114, 8.31),
    ],
)
def test_is_life_in_luton_s_tenths_as_long_as_the_raw_file_says(
    luton, sources, sex, whole, gap, sii, rii, england_s
):
    name = "life_expectancy_" + {"Male": "male", "Female": "female"}[sex]
    for code, value in zip((LUTON, ENGLAND), whole, strict=True):
        assert figure(luton, name, code, "2019-2021")["value"] == value
    (found,) = [t for t in tenths_of(luton) if t.own.indicator.id == name]
    rows = life(sources, LUTON)[sex]
    written = found.own.table[["value", "lower", "upper", "people"]].to_numpy()
    np.testing.assert_allclose(written, rows, rtol=1e-8)
    slope = found.own.slope
    own = (slope.sii, slope.sii_lower, slope.sii_upper)
    assert own == pytest.approx(fitted(rows)[:3], abs=1e-4)
    assert own == pytest.approx(sii, abs=0.01)
    assert slope.rii == pytest.approx(fitted(rows)[3], abs=1e-6)
    assert slope.rii == pytest.approx(rii, abs=0.01)
    # Errors of both ends, added as squares: (value + 1.96 √(e₁² + e₁₀²)).
    reach = math.hypot(*((rows[i][2] - rows[i][1]) / 2 for i in (0, 9)))
    apart = rows[9][0] - rows[0][0]
    ends = (found.own.ends.value, found.own.ends.lower, found.own.ends.upper)
    assert ends == pytest.approx((apart, apart - reach, apart + reach), abs=1e-4)
    assert ends == pytest.approx(gap, abs=0.01)
    assert found.england.slope.sii == pytest.approx(england_s, abs=0.01)


def test_is_it_said_as_the_issue_says_it(luton):
    men = tenths_sentence(tenths_of(luton)[1])
    assert men.startswith(
        "Men born in Luton’s most deprived tenth of neighbourhoods can expect to live 7.6 years "
        "less than in its least deprived (5.2 to 10.0); along all tenths the gap is 9.3 years "
        "(7.6 to 11.0). The ninth tenth lives longest"
    )


@pytest.mark.in_turn
def test_have_290_of_296_districts_ten_tenths_of_both_sexes(sources, catalogue, districts):
    store = RawStore(sources, catalogue)
    tenths = LocalTenths(store, read_geography(store))
    known = Counter()
    names = {}
    for row in rows_of(sources / LIFE):
        names[row["Area Code"]] = row["Area Name"]
        if row["Category"] and row["Value"]:
            known[row["Area Code"], row["Sex"]] += 1
    every = set(districts.values())
    whole = {c for c in every if known[c, "Male"] == known[c, "Female"] == 10}
    assert (len(every), len(whole)) == (296, 290)
    lacking = {names[code] for code in every - whole}
    assert lacking == {"Rutland", "City of London", "Isles of Scilly", "Cambridge", "West Devon",
                       "Tamworth"}  # fmt: skip
    for code in sorted(every):
        rows = tenths.of(Place("", code, ""))
        own = rows[(rows["area_code"] == code) & rows["value"].notna()]
        by = own.groupby("indicator")["value"].size()
        counts = (by.get("life_expectancy_male", 0), by.get("life_expectancy_female", 0))
        assert counts == (known[code, "Male"], known[code, "Female"])
    gone = {code for code, _ in known if code.startswith(("E06", "E07", "E08", "E09"))} - every
    assert len(gone | {c for c in names if c.startswith("E07")} - every) == 17  # abolished


def test_is_it_said_why_a_district_has_no_slope(districts_built, catalogue):
    cambridge = load(districts_built.root, "cambridge", catalogue)
    women, men = tenths_of(cambridge)
    assert women.own.slope.sii > 0
    assert men.own.slope is None
    assert tenths_sentence(men) == (
        "Life expectancy of men by deprivation inside Cambridge: not available, because in 1 of "
        "the ten tenths of its neighbourhoods too few died for a figure."
    )
    england = tenths_view(cambridge, men.own.indicator, ENGLAND)
    assert england.slope.sii == pytest.approx(10.35, abs=0.01)
