"""Are the mistakes that a second reader of the library found mended?"""

import numpy as np
import pandas as pd
import pytest

from het_geo.inequality import (
    absolute_gap,
    gini,
    people_to_benchmark,
    people_to_close,
    relative_gap,
    slope_index,
    theil,
)
from het_geo.inequality.sums import sum_limits
from het_geo.intervals import dsr, proportion
from het_geo.ranks import could_be, rank_certainty
from het_geo.scales import from_errors, from_limits
from het_geo.trends import Direction, gap_trend


@pytest.mark.parametrize(
    ("sizes", "direction"),
    [([-4, -1], Direction.DOWN), ([-1, -4], Direction.UP), ([-4, 1], Direction.DOWN)],
)
def test_is_a_gap_the_other_way_round_compared_by_its_size(sizes, direction):
    sii = pd.Series(sizes, dtype=float)
    found = gap_trend(sii, sii - 0.1, sii + 0.1)
    assert found.absolute == direction
    assert found.change == pytest.approx(abs(sizes[1]) - abs(sizes[0]))


def test_have_equal_areas_no_inequality_and_no_shares_of_it():
    found = theil([0.1] * 7, [3.0, 1, 2, 5, 7, 11, 13], list("AABBBCC"))
    assert (found.total, found.between, found.within) == (0, 0, 0)
    assert found.groups["share"].isna().all()


def test_is_a_value_off_its_scale_refused_by_the_ranks():
    value = pd.Series([20.0, 5.0])
    with pytest.raises(ValueError, match="value must lie between 0 and 1"):
        rank_certainty(value, value - 1, value + 1, scale="logit")  # top=100 forgotten


def test_are_errors_wider_than_any_count_drawn():
    # one term exp(2 + 5 Z): its limits are exp(2 ∓ 1.96 × 5)
    values = from_errors(np.array([np.exp(2.0)]), np.array([5.0]), "log")
    lower, upper = sum_limits(np.array([1.0]), values)
    assert np.log(lower) == pytest.approx(2 - 1.96 * 5, abs=0.2)
    assert np.log(upper) == pytest.approx(2 + 1.96 * 5, abs=0.2)


def test_has_a_ratio_no_limits_where_a_limit_is_nought():
    found = relative_gap([1, 5], -1, lower=[0.5, 0], upper=[2, 9])
    assert found.value == 5
    assert (found.lower, found.upper) == (None, None)


def test_are_equal_areas_two_areas():
    found = absolute_gap(pd.Series([3.0, 3.0], index=["a", "b"]), -1)
    assert found.value == 0
    assert {found.worst, found.best} == {"a", "b"}


def test_is_an_area_without_people_no_area():
    assert gini([1, 2], [5, 0]).value is None
    groups = theil([1, 2, 3], [1, 1, 0], list("AAB")).groups
    assert np.isnan(groups.loc["B", "mean"])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: people_to_close([1, 2], [1, 1], 2), "polarity must be -1, 0 or 1"),
        (lambda: people_to_benchmark(1, -1, 2, -1), "weight must not be negative"),
        (lambda: people_to_benchmark(1, 1, 2, -1, multiplier=0), "multiplier must be positive"),
        (lambda: slope_index([1, 2], [1, 1], multiplier=np.nan), "multiplier must be finite"),
        (lambda: slope_index([1, 2], [1, 1], confidence=2), "confidence must lie between"),
        (
            lambda: slope_index([1, 2], [1, 1], errors=[1, 1], lower=[0, 1], upper=[2, 3]),
            "errors must not be given beside",
        ),
        (lambda: slope_index([1, 2], [1, 1], lower=[0, 1]), "must be given together"),
        (lambda: dsr([1, 2], [1, 2], [1, -1]), "weights must not be negative"),
        (lambda: dsr([1, 2], [1, 2], [1, 1, 1]), "must have the same age bands"),
        (lambda: theil([1, 2], [1, 1], None), "groups must name"),
    ],
)
def test_is_what_cannot_be_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_do_the_areas_that_could_be_worst_hold_95_percent_of_the_chance():
    chance = pd.Series([0.5, 0.25, 0.15, 0.05, 0.05], index=list("abcde"))
    assert could_be(chance) == ["a", "b", "c", "d", "e"]  # 0.95 with d or e: they are alike
    assert could_be(pd.Series([0.96, 0.04], index=list("ab"))) == ["a"]
    assert could_be(pd.Series([0.85, 0.15], index=list("ab"))) == ["a", "b"]


def test_have_people_no_limits_where_chance_makes_the_gap():
    # 125 areas of 600 households that truly all have 12 %: the gap between them is chance
    rng = np.random.default_rng(5)
    count, n = rng.binomial(600, 0.12, 125), np.full(125, 600)
    value, lower, upper = proportion(count, n)
    found = people_to_close(value, n, -1, lower=lower, upper=upper)
    assert found.inflated
    assert (found.lower, found.upper) == (None, None)


def test_are_the_limits_of_many_slopes_those_of_each_alone():
    # wide and narrow errors in one batch: each row is worked out on the grid it needs
    values = np.array([[0.1, 0.2, 0.3], [0.001, 0.002, 0.001]])
    lower, upper = values * np.array([[0.9], [0.2]]), values * np.array([[1.1], [5.0]])
    weights = np.array([[-1.0, 0.0, 1.0]] * 2)
    both = sum_limits(weights, from_limits(values, lower, upper, "log"))
    for i in range(2):
        alone = sum_limits(weights[i], from_limits(values[i], lower[i], upper[i], "log"))
        assert (both[0][i], both[1][i]) == pytest.approx([float(a) for a in alone], rel=1e-12)


def test_has_a_ratio_changed_only_beyond_its_errors():
    sii = pd.Series([5.0, 5.0])
    ratio = pd.Series([3.17, 3.33])
    found = gap_trend(
        sii, sii - 1, sii + 1, rii=ratio,
        rii_lower=pd.Series([3.01, 3.13]), rii_upper=pd.Series([3.34, 3.54]),
    )  # fmt: skip
    # ln(3.33 / 3.17) = 0.049; se = √(0.0266² + 0.0314²) = 0.041: 0.049 < 1.96 × 0.041
    assert found.relative == Direction.NONE
