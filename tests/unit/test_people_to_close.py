"""When are the people it would take not counted, and what does chance add to them?

docs/methods.md#people-to-close-the-gap
"""

from math import sqrt

import numpy as np
import pytest

from het_geo.inequality import gaps, people_to_benchmark, people_to_close
from tests.unit.test_gaps import closing_long_hand


@pytest.mark.parametrize(
    ("values", "people", "polarity", "reason"),
    [
        ([5.0], [10], -1, gaps.FEW_WITH_PEOPLE),
        ([5.0, 6.0], [10, 0], -1, gaps.FEW_WITH_PEOPLE),
        ([5.0, 6.0], [10, 10], 0, gaps.NO_DIRECTION),
        ([-1.0, 5.0], [10, 10], -1, gaps.NEGATIVE),
    ],
)
def test_are_the_people_not_counted_told_why(values, people, polarity, reason):
    found = people_to_close(values, people, polarity)
    assert (found.value, found.fraction, found.reason) == (None, None, reason)


def test_is_nothing_of_nothing_no_share():
    found = people_to_close([0.0, 0.0], [10, 20], -1)
    assert (found.value, found.fraction, found.best) == (0, None, 0)


EVEN = ([10.0, 12.0, 11.0], [300.0, 200.0, 500.0], 0.5 * gaps.Z95)


@pytest.mark.parametrize("polarity", [-1, 1])
def test_is_what_chance_adds_to_the_people_the_mean_of_its_draws(polarity):
    """Errors of 0.5: each area is drawn 400 times, in the order of the values."""
    values, people, half = EVEN
    y, n = np.array(values), np.array(people)
    order = np.argsort(y)
    noise = np.random.default_rng(20_250_101).standard_normal((3, 400))
    drawn = [closing_long_hand(y[order] + 0.5 * z, n[order], polarity)[1] for z in noise.T]
    expected = np.mean(drawn) - closing_long_hand(values, people, polarity)[1]
    areas_, _ = gaps.paired(values, people)
    assert gaps._excess(areas_, polarity, (y - half, y + half)) == pytest.approx(expected)


@pytest.mark.parametrize(("half", "inflated"), [(0.5, False), (2.0, False), (6.0, True)])
def test_has_a_count_no_limits_where_chance_adds_more_than_a_quarter_of_their_reach(half, inflated):
    values, people, _ = EVEN
    y = np.array(values)
    found = people_to_close(values, people, -1, lower=y - half, upper=y + half)
    areas_, _ = gaps.paired(values, people)
    error = half / gaps.Z95
    # y* = 10 (200 of the 300 of a): 200 y_b + 500 y_c − 700 y_a
    reach = 1.959964 * error * sqrt(200**2 + 500**2 + 700**2)
    added = gaps._excess(areas_, -1, (y - half, y + half))
    assert (added > 0.25 * reach) == inflated == found.inflated
    assert found.value == 200 * 2 + 500 * 1
    limits = (None, None) if inflated else (max(0, 900 - reach), 900 + reach)  # of 2: from 0 on
    assert (found.lower, found.upper) == (limits if inflated else pytest.approx(limits, rel=1e-6))


@pytest.mark.parametrize(
    ("values", "people", "weights"),
    [
        # y* = (10 + 11) / 2: b is worse than it and stands in it; 900 are worse, each half as much
        ([10, 11, 12], [100, 100, 800], [-450, 100 - 450, 800]),
        # y* = (60 · 10 + 180 · 11 + 60 · 12) / 300: b is y* itself, and no worse; 1,260 are
        ([10, 11, 12, 20], [60, 180, 60, 1200], [-252, -756, 60 - 252, 1200]),
    ],
)
def test_weighs_an_area_in_the_best_fifth_as_what_it_is_and_as_what_all_are_held_against(
    values, people, weights
):
    y = np.array(values, dtype=float)
    error = 0.01
    found = people_to_close(y, people, -1, lower=y - error * gaps.Z95, upper=y + error * gaps.Z95)
    reach = 1.959964 * error * sqrt(sum(weight**2 for weight in weights))
    assert found.upper - found.value == pytest.approx(reach)
    assert found.value - found.lower == pytest.approx(reach)


def test_are_figures_without_error_limits_of_their_own_and_not_inflated():
    values, people, _ = EVEN
    found = people_to_close(values, people, -1, lower=values, upper=values)
    assert (found.value, found.lower, found.upper, found.inflated) == (900, 900, 900, False)


def test_are_the_people_to_a_benchmark_counted_one_by_one_and_to_nine_digits():
    assert people_to_benchmark(0.5, 10, 0.2, -1) == 3  # 10 · (0.5 − 0.2)
    assert people_to_benchmark(1.4e-9, 1, 0, -1) == 1e-9
