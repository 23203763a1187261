"""The methods' sums written out with plain loops, and made-up areas to hold the library against.

Gini is written as the mean difference and the concentration index as a covariance, so that neither
repeats the library's own formula.
"""

from math import log

import numpy as np
from hypothesis import strategies as st
from scipy import special

Z95 = 1.959963984540054
TURNS = {
    "raw": (lambda v: v, lambda v: v),
    "log": (np.log, np.exp),
    "logit": (special.logit, special.expit),
}
# Made-up areas: a value and its people.
areas = st.lists(
    st.tuples(st.floats(0.01, 1000), st.integers(1, 1000)), min_size=2, max_size=8
).map(lambda rows: tuple(list(part) for part in zip(*rows)))


def shares(weights):
    return [n / sum(weights) for n in weights]


def mean(values, weights):
    return sum(p * y for p, y in zip(shares(weights), values))


def theil(values, weights):
    m = mean(values, weights)
    return sum(p * y / m * log(y / m) for p, y in zip(shares(weights), values) if y > 0)


def mean_log_deviation(values, weights):
    m = mean(values, weights)
    return sum(p * log(m / y) for p, y in zip(shares(weights), values))


def between_group_variance(values, weights):
    m = mean(values, weights)
    return sum(p * (y - m) ** 2 for p, y in zip(shares(weights), values))


def index_of_disparity(values, weights):
    m = mean(values, weights)
    return 100 * sum(p * abs(y - m) for p, y in zip(shares(weights), values)) / m


def gini(values, weights):
    rows = list(zip(shares(weights), values))
    apart = sum(p * q * abs(y - x) for p, y in rows for q, x in rows)
    return apart / (2 * mean(values, weights))


def concentration_index(values, weights, order):
    m, p = mean(values, weights), shares(weights)
    total = 0.0
    for share, y, at in zip(p, values, order):
        below = sum(q for q, other in zip(p, order) if other < at)
        level = sum(q for q, other in zip(p, order) if other == at)
        total += share * (y - m) * (below + level / 2 - 0.5)
    return 2 * total / m


def design(weights):
    """Return the two columns √a and √a·b that √a·y is regressed on."""
    root, place, before = [], [], 0.0
    for a in shares(weights):
        root.append(a**0.5)
        place.append(a**0.5 * (before + a / 2))
        before += a
    return np.column_stack([root, place])


def fit(values, weights):
    """Return intercept and slope of √a·y on √a and √a·b (values: groups, or groups × draws)."""
    columns = design(weights)
    on_root = (np.asarray(values, dtype=float).T * columns[:, 0]).T
    return np.linalg.lstsq(columns, on_root, rcond=None)[0]


def refitted(table, scale, *, transform=False, draws=200_000):
    """Draw every group's value on its scale, fit a line to each draw; return both ends."""
    forward, back = TURNS[scale]
    value, lower, upper, people = (
        table[name].to_numpy() for name in ("value", "lower", "upper", "people")
    )
    error = (forward(upper) - forward(lower)) / (2 * 1.959964)
    noise = np.random.default_rng(7).standard_normal((len(value), draws))
    drawn = forward(value)[:, None] + error[:, None] * noise
    start, slope = fit(drawn if transform else back(drawn), people)
    return (back(start), back(start + slope)) if transform else (start, start + slope)


def quantile_range(drawn, chance, *, more=0):
    """Return between which values a quantile lies for sure: 4 standard errors of its draws.

    ``more`` is how many draws the other side rests on, if it was drawn too.
    """
    n = len(drawn)
    wide = 4 * (n * chance * (1 - chance) * (1 + (n / more if more else 0))) ** 0.5
    ordered = np.sort(drawn)
    return ordered[int(chance * n - wide)], ordered[int(chance * n + wide)]
