"""Is it getting better? (docs/methods.md#recent-trend)"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from het_geo.sentences.change import trend_word
from het_geo.trends import Direction, recent_trend
from het_geo.trends.recent import Trend
from tests.conftest import frame
from tests.sampled import tried
from tests.unit.made_up import OVERCROWDING

FEW = settings(max_examples=tried(60), deadline=None)
series = st.lists(
    st.tuples(st.floats(1, 99), st.floats(0.1, 20)), min_size=5, max_size=9
)  # made-up points with the distance of each limit
CHI_SQUARED = 9.5495
RISING = """
    year | value | lower | upper
    2019 | 10    | 9     | 11
    2020 | 12    | 11    | 13
    2021 | 14    | 13    | 15
    2022 | 16    | 15    | 17
    2023 | 18    | 17    | 19
"""


def trend(table, **options):
    return recent_trend(table["value"], table["lower"], table["upper"], **options)


def straight(step, width=3.92):
    """Make five points on a line, each limit so far that the error of a width of 3.92 is 1."""
    value = pd.Series([50 + step * t for t in range(5)])
    return pd.DataFrame({"value": value, "lower": value - width / 2, "upper": value + width / 2})


@pytest.mark.parametrize(
    ("chi_squared", "expected"),
    [
        (CHI_SQUARED + 1e-6, Direction.UP),
        (CHI_SQUARED - 1e-6, Direction.NONE),
    ],
)
def test_does_a_trend_begin_above_the_threshold(chi_squared, expected):
    # five points of error 1: slope ± 1 / √10, so that χ² = 10 · slope²
    step = (chi_squared / 10) ** 0.5
    found = trend(straight(step))
    assert found.direction == expected
    assert found.slope == pytest.approx(step)
    assert found.chi_squared == pytest.approx(chi_squared)
    falling = trend(straight(-step))
    assert falling.direction == (Direction.DOWN if expected == Direction.UP else Direction.NONE)
    assert falling.chi_squared == pytest.approx(chi_squared)


def test_is_a_steady_rise_a_trend():
    found = trend(frame(RISING))
    # error 2 / 3.92, slope 2 a point: χ² = 10 · 2² / (2 / 3.92)²
    assert found.direction == Direction.UP
    assert (found.slope, found.points, found.reason) == (pytest.approx(2), 5, "")
    assert found.chi_squared == pytest.approx(10 * 2**2 / (2 / 3.92) ** 2)


def test_is_one_outlier_no_trend():
    table = frame("""
        year | value | lower | upper
        2019 | 10    | 9     | 11
        2020 | 9.9   | 8.9   | 10.9
        2021 | 9.8   | 8.8   | 10.8
        2022 | 9.7   | 8.7   | 10.7
        2023 | 20    | 19    | 21
    """)
    # the last point alone makes the line rise: without it, the line falls
    found = trend(table)
    assert found.chi_squared > CHI_SQUARED
    assert found.slope > 0
    assert found.direction == Direction.NONE


@FEW
@given(series)
def test_is_the_slope_the_weighted_regression_of_the_last_five(points):
    value = np.array([y for y, _ in points])
    reach = np.array([half for _, half in points])
    found = recent_trend(value, value - reach, value + reach)
    weights = 1 / (2 * reach / 3.92) ** 2
    design = sm.add_constant(np.arange(1.0, 6))
    other = sm.WLS(value[-5:], design, weights=weights[-5:]).fit()
    assert found.slope == pytest.approx(other.params[1], rel=1e-6, abs=1e-7)
    error = other.normalized_cov_params[1, 1] ** 0.5  # the errors are known, not estimated
    expected = (other.params[1] / error) ** 2
    assert found.chi_squared == pytest.approx(expected, rel=1e-6, abs=1e-7)


@FEW
@given(series)
def test_is_a_direction_given_only_where_every_line_without_a_point_agrees(points):
    value = np.array([y for y, _ in points])[-5:]
    reach = np.array([half for _, half in points])[-5:]
    found = recent_trend(value, value - reach, value + reach)
    assume(abs(found.chi_squared - CHI_SQUARED) > 1e-6)
    slopes = [slope_without(value, reach, left_out) for left_out in (None, 0, 1, 2, 3, 4)]
    assume(min(abs(slope) for slope in slopes) > 1e-9)
    steady = len({slope > 0 for slope in slopes}) == 1
    expected = Direction.UP if slopes[0] > 0 else Direction.DOWN
    judged = steady and found.chi_squared > CHI_SQUARED
    assert found.direction == (expected if judged else Direction.NONE)


def slope_without(value, reach, left_out):
    kept = [i for i in range(5) if i != left_out]
    weights = [1 / reach[i] ** 2 for i in kept]
    middle = sum(w * (i + 1) for w, i in zip(weights, kept)) / sum(weights)
    top = sum(w * (i + 1 - middle) * value[i] for w, i in zip(weights, kept))
    return top / sum(w * (i + 1 - middle) ** 2 for w, i in zip(weights, kept))


def test_are_only_the_last_five_points_looked_at():
    longer = pd.concat(
        [frame("year | value | lower | upper\n 2018 | 99 | 98 | 100"), frame(RISING)]
    )
    assert trend(longer) == trend(frame(RISING))


def test_is_a_missing_year_skipped_and_the_points_numbered_by_position():
    gap = frame("""
        year | value | lower | upper
        2018 | 10    | 9     | 11
        2019 | 12    | 11    | 13
        2020 | .     | .     | .
        2021 | 14    | 13    | 15
        2022 | 16    | 15    | 17
        2023 | 18    | 17    | 19
    """)
    assert trend(gap) == trend(frame(RISING))


@pytest.mark.parametrize("kind", ["proportion", "rate", "dsr"])
def test_are_shares_rates_and_standardised_rates_judged(kind):
    assert trend(frame(RISING), kind=kind).direction == Direction.UP


@pytest.mark.parametrize(
    ("change", "options", "reason"),
    [
        ({}, {"kind": "mean"}, "only shares and rates"),
        ({}, {"kind": "score"}, "only shares and rates"),
        ({}, {"pooled": True}, "several years together"),
        ({}, {"broken": True}, "the way of measuring changed"),
        ({"value": float("nan")}, {}, "there are figures for fewer than five years"),
        ({"lower": float("nan")}, {}, "one of the years has no margin of error"),
        ({"upper": float("nan")}, {}, "one of the years has no margin of error"),
        ({"lower": 14.0, "upper": 14.0}, {}, "margin of error of one of the years is nil"),
    ],
)
def test_is_what_cannot_be_judged_said_with_its_reason(change, options, reason):
    table = frame(RISING)
    for name, value in change.items():
        table.loc[2021, name] = value
    found = trend(table, **options)
    assert found.direction == Direction.UNJUDGED
    assert reason in found.reason
    assert (found.slope, found.chi_squared) == (None, None)


def test_is_a_count_equal_to_its_denominator_not_judged():
    table = frame(RISING)
    people = pd.Series(50.0, index=table.index)
    counts = table["value"] / 2
    judged = trend(table, numerator=counts, denominator=people)
    assert judged.direction == Direction.UP
    counts[2022] = 50
    found = trend(table, numerator=counts, denominator=people)
    assert (found.direction, found.reason) == (
        Direction.UNJUDGED,
        "in one of the years it was everybody",
    )
    # before the last five points it does not matter
    older = frame("year | value | lower | upper\n 2018 | 100 | 99 | 100")
    longer = pd.concat([older, table])
    counts[2022] = 8
    found = trend(
        longer,
        numerator=pd.concat([pd.Series({2018.0: 50.0}), counts]),
        denominator=pd.concat([pd.Series({2018.0: 50.0}), people]),
    )
    assert found.direction == Direction.UP


@pytest.mark.parametrize(("of", "judged"), [(0, True), (1, False)])
def test_is_one_of_one_all_of_them_and_none_of_nobody_not(of, judged):
    found = trend(frame(RISING), numerator=[1, 1, 1, 1, of], denominator=[9, 9, 9, 9, of])
    assert (found.direction != Direction.UNJUDGED) == judged


def test_may_a_rate_have_more_events_than_people_and_a_share_not():
    table = frame(RISING)
    counts = {"numerator": table["value"] * 10, "denominator": table["value"]}
    assert trend(table, kind="rate", **counts).direction == Direction.UP
    same = {"numerator": table["value"], "denominator": table["value"]}
    assert trend(table, kind="rate", **same).direction == Direction.UP
    with pytest.raises(ValueError, match="numerator must not exceed denominator"):
        trend(table, **counts)
    with pytest.raises(ValueError, match="numerator and denominator must be given together"):
        trend(table, numerator=table["value"])


@FEW
@given(series, st.floats(0.01, 100))
def test_does_neither_the_unit_nor_the_direction_of_counting_matter(points, times):
    value = np.array([y for y, _ in points])
    reach = np.array([half for _, half in points])
    found = recent_trend(value, value - reach, value + reach)
    assume(abs(found.chi_squared - CHI_SQUARED) > 1e-6)
    scaled = recent_trend(times * value, times * (value - reach), times * (value + reach))
    assert scaled.chi_squared == pytest.approx(found.chi_squared, rel=1e-6, abs=1e-9)
    down = recent_trend(100 - value, 100 - value - reach, 100 - value + reach)
    assert down.slope == pytest.approx(-found.slope, abs=1e-9)
    assert down.chi_squared == pytest.approx(found.chi_squared, rel=1e-6, abs=1e-9)


def test_is_one_year_in_which_more_are_counted_than_there_are_refused():
    table = frame(RISING)
    with pytest.raises(ValueError, match="numerator must not exceed denominator"):
        trend(table, numerator=[3, 3, 3, 3, 9], denominator=[8.0] * 5)


@pytest.mark.parametrize(
    ("direction", "polarity", "said"),
    [
        (Direction.UP, 1, "getting better"),
        (Direction.UP, -1, "getting worse"),
        (Direction.DOWN, 1, "getting worse"),
        (Direction.DOWN, -1, "getting better"),
        (Direction.UP, 0, "rising"),
        (Direction.DOWN, 0, "falling"),
    ],
)
def test_is_a_direction_better_or_worse_by_which_way_is_good(direction, polarity, said):
    found = Trend(direction)  # of which no more is known: it rests on no points
    assert trend_word(found, replace(OVERCROWDING, polarity=polarity)) == said
    assert found.points == 0
