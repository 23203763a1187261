"""What changed from one period to another, how sure is it, and how did the line run?"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.bounds import bounded
from het_geo.trends.change import Reading, Run, Sureness, change, line_of

SURE, CHANCE, UNKNOWN = Sureness.SURE, Sureness.CHANCE, Sureness.UNKNOWN


@pytest.mark.parametrize(
    ("earlier", "later", "difference", "sure"),
    [
        # Overcrowding, Dallow, 2011 to 2021: −1.2 − √(1.5² + 1.7²), −1.2 + √(1.5² + 1.6²)
        ((22.3, 20.7, 24.0), (21.1, 19.6, 22.6), (-1.2, -3.4672, 0.9932), CHANCE),
        # 2 ± √(0.5² + 0.5²) = 2 ± 0.7071
        ((10.0, 9.5, 10.5), (12.0, 11.5, 12.5), (2.0, 1.2929, 2.7071), SURE),
        # limits that are not as far below as above: −4 − √(1² + 3²), −4 + √(2² + 1²)
        ((9.0, 8.0, 12.0), (5.0, 4.0, 7.0), (-4.0, -7.1623, -1.7639), SURE),
        # a limit that touches 0 leaves "no change" possible: 5 − √(3² + 4²) and −5 + √(3² + 4²)
        ((10.0, 10.0, 14.0), (15.0, 12.0, 15.0), (5.0, 0.0, 5.0), CHANCE),
        ((15.0, 11.0, 15.0), (10.0, 10.0, 13.0), (-5.0, -5.0, 0.0), CHANCE),
        # -1 ± √(0.3² + 0.4²) = −1 ± 0.5: less than 1 below 0, and below it all the same
        ((10.0, 9.6, 10.4), (9.0, 8.7, 9.3), (-1.0, -1.5, -0.5), SURE),
        ((9.0, math.nan, math.nan), (5.0, 4.0, 7.0), (-4.0, math.nan, math.nan), UNKNOWN),
    ],
)
def test_is_a_change_more_than_chance(earlier, later, difference, sure):
    found = change(Reading(*earlier), Reading(*later))
    assert found.difference == pytest.approx(difference, abs=1e-4, nan_ok=True)
    assert found.sure == sure


def test_is_what_is_withheld_added_whole_and_error_in_quadrature():
    # 0 to 10, then 8 to 18: it may have fallen by 2 (8 − 10) or risen by 18; limits are the ends.
    one, other = Reading(bounded(5, 0, 10), 0, 10), Reading(bounded(13, 8, 18), 8, 18)
    assert change(one, other).difference == (8, -2, 18)
    assert change(one, other).sure == CHANCE
    # 0 to 2 with limits 1 beyond, then 8 to 9 likewise: 8 − 2 − √2, 9 − 0 + √2
    one, other = Reading(bounded(1, 0, 2), -1, 3), Reading(bounded(8.5, 8, 9), 7, 10)
    assert change(one, other).difference == pytest.approx((7.5, 6 - 2**0.5, 9 + 2**0.5))


def test_is_of_overlapping_years_only_what_is_sure_said():
    near, far = Reading(10.2, 9.5, 10.9), Reading(20.0, 19.5, 20.5)
    first = Reading(10.0, 9.5, 10.5)
    assert change(first, near).sure == CHANCE
    assert change(first, near, overlapping=True).sure == UNKNOWN
    assert change(first, far, overlapping=True).sure == SURE


NUMBERS = st.floats(0.1, 1e4)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_is_what_changed_the_same_told_backwards(a, b, wide, narrow):
    one, other = Reading(a, a - wide, a + wide), Reading(b, b - narrow, b + narrow)
    there, back = change(one, other), change(other, one)
    assert there.difference.value == -back.difference.value
    assert there.difference.lower == pytest.approx(-back.difference.upper)
    assert there.sure == back.sure


@given(NUMBERS, NUMBERS, st.floats(0.01, 100))
def test_is_a_change_as_sure_in_any_unit(a, b, times):
    one, other = Reading(a, a * 0.9, a * 1.1), Reading(b, b * 0.8, b * 1.2)
    scaled = [Reading(*(part * times for part in each)) for each in (one, other)]
    whole, again = change(one, other), change(*scaled)
    edge = min(abs(whole.difference.lower), abs(whole.difference.upper))
    assert whole.sure == again.sure or edge < 1e-9 * max(a, b)
    assert again.difference.value == pytest.approx(whole.difference.value * times)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ([2.0, 10.6, 8.2], Run((1,))),  # rose to 10.6, then 8.2: 2.4 of a range of 8.6, 28 %
        ([2.0, 10.6, 8.6], Run()),  # 2.0 of 8.6, 23 %
        ([19.5, 17.9, 13.9, 13.2, 13.5, 13.3], Run(level_since=2)),  # 13.9: 0.6 of 6.2 left, 10 %
        ([19.5, 17.9, 14.1, 13.2, 13.5, 13.3], Run(level_since=3)),  # 14.1: 6 % above 13.3
        ([19.5, 17.9, 15.1, 13.2, 13.5, 13.3], Run(level_since=3)),  # 15.1: 1.8 of 6.2 left, 29 %
        ([19.5, 18.5, 17.5, 16.5, 14.5, 13.3], Run()),  # falls all the way
        ([5.0, 5.0, 5.0, 5.0], Run()),
        ([9.0, 0.0, 0.0], Run(level_since=1)),
        ([9.0, 3.0, 0.0], Run()),
        ([1.0, 2.0], Run()),
        ([3.0], Run()),
        ([5.0, 1.0, 9.0, 6.0], Run((1, 2))),  # 5 above one end and 3 below the other, of 8
        ([3.1, 3.2, 2.62, 2.6], Run(level_since=2)),  # nothing rose to 3.2: 0.1 of 0.6, 17 %
        ([19.5, 13.2, 13.3], Run(level_since=1)),
        ([0.0, 8.0, 6.0], Run()),  # 2 of a range of 8 is a quarter, and not farther
        ([40.0, 21.0, 20.0], Run(level_since=1)),  # 1 is a twentieth of 20, and within it
        ([40.0, 19.97, 21.0], Run(level_since=1)),  # 1.03: of 21 a twentieth is 1.05, of 19.97 less
        ([100.0, 91.9, 90.0], Run(level_since=1)),  # 1.9 of 10 left, 19 %
        ([100.0, 97.0, 96.0], Run()),  # 1 of 4 left, 25 %, though near 96
    ],
)
def test_how_a_line_ran(values, line):
    found = line_of([Reading(value) for value in values])
    assert found == line


def test_does_a_turn_that_may_be_chance_not_count():
    wide = [Reading(value, value - 5, value + 5) for value in (2.0, 10.6, 8.2)]
    assert line_of(wide) == Run()


def test_does_a_turn_not_count_whose_limit_touches_0():
    # from 15 to 10: −5 + √(3² + 4²) is 0
    line = [Reading(0, 0, 0), Reading(15, 11, 15), Reading(10, 10, 13)]
    assert line_of(line) == Run()
    assert line_of([*line[:2], Reading(10, 10, 12.9)]) == Run((1,))


def test_does_a_turn_upwards_not_count_whose_limit_touches_0():
    # from 10 to 15: 5 − √(3² + 4²) is 0, 5 − √(2.9² + 4²) is 0.06
    line = [Reading(25, 25, 25), Reading(10, 10, 14), Reading(15, 12, 15)]
    assert line_of(line) == Run()
    assert line_of([*line[:2], Reading(15, 12.1, 15)]) == Run((1,))


def test_is_the_newest_figure_what_a_line_is_level_with():
    def line(*values):
        return [Reading(value, value - 0.2, value + 0.2) for value in values]

    assert line_of(line(20.0, 13.0, 13.2, 13.1)) == Run(level_since=1)
    # 13.5 is by 0.5 above 13.0, and 0.28 may be chance (√(0.2² + 0.2²)); 13.1 between them is not
    assert line_of(line(20.0, 13.0, 13.1, 13.5)) == Run()


def test_is_what_still_moves_by_more_than_chance_not_level():
    sharp = [Reading(value, value - 0.01, value + 0.01) for value in (20.0, 13.0, 13.2, 13.5)]
    assert line_of(sharp) == Run()  # 13.5 − 13.0 is more than chance, though 8 % of the change
    assert line_of([Reading(p.value) for p in sharp]) == Run(level_since=1)


def test_is_a_point_without_a_value_refused():
    with pytest.raises(ValueError, match="must have a value"):
        line_of([Reading(1.0), Reading(math.nan)])
