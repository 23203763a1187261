"""How far is the worst from the best, and for how many people?

docs/methods.md#absolute-gap and docs/methods.md#people-to-close-the-gap
"""

from math import exp, log, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo.inequality import (
    absolute_gap,
    gaps,
    people_to_benchmark,
    people_to_close,
    relative_gap,
)
from het_geo.intervals import wilson
from tests.conftest import frame
from tests.sampled import tried
from tests.unit.long_hand import areas

FEW = settings(max_examples=tried(50), deadline=None)
polarities = st.sampled_from([-1, 1])
THREE = """
    area   | value | lower | upper
    low    | 10    | 8     | 13
    middle | 15    | 12    | 18
    high   | 30    | 26    | 35
    none   | .     | .     | .
"""


@pytest.mark.parametrize(
    ("polarity", "worst", "best"), [(-1, "high", "low"), (1, "low", "high"), (0, "high", "low")]
)
def test_are_the_worst_and_the_best_named_by_the_indicators_direction(polarity, worst, best):
    values = frame(THREE)["value"]
    for gap, expected in ((absolute_gap, 30 - 10), (relative_gap, 30 / 10)):
        found = gap(values, polarity)
        assert (found.value, found.worst, found.best) == (expected, worst, best)
        assert found.left_out == 1
        assert (found.lower, found.upper) == (None, None)


def test_are_the_limits_of_a_distance_those_of_newcombe():
    table = frame(THREE)
    found = absolute_gap(table["value"], -1, lower=table["lower"], upper=table["upper"])
    assert found.lower == pytest.approx(20 - sqrt((30 - 26) ** 2 + (13 - 10) ** 2))
    assert found.upper == pytest.approx(20 + sqrt((35 - 30) ** 2 + (10 - 8) ** 2))


def test_are_the_limits_of_a_ratio_those_of_its_logarithm():
    table = frame(THREE)
    found = relative_gap(table["value"], 1, lower=table["lower"], upper=table["upper"])
    below = sqrt((log(30) - log(26)) ** 2 + (log(13) - log(10)) ** 2)
    above = sqrt((log(35) - log(30)) ** 2 + (log(10) - log(8)) ** 2)
    assert found.lower == pytest.approx(exp(log(3) - below))
    assert found.upper == pytest.approx(exp(log(3) + above))


def test_is_newcombes_own_example_met():
    # Newcombe 1998, 56/70 against 48/80, method 10; and a single share, 81/263
    lower, upper = wilson([56, 48], [70, 80])
    found = absolute_gap([56 / 70, 48 / 80], -1, lower=lower, upper=upper)
    assert (round(found.lower, 4), round(found.upper, 4)) == (0.0524, 0.3339)
    single = [round(float(limit), 4) for limit in wilson(81, 263)]
    assert single == [0.2553, 0.3662]


def test_has_a_gap_no_limits_where_one_of_the_two_areas_has_none():
    table = frame(THREE)
    table.loc["low", "lower"] = float("nan")
    for gap in (absolute_gap, relative_gap):
        found = gap(table["value"], -1, lower=table["lower"], upper=table["upper"])
        assert found.value > 0
        assert (found.lower, found.upper) == (None, None)


@pytest.mark.parametrize("least", [0.0, -5.0])
def test_is_there_no_ratio_to_a_value_that_is_not_positive(least):
    values = frame(f"area | value\n low | {least} \n high | 30")["value"]
    found = relative_gap(values, -1)
    assert found.value is None
    assert found.reason
    assert (found.worst, found.best) == ("high", "low")
    assert absolute_gap(values, -1).value == 30 - least


@FEW
@given(areas, polarities, st.floats(0, 1000), st.floats(0.01, 100))
def test_does_a_gap_follow_its_unit(rows, polarity, c, times):
    values, _ = rows
    before = absolute_gap(values, polarity)
    assert before.value >= 0
    more = absolute_gap([y + c for y in values], polarity).value
    assert more == pytest.approx(before.value, abs=1e-9)
    larger = absolute_gap([times * y for y in values], polarity).value
    assert larger == pytest.approx(times * before.value)
    ratio = relative_gap(values, polarity).value
    assert ratio >= 1
    assert relative_gap([times * y for y in values], polarity).value == pytest.approx(ratio)


@FEW
@given(areas, st.floats(0.01, 0.5))
def test_do_the_limits_of_a_gap_hold_it(rows, share):
    values, _ = rows
    lower, upper = [y * (1 - share) for y in values], [y * (1 + share) for y in values]
    for gap in (absolute_gap, relative_gap):
        found = gap(values, -1, lower=lower, upper=upper)
        assert found.lower <= found.value <= found.upper


def test_is_the_best_fifth_of_people_counted_in_part():
    table = frame("""
        area | value | people
        a    | 30    | 400
        b    | 10    | 100
        c    | 20    | 500
    """)
    # a fifth is 200 people: all 100 of b, and 100 of the 500 of c
    best = (100 * 10 + 100 * 20) / 200
    missing = 400 * (30 - best) + 500 * (20 - best)
    found = people_to_close(table["value"], table["people"], -1, multiplier=100)
    assert found.best == best
    assert found.value == missing / 100
    assert found.fraction == missing / (400 * 30 + 100 * 10 + 500 * 20)


