"""Are the limits those of OHID's technical guide?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from het_geo import intervals


@pytest.mark.parametrize(("x", "n"), [(0, 10), (1, 10), (5, 10), (10, 10), (574, 2725), (1, 90000)])
def test_is_wilson_that_of_statsmodels(x, n):
    lower, upper = intervals.wilson(x, n)
    other = proportion_confint(x, n, method="wilson")
    assert (float(lower), float(upper)) == pytest.approx(other, abs=1e-12)


@pytest.mark.parametrize("x", [0, 1, 4, 9])
def test_are_exact_limits_used_under_ten_events(x):
    lower, upper = intervals.count_limits(x)
    # the limits at which seeing x or more (x or fewer) has a chance of 2.5 %
    assert float(lower) == 0 if x == 0 else stats.poisson.sf(x - 1, lower) == pytest.approx(0.025)
    assert stats.poisson.cdf(x, upper) == pytest.approx(0.025, abs=1e-9)


def test_is_byar_written_as_the_methods_write_it():
    z, x = stats.norm.ppf(0.975), 25
    lower, upper = intervals.count_limits(x)
    assert float(lower) == pytest.approx(x * (1 - 1 / (9 * x) - z / (3 * x**0.5)) ** 3)
    assert float(upper) == pytest.approx(
        (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * (x + 1) ** 0.5)) ** 3
    )


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_do_limits_hold_the_value_and_stay_in_bounds(x, n):
    x = min(x, n)
    value, lower, upper = intervals.proportion(x, n)
    assert 0 <= lower <= value + 1e-12
    assert value - 1e-12 <= upper <= 1


@pytest.mark.parametrize(
    ("x", "n", "message"),
    [(3, 2, "x must not exceed n"), (-1, 2, "x must not be negative"),
     (1, -2, "n must not be negative"), (np.inf, 2, "x must be finite")],
)  # fmt: skip
def test_is_an_impossible_count_refused_by_name(x, n, message):
    with pytest.raises(ValueError, match=message):
        intervals.wilson(x, n)


def test_has_a_share_of_next_to_nothing_no_limit_below_0():
    # 2x + z² − z √(z² + 4x) is 0 but for rounding, which makes it −4e-16
    assert intervals.wilson(6e-17, 7)[0] == 0


def test_is_what_is_not_known_left_unknown():
    lower, upper = intervals.wilson([np.nan, 0], [10, 0])
    assert np.isnan(lower).all()
    assert np.isnan(upper).all()


def test_is_byar_used_from_ten_events_on():
    z, x = stats.norm.ppf(0.975), 10
    lower, upper = intervals.count_limits(x)
    assert float(lower) == pytest.approx(10 * (1 - 1 / 90 - z / (3 * 10**0.5)) ** 3)
    assert float(upper) == pytest.approx(11 * (1 - 1 / 99 + z / (3 * 11**0.5)) ** 3)


def test_has_byar_no_lower_limit_below_0():
    assert intervals.byar(0)[0] == 0
    # 1 − 1/9 − 3.89/3 is −0.41: its cube is negative, and no count is
    assert intervals.byar(1, confidence=0.9999)[0] == 0


def test_is_a_rate_events_for_people_with_the_limits_of_the_events():
    found = intervals.rate([12, 0, np.nan], [3000, 0, 10], multiplier=1000)
    lower, upper = intervals.count_limits(12)
    assert found.value[0] == pytest.approx(12 / 3000 * 1000)
    assert found.lower[0] == pytest.approx(float(lower) / 3000 * 1000)
    assert found.upper[0] == pytest.approx(float(upper) / 3000 * 1000)
    assert np.isnan([part[1:] for part in found]).all()
    assert found.reason.tolist() == ["", intervals.NOBODY, intervals.NOT_KNOWN]


def test_is_a_rate_of_one_person_and_of_one_event_for_each_where_nothing_else_is_said():
    found = intervals.rate([1, 3], [1, 2])
    assert found.value.tolist() == [1 / 1, 3 / 2]


def test_is_one_count_above_its_whole_among_others_refused():
    with pytest.raises(ValueError, match="x must not exceed n"):
        intervals.wilson([1, 3], [2, 2])


def test_is_a_proportion_of_nobody_or_of_what_is_not_known_none_with_its_reason():
    found = intervals.proportion([1, 0, np.nan, 1], [4, 0, 4, np.nan])
    assert found.value[0] == 1 / 4
    assert np.isnan([part[1:] for part in found]).all()
    reasons = ["", intervals.NOBODY, intervals.NOT_KNOWN, intervals.NOT_KNOWN]
    assert found.reason.tolist() == reasons
    assert repr(intervals.proportion(0, 0)).endswith("reason=there are no people)")


@pytest.mark.parametrize("confidence", [0, 1, -0.95, 95])
def test_is_a_confidence_that_is_none_refused(confidence):
    with pytest.raises(ValueError, match="confidence must lie between 0 and 1, not"):
        intervals.poisson(4, confidence)
