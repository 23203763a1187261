"""Do two figures go together as they are said to, with limits that hold what they should?"""

from math import atanh, isnan, sqrt, tanh

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from het_geo.correlation import Coefficient, correlation
from het_geo.intervals import z_value
from tests.conftest import frame

DRAWN = frame(
    """
    area | x | y
    a    | 1 | 2
    b    | 2 | 4
    c    | 3 | 5
    d    | 4 | 4
    e    | 5 | 5
    """
)
Z = 1.9599639845


def test_is_pearsons_r_its_sums():
    found = correlation(DRAWN["x"], DRAWN["y"])
    # x̄ = 3, ȳ = 4: products 4 + 0 + 0 + 0 + 2; squares 10 and 4 + 0 + 1 + 0 + 1
    r = 6 / sqrt(10 * 6)
    assert found.pearson.value == pytest.approx(r)
    assert found.pearson.lower == pytest.approx(tanh(atanh(r) - Z / sqrt(5 - 3)))
    assert found.pearson.upper == pytest.approx(tanh(atanh(r) + Z / sqrt(5 - 3)))


def test_is_spearmans_rho_that_of_ranks_with_ties_in_their_middle():
    found = correlation(DRAWN["x"], DRAWN["y"])
    # y by rank: 1, 2.5, 4.5, 2.5, 4.5, mean 3: products 4 + 0.5 + 0 − 0.5 + 3
    rho = 7 / sqrt(10 * (4 + 0.25 + 2.25 + 0.25 + 2.25))
    assert found.spearman.value == pytest.approx(rho)
    assert found.spearman.lower == pytest.approx(tanh(atanh(rho) - Z / sqrt(2)))


def test_are_areas_paired_by_their_codes_and_those_without_a_figure_counted():
    x = DRAWN["x"].reindex([*"edcba", "f", "g"])
    y = pd.concat([DRAWN["y"], pd.Series({"f": 7.0, "g": np.nan})])
    found = correlation(x, y)
    assert (found.n, found.left_out) == (5, 2)
    assert found.pearson == pytest.approx(correlation(DRAWN["x"], DRAWN["y"]).pearson)


@pytest.mark.parametrize(
    ("x", "y", "reason"),
    [
        ([1, 2, 3], [3, 2, 1], "fewer than 4 areas have both figures (3)"),
        ([1, 2, 3, 4], [1, 2, 3, np.nan], "fewer than 4 areas have both figures (3)"),
        ([], [], "fewer than 4 areas have both figures (0)"),
        ([2, 2, 2, 2], [1, 2, 3, 4], "all areas have the same figure of one of the two"),
        ([1, 2, 3, 4], [0.1, 0.1, 0.1, 0.1], "all areas have the same figure of one of the two"),
    ],
)
def test_is_what_cannot_be_told_not_available_with_its_reason(x, y, reason):
    found = correlation(x, y)
    assert found.reason == reason
    assert all(isnan(part) for part in (*found.pearson, *found.spearman))


def test_is_a_figure_on_one_line_with_another_said_to_be():
    found = correlation([1, 2, 3, 4], [8, 6, 4, 2])
    assert found.pearson == found.spearman == Coefficient(-1, -1, -1)


def test_is_a_line_that_rounding_makes_more_than_straight_a_straight_one():
    x = np.array([-0.2, -0.9, -0.9, -0.7, -0.9])  # 3x + 0.1: the quotient is 1 + 2e-16
    assert correlation(x, x * 3 + 0.1).pearson == Coefficient(1, 1, 1)
    assert correlation(x, -x * 3 - 0.1).pearson == Coefficient(-1, -1, -1)


def test_do_figures_so_tiny_that_their_squares_are_lost_go_together_as_others_do():
    tiny, found = correlation(DRAWN["x"] * 1e-200, DRAWN["y"]), correlation(DRAWN["x"], DRAWN["y"])
    assert tiny.pearson == pytest.approx(found.pearson)
    assert correlation(DRAWN["y"], DRAWN["x"] * 1e-200).pearson == pytest.approx(found.pearson)


numbers = st.lists(
    st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=4, max_size=30
)  # fmt: skip


@given(numbers)
def test_is_it_what_scipy_has(pairs):
    x, y = np.array(pairs, dtype=float).T
    assume(np.ptp(x) > 0)
    assume(np.ptp(y) > 0)
    found = correlation(x, y)
    theirs = stats.pearsonr(x, y)
    assert found.pearson.value == pytest.approx(theirs.statistic, abs=1e-9)
    assert found.spearman.value == pytest.approx(stats.spearmanr(x, y).statistic, abs=1e-9)
    if abs(found.pearson.value) < 1 - 1e-9:
        assert found.pearson[1:] == pytest.approx(tuple(theirs.confidence_interval()), abs=1e-6)


@given(numbers, st.floats(0.1, 100), st.floats(-100, 100))
def test_does_it_change_with_no_unit_and_with_the_order_of_the_two_not_at_all(pairs, times, more):
    x, y = np.array(pairs, dtype=float).T
    assume(np.ptp(x) > 0)
    assume(np.ptp(y) > 0)
    found = correlation(x, y)
    for other in (correlation(y, x), correlation(x * times + more, y)):
        assert other.pearson.value == pytest.approx(found.pearson.value, abs=1e-9)
        assert other.spearman.value == pytest.approx(found.spearman.value, abs=1e-6)
    against = correlation(x, -y)
    assert against.pearson.value == pytest.approx(-found.pearson.value, abs=1e-9)


def test_is_the_quantile_the_projects_own():
    assert z_value() == pytest.approx(Z)