def test_is_the_best_fifth_the_highest_where_high_is_better():
    table = frame(
        "area | value | people\n a | 30 | 100\n b | 10 | 700\n c | 20 | 200\n d | . | 9000"
    )
    # a fifth of the 1,000 people with a value: the 100 of a, and 100 of the 200 of c
    best = (100 * 30 + 100 * 20) / 200
    missing = 700 * (best - 10) + 200 * (best - 20)
    found = people_to_close(table["value"], table["people"], 1)
    assert (found.best, found.value, found.left_out) == (best, missing, 1)
    assert found.fraction == missing / (100 * 30 + 700 * 10 + 200 * 20)


def closing_long_hand(values, weights, polarity):
    left, best = sum(weights) / 5, 0.0
    for y, n in sorted(zip(values, weights), key=lambda row: -polarity * row[0]):
        part = min(n, left)
        best, left = best + part * y, left - part
    best /= sum(weights) / 5
    return best, sum(max(0.0, n * -polarity * (y - best)) for y, n in zip(values, weights))


@FEW
@given(areas, polarities)
def test_are_the_people_to_close_the_gap_the_long_hand_sum(rows, polarity):
    found = people_to_close(*rows, polarity)
    best, count = closing_long_hand(*rows, polarity)
    scale = sum(n * y for y, n in zip(*rows))
    assert found.best == pytest.approx(best)
    assert found.value == pytest.approx(count, abs=1e-9 * scale)
    assert found.fraction == pytest.approx(count / scale, abs=1e-9)
    if polarity < 0:
        assert -1e-12 <= found.fraction < 1


@FEW
@given(areas, polarities, st.floats(0.01, 100))
def test_do_twice_the_people_need_twice_the_change(rows, polarity, times):
    values, weights = rows
    found = people_to_close(values, weights, polarity)
    more = people_to_close(values, [times * n for n in weights], polarity)
    size = sum(n * y for y, n in zip(*rows))
    assert more.value == pytest.approx(times * found.value, abs=1e-9 * times * size)
    assert more.fraction == pytest.approx(found.fraction, abs=1e-9)
    halves = people_to_close(
        [y for y in values for _ in "12"], [n / 2 for n in weights for _ in "12"], polarity
    )
    assert halves.value == pytest.approx(found.value, abs=1e-9 * size)


def test_is_nobody_needed_where_all_areas_are_the_same():
    found = people_to_close([12.0, 12.0, 12.0], [100, 200, 300], -1, multiplier=100)
    assert (found.value, found.fraction, found.best) == (0, 0, 12)


@pytest.mark.parametrize(
    ("value", "benchmark", "polarity", "expected"),
    [
        (28.8, 12.3, -1, 1000 * (28.8 - 12.3) / 100),  # too many
        (10.0, 12.3, -1, 0),  # already better
        (70.0, 82.5, 1, 1000 * (82.5 - 70.0) / 100),  # too few
        (90.0, 82.5, 1, 0),
        (12.3, 12.3, -1, 0),
        (28.8, 12.3, 0, None),  # no direction
        (float("nan"), 12.3, -1, None),
        (28.8, float("nan"), -1, None),
        (0.0, 12.3, 1, 1000 * 12.3 / 100),  # nobody yet
        (-1.0, 12.3, 1, None),  # no share or rate is negative
        (12.3, -1.0, -1, None),
    ],
)
def test_how_many_people_does_one_area_need_to_reach_a_benchmark(
    value, benchmark, polarity, expected
):
    found = people_to_benchmark(value, 1000, benchmark, polarity, multiplier=100)
    assert found == (None if expected is None else pytest.approx(expected))


def test_are_the_limits_of_the_people_those_of_a_weighted_sum():
    table = frame("""
        area | value | people | lower | upper
        a    | 10    | 100    | 8     | 12
        b    | 20    | 200    | 17    | 23
        c    | 30    | 200    | 26    | 34
    """)
    found = people_to_close(
        table["value"], table["people"], -1, multiplier=100,
        lower=table["lower"], upper=table["upper"],
    )  # fmt: skip
    # y* = 10 (a alone is the best fifth); 200 × 10 % + 200 × 20 % = 60
    # = 200 y_b + 200 y_c − 400 y_a: its error is √((200 × 3)² + (200 × 4)² + (400 × 2)²) / 100
    reach = ((200 * 3) ** 2 + (200 * 4) ** 2 + (400 * 2) ** 2) ** 0.5 / 100
    assert found.value == pytest.approx(60)
    assert (found.lower, found.upper) == pytest.approx((60 - reach, 60 + reach), rel=1e-6)
    assert people_to_close(table["value"], table["people"], -1).lower is None


def test_is_there_no_gap_of_one_area():
    for gap in (absolute_gap, relative_gap):
        found = gap([5.0, float("nan")], -1)
        assert (found.value, found.worst, found.reason, found.left_out) == (None, "", gaps.FEW, 1)


def test_are_two_areas_of_one_value_two_areas():
    values = frame("area | value\n a | 5\n b | 5\n c | 5")["value"]
    found = absolute_gap(values, -1)
    assert (found.value, found.worst, found.best) == (0, "a", "c")


def test_has_a_ratio_no_limits_where_a_limit_is_not_positive():
    found = relative_gap([10, 30], -1, lower=[0, 26], upper=[13, 35])
    assert (found.value, found.lower, found.upper) == (30 / 10, None, None)
    assert relative_gap([10, 30], -1, lower=[0.001, 26], upper=[13, 35]).lower is not None
