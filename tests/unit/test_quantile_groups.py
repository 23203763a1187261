"""In which fifth is an area? (OHID: Assigning Deprivation Categories.)"""

from fractions import Fraction
from math import ceil, floor

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo.inequality import quantile_groups
from tests.conftest import frame
from tests.sampled import tried

numbers = st.lists(st.integers(-20, 20), min_size=2, max_size=40)  # many are tied


def by_ohid(values, k, invert):
    """OHID's rule in whole fractions: a tie gets the smallest rank, group 0 becomes 1."""
    n = len(values)
    found = []
    for y in values:
        rank = 1 + sum(1 for other in values if (other > y if invert else other < y))
        q = floor((k + 1) - ceil(Fraction((n + 1) - rank) / Fraction(n, k)))
        found.append(1 if q == 0 else q)
    return found


@settings(max_examples=tried(150), deadline=None)
@given(numbers, st.integers(2, 10), st.booleans())
def test_are_groups_those_of_ohids_rule(values, k, invert):
    found = quantile_groups(values, k, invert=invert)
    if len(values) < k:
        assert found.isna().all()
        assert found.attrs["reason"] == f"there are fewer areas ({len(values)}) than groups ({k})"
    else:
        assert found.tolist() == by_ohid(values, k, invert)


def test_which_fifth_is_each_of_seven_areas_in():
    table = frame("""
        area | score | fifth
        a    | 10    | 1
        b    | 20    | 1
        c    | 30    | 2
        d    | 40    | 3
        e    | 50    | 3
        f    | 60    | 4
        g    | 70    | 5
    """)
    # n = 7, k = 5, such as d: floor(6 − ceil((8 − 4) / (7 / 5))) = floor(6 − ceil(2.86)) = 3
    assert quantile_groups(table["score"]).tolist() == table["fifth"].tolist()
    # the highest first: g takes the place of a, and so on
    assert quantile_groups(table["score"], invert=True).tolist() == [5, 4, 3, 3, 2, 1, 1]


def test_do_tied_areas_get_one_group_by_the_smallest_rank():
    table = frame("area | score\n a | 5\n b | 5\n c | 5\n d | 5\n e | 9\n f | 9")
    # ranks 1, 1, 1, 1, 5, 5 of 6 in 3: floor(4 − ceil((7 − 5) / 2)) = 3
    assert quantile_groups(table["score"], 3).tolist() == [1, 1, 1, 1, 3, 3]


@settings(max_examples=tried(60), deadline=None)
@given(st.lists(st.integers(-500, 500), min_size=10, max_size=60, unique=True), st.integers(2, 10))
def test_are_groups_as_even_as_can_be_and_in_order(values, k):
    found = quantile_groups(values, k)
    sizes = found.value_counts()
    assert set(found) == set(range(1, k + 1))
    assert sizes.max() - sizes.min() <= 1
    assert found[pd.Series(values).sort_values().index].is_monotonic_increasing


def test_is_an_area_without_a_score_in_no_group():
    table = frame("area | score\n a | 3\n x | .\n b | 1\n c | 2\n d | 4")
    found = quantile_groups(table["score"], 2)
    assert found.dropna().to_dict() == {"a": 2, "b": 1, "c": 1, "d": 2}
    assert pd.isna(found["x"])
    assert list(found.index) == list(table.index)


def test_are_all_areas_in_one_group_where_all_are_tied():
    assert quantile_groups([7.0] * 6, 3).tolist() == [1] * 6


@pytest.mark.parametrize(
    ("values", "k", "message"),
    [
        ([1.0, 2.0], 1, "k must be a whole number, at least 2"),
        ([1.0, float("inf")], 2, "values must be finite"),
        (pd.Series([1.0, 2.0], index=["a", "a"]), 2, "values must not have one area twice"),
    ],
)
def test_is_an_impossible_question_refused_by_name(values, k, message):
    with pytest.raises(ValueError, match=message):
        quantile_groups(values, k)
