"""What happens to 2011 neighbourhoods on the way to 2021 ones?"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.errors import VintageError
from het_geo.vintages import crosswalk
from tests.conftest import frame

LOOKUP = frame("""
    row | old  | new   | change
    r1  | same | same  | U
    r2  | old  | left  | S
    r3  | old  | right | S
    r4  | one  | both  | M
    r5  | two  | both  | M
""")
PEOPLE = pd.Series({"same": 100.0, "left": 30.0, "right": 90.0, "both": 200.0})
WALK = crosswalk(LOOKUP, PEOPLE)


def test_do_counts_come_over_as_the_methods_say():
    old = frame("""
        area | numerator | denominator
        same | 10        | 100
        old  | 30        | 120
        one  | 5         | 50
        two  | 75        | 150
    """)
    expected = frame("""
        area  | numerator     | denominator
        same  | 10            | 100
        left  | 30*30/(30+90) | 120*30/(30+90)
        right | 30*90/(30+90) | 120*90/(30+90)
        both  | 5+75          | 50+150
    """)
    found = pd.DataFrame({name: WALK.counts(old[name]) for name in old})
    pd.testing.assert_frame_equal(found, expected, check_names=False)
    rate = found["numerator"] / found["denominator"]
    assert rate["left"] == rate["right"] == 30 / 120  # each part keeps its parent's rate
    assert WALK.divided.to_dict() == {"same": False, "left": True, "right": True, "both": False}


def test_do_parts_keep_the_rate_when_the_denominator_is_of_the_new_areas_already():
    old = pd.Series({"same": 10.0, "old": 30.0, "one": 5.0, "two": 75.0})
    children = pd.Series({"same": 50.0, "left": 25.0, "right": 15.0, "both": 160.0})
    found = WALK.counts(old, by=children)
    assert found["left"] / children["left"] == found["right"] / children["right"] == 30 / (25 + 15)
    assert found["left"] + found["right"] == 30
    assert found["both"] == 5 + 75


def test_do_means_come_over_as_the_parent_s_or_the_mean_of_the_parts():
    old = pd.Series({"same": 1.0, "old": 7.0, "one": 2.0, "two": 4.0})
    assert WALK.means(old).to_dict() == {"same": 1, "left": 7, "right": 7, "both": (2 + 4) / 2}


def test_is_an_area_unknown_when_one_of_its_parts_is():
    old = pd.Series({"same": np.nan, "old": 7.0, "one": 2.0})
    assert WALK.counts(old).isna().to_dict() == {
        "same": True, "left": False, "right": False, "both": True,
    }  # fmt: skip
    assert WALK.means(old).isna().tolist() == WALK.counts(old).isna().tolist()
    assert WALK.any_part(pd.Series({"one": True}))["both"]


def test_are_2021_codes_refused_where_2011_codes_were_declared():
    with pytest.raises(VintageError, match=r"1 codes are not lsoa11 .* 1 of them are lsoa21 codes"):
        WALK.check(pd.Index(["left", "one"]), "made up")


def test_which_parts_make_a_larger_area_an_estimate():
    together = pd.Series({"same": "W", "left": "W", "right": "W", "both": "W"})
    apart = pd.Series({"same": "W", "left": "W", "right": "V", "both": "W"})
    assert list(WALK.straddlers(together)) == []
    assert sorted(WALK.straddlers(apart)) == ["left", "right"]


def test_is_a_population_that_is_not_known_refused():
    with pytest.raises(ValueError, match="population: has no figure for both"):
        crosswalk(LOOKUP, PEOPLE.drop("both"))


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=4, max_size=4))
def test_are_counts_preserved_and_rates_bounded(counts):
    rows = [(min(x, n), n) for x, n in counts]
    old = pd.DataFrame(rows, columns=["x", "n"], index=["same", "old", "one", "two"]).astype(float)
    x, n = WALK.counts(old["x"]), WALK.counts(old["n"])
    assert x.sum() == pytest.approx(old["x"].sum())
    assert n.sum() == pytest.approx(old["n"].sum())
    rate = old["x"] / old["n"]
    assert (x / n).between(rate.min() - 1e-9, rate.max() + 1e-9).all()
