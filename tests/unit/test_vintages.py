"""What happens to 2011 neighbourhoods on the way to 2021 ones?"""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.errors import VintageError
from het_geo.vintages import shares, straddlers, to_lsoa21
from tests.conftest import frame

LOOKUP = frame("""
    row | lsoa11 | lsoa21 | change
    r1  | same   | same   | U
    r2  | old    | left   | S
    r3  | old    | right  | S
    r4  | one    | both   | M
    r5  | two    | both   | M
""")
PEOPLE = pd.Series({"same": 100.0, "left": 30.0, "right": 90.0, "both": 200.0})
DIVIDED = shares(LOOKUP, PEOPLE)


def test_do_unchanged_split_and_merged_areas_come_over_as_the_methods_say():
    old = frame("""
        area | value | numerator | denominator | status
        same | 10    | 10        | 100         | ok
        old  | 25    | 30        | 120         | ok
        one  | 10    | 5         | 50          | ok
        two  | 50    | 75        | 150         | ok
    """)
    expected = frame("""
        area_code | numerator    | denominator    | status
        both      | 5+75         | 50+150         | ok
        left      | 30*30/(30+90)| 120*30/(30+90) | apportioned
        right     | 30*90/(30+90)| 120*90/(30+90) | apportioned
        same      | 10           | 100            | ok
    """)
    found = to_lsoa21(old, DIVIDED, "made up")
    pd.testing.assert_frame_equal(found[list(expected)], expected, check_dtype=False)
    rate = found["numerator"] / found["denominator"]
    assert rate["left"] == rate["right"] == 30 / 120  # each part keeps its parent's rate


def test_is_a_merged_area_missing_when_one_of_its_parts_is():
    old = frame("""
        area | value | numerator | denominator | status
        same | .     | .         | .           | suppressed
        old  | 25    | 30        | 120         | ok
        one  | 10    | 5         | 50          | ok
    """)
    found = to_lsoa21(old, DIVIDED, "made up")
    assert found.loc["both", "status"] == "missing"
    assert found.loc["same", "status"] == "suppressed"
    assert found.loc[["both", "same"], ["value", "numerator", "denominator"]].isna().all(axis=None)


def test_are_2021_codes_refused_where_2011_codes_were_declared():
    new = frame("area | value | numerator | denominator | status\n left | 1 | 1 | 100 | ok")
    with pytest.raises(VintageError, match=r"1 codes are not lsoa11 codes \(first: left\)"):
        to_lsoa21(new, DIVIDED, "made up")


def test_which_parts_make_a_larger_area_an_estimate():
    together = pd.Series({"same": "W", "left": "W", "right": "W", "both": "W"})
    apart = pd.Series({"same": "W", "left": "W", "right": "V", "both": "W"})
    assert list(straddlers(DIVIDED, together)) == []
    assert sorted(straddlers(DIVIDED, apart)) == ["left", "right"]


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=4, max_size=4))
def test_are_counts_preserved_and_rates_bounded(counts):
    rows = [(min(x, n), n) for x, n in counts]
    old = pd.DataFrame(rows, columns=["numerator", "denominator"]).astype(float)
    old.index = ["same", "old", "one", "two"]
    old["value"], old["status"] = 100 * old["numerator"] / old["denominator"], "ok"
    found = to_lsoa21(old, DIVIDED, "made up")
    assert found["numerator"].sum() == pytest.approx(old["numerator"].sum())
    assert found["denominator"].sum() == pytest.approx(old["denominator"].sum())
    rate = 100 * found["numerator"] / found["denominator"]
    assert rate.between(old["value"].min() - 1e-9, old["value"].max() + 1e-9).all()
