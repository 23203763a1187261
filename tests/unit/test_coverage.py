"""Do 95 % limits hold the truth 95 times in 100?"""

import numpy as np
import pytest
from scipy import stats

from het_geo import intervals
from het_geo.inequality import absolute_gap, slope_index
from tests.unit import long_hand


@pytest.mark.parametrize("n", [20, 100, 500])
def test_do_wilsons_limits_hold_a_share(n):
    # not simulated: the chance of every count x, summed where its limits hold the share
    x = np.arange(n + 1)
    lower, upper = intervals.wilson(x, n)
    shares = np.linspace(0.05, 0.95, 181)
    covered = [stats.binom.pmf(x, n, p)[(lower <= p) & (p <= upper)].sum() for p in shares]
    assert np.mean(covered) == pytest.approx(0.95, abs=0.01)
    assert min(covered) > 0.87


@pytest.mark.parametrize("mean", [1.5, 4.0, 8.2])
def test_do_exact_limits_hold_a_count_at_least_as_often(mean):
    x = np.arange(200)
    lower, upper = intervals.poisson(x)
    assert stats.poisson.pmf(x, mean)[(lower <= mean) & (mean <= upper)].sum() >= 0.95


@pytest.mark.parametrize("mean", [25.0, 100.0, 400.0])
def test_do_byars_limits_hold_a_count(mean):
    x = np.arange(2000)
    lower, upper = intervals.count_limits(x)
    covered = stats.poisson.pmf(x, mean)[(lower <= mean) & (mean <= upper)].sum()
    assert covered == pytest.approx(0.95, abs=0.012)


def test_do_dobsons_limits_hold_a_standardised_rate():
    # made-up rates of three ages; 20,000 seeded counts: ± 4 standard errors of 95 % are ± 0.6 %
    people, standard, rates = np.array([9000, 6000, 1500]), [5, 4, 2], np.array([1, 4, 12]) / 1000
    counts = np.random.default_rng(4).poisson(people * rates, size=(20_000, 3))
    truth = float(np.average(rates, weights=standard))
    _, lower, upper = intervals.dsr(counts, people, standard, multiplier=1)
    assert np.mean((lower <= truth) & (truth <= upper)) == pytest.approx(0.95, abs=0.012)


def test_do_the_slopes_normal_limits_hold_it():
    # made-up fifths; 2,000 seeded draws: ± 4 standard errors of 95 % are ± 2 %
    values, people = np.array([30.0, 26, 22, 21, 14]), [120, 100, 90, 110, 80]
    errors = [1.0, 2, 0.5, 1.5, 1]
    _, truth = long_hand.fit(values, people)
    noise = np.random.default_rng(6).standard_normal((2000, 5))
    found = [
        slope_index(row, people, errors=errors, rii_limits=False) for row in values + errors * noise
    ]
    covered = np.mean([each.sii_lower <= truth <= each.sii_upper for each in found])
    assert covered == pytest.approx(0.95, abs=0.02)


def test_do_newcombes_limits_hold_the_distance_of_two_areas_named_beforehand():
    # shares so far apart that the worst is always the worst: 2,000 seeded pairs of counts
    n, shares = np.array([200, 150]), np.array([0.8, 0.3])
    counts = np.random.default_rng(8).binomial(n, shares, size=(2000, 2))
    covered = []
    for x in counts:
        lower, upper = intervals.wilson(x, n)
        gap = absolute_gap(x / n, -1, lower=lower, upper=upper)
        covered.append(gap.lower <= 0.8 - 0.3 <= gap.upper)
    assert np.mean(covered) == pytest.approx(0.95, abs=0.02)
