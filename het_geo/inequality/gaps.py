"""Worst against best, and the people it would take to close the gap.

The definitions: docs/methods.md#absolute-gap, docs/methods.md#relative-gap and
docs/methods.md#people-to-close-the-gap.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from het_geo import special_functions as special
from het_geo.inequality.inputs import (
    FEW,
    FEW_WITH_PEOPLE,
    NEGATIVE,
    Sample,
    labels,
    paired,
    sample,
)
from het_geo.inequality.results import Gap, People
from het_geo.inputs import (
    Floats,
    Values,
    column,
    direction,
    limits,
    not_negative,
    numbers,
    positive,
)
from het_geo.intervals import z_value
from het_geo.scales import Z95

FIFTH = 0.2
_DRAWS, _SEED = 400, 20_250_101
_BEARABLE = 0.25
NO_RATIO = "a value is zero or negative, so there is no ratio"
NO_DIRECTION = "neither high nor low is better, so no areas are the best"


def absolute_gap(
    values: Values, polarity: int, *, lower: Values | None = None, upper: Values | None = None
) -> Gap:
    """Return the distance between the worst and the best area, always positive, both named.

    Args:
        values: one an area; NaN are left out and counted.
        polarity: -1 where high is worse, +1 where high is better, 0 for neither.
        lower: the areas' own lower 95 % limits, for the limits of the distance.
        upper: the areas' own upper 95 % limits.

    Limits: ``d − √((y₁ − l₁)² + (u₂ − y₂)²)`` and ``d + √((u₁ − y₁)² + (y₂ − l₂)²)`` for the two
    areas with values y₁ > y₂ (Newcombe 1998, method 10). They hold for two areas named beforehand;
    the worst and best of many look further apart than they are.
    """
    found = _ends(values, polarity)
    l, u = limits(lower, upper, values)  # noqa: E741 - l and u as the formula has them
    if isinstance(found, Gap):
        return found
    y, high, low, gap = found
    distance = y[high] - y[low]
    below = np.hypot(y[high] - l[high], u[low] - y[low])
    above = np.hypot(u[high] - y[high], y[low] - l[low])
    return _with_limits(gap, distance, distance - below, distance + above)


def relative_gap(
    values: Values, polarity: int, *, lower: Values | None = None, upper: Values | None = None
) -> Gap:
    """Return the larger of worst and best over the smaller, so at least 1.

    The arguments are those of :func:`absolute_gap`. A zero or negative value of the two: not
    available. Limits: the method of :func:`absolute_gap` on the logarithms (Zou and Donner 2008);
    none where a limit is not positive.
    """
    found = _ends(values, polarity)
    l, u = limits(lower, upper, values)  # noqa: E741
    if isinstance(found, Gap):
        return found
    y, high, low, gap = found
    if y[low] <= 0:
        return Gap(None, gap.worst, gap.best, reason=NO_RATIO, left_out=gap.left_out)
    ratio = y[high] / y[low]
    ends = [l[high], l[low], u[high], u[low]]
    if not all(end > 0 for end in ends):
        return _with_limits(gap, ratio, np.nan, np.nan)
    log, exp = special.log, special.exp
    below = np.hypot(log(y[high] / l[high]), log(u[low] / y[low]))
    above = np.hypot(log(u[high] / y[high]), log(y[low] / l[low]))
    return _with_limits(gap, ratio, ratio * exp(-below), ratio * exp(above))


def _ends(values: Values, polarity: int) -> Gap | tuple[Floats, int, int, Gap]:
    """Return the values, the places of the highest and the lowest, and the gap's names."""
    direction(polarity)
    y = column(values, "values")
    left_out = int(np.isnan(y).sum())
    if len(y) - left_out < 2:
        return Gap(None, reason=FEW, left_out=left_out)
    # The last of the lowest: equal areas are two areas, not one against itself.
    high, low = int(np.nanargmax(y)), len(y) - 1 - int(np.nanargmin(y[::-1]))
    names = labels(values)
    worst, best = (low, high) if polarity > 0 else (high, low)
    return y, high, low, Gap(None, names[worst], names[best], left_out=left_out)


def _with_limits(gap: Gap, value: float, lower: float, upper: float) -> Gap:
    sure = np.isfinite(lower) and np.isfinite(upper)
    low, high = (float(lower), float(upper)) if sure else (None, None)
    return Gap(float(value), gap.worst, gap.best, low, high, left_out=gap.left_out)


def people_to_close(
    values: Values,
    weights: Values,
    polarity: int,
    *,
    multiplier: float = 1.0,
    lower: Values | None = None,
    upper: Values | None = None,
) -> People:
    """Return how many people it would take to bring every area to the best fifth.

    PAR count = ``Σ max(0, nᵢ(yᵢ − y*))`` with y* the population-weighted value of the best fifth:
    areas from the best on until a fifth of the people is reached, the last counted in part; for
    polarity +1 ``y* − yᵢ``. PAF is that over ``Σ nᵢyᵢ`` (after WHO's population attributable risk).

    Args:
        values: one an area; NaN are left out and counted.
        weights: people (households …) behind each value, same index.
        polarity: -1 where high is worse, +1 where high is better; 0 is not available.
        multiplier: what the values' unit counts in: 100 for %, 1,000 for per 1,000.
        lower: the values' lower 95 % limits, for the limits of the count.
        upper: the values' upper 95 % limits.

    A share or rate of people is not negative: a negative value makes the count not available.

    Chance makes areas differ, so the count is too large, the more so the smaller the areas. Where
    that excess (over seeded draws) is more than a quarter of the limits' reach, there are none, and
    ``inflated`` is true. Else they take as known which areas are better and worse than y*: the
    count is then a weighted sum Σ kᵢ yᵢ, and its limits are ``± z √(Σ kᵢ² seᵢ²)`` with
    se = (U − L) / (2 · 1.959964), 0 at the least.
    """
    direction(polarity)
    positive(multiplier, "multiplier")
    areas, left_out = paired(values, weights)
    given = limits(lower, upper, values)
    if reason := _not_counted(areas, polarity):
        return People(None, reason=reason, left_out=left_out)
    best, count = closing(areas, np.array([float(polarity)]))
    if np.any(areas.y[areas.known] < 0):
        return People(None, best=float(best[0]), reason=NEGATIVE, left_out=left_out)
    total = float((areas.n * areas.y).sum())
    fraction = float(count[0]) / total if total > 0 else None
    found = People(float(count[0]) / multiplier, fraction, float(best[0]), left_out=left_out)
    reach = _reach(areas, polarity, float(best[0]), given) / multiplier
    if np.isnan(reach):
        return found
    if _excess(areas, polarity, given) / multiplier > _BEARABLE * reach:
        return replace(found, inflated=True)
    value = float(count[0]) / multiplier
    return replace(found, lower=max(0.0, value - reach), upper=value + reach)


def _not_counted(areas: Sample, polarity: int) -> str:
    """Return why there is no best fifth, or ""."""
    if areas.count[0] < 2:
        return FEW_WITH_PEOPLE
    return "" if polarity else NO_DIRECTION


def _excess(areas: Sample, polarity: int, given: tuple[Floats, Floats]) -> float:
    """Return by how much chance makes Σ max(0, nᵢ(yᵢ − y*)) larger: its mean over seeded draws."""
    known = areas.known[:, 0]
    y, n, error = areas.y[known], areas.n[known], (given[1] - given[0])[known, None] / (2 * Z95)
    order = np.lexsort((error[:, 0], n[:, 0], y[:, 0]))  # the same draws in whatever order
    y, n, error = y[order], n[order], error[order]
    noise = np.random.default_rng(_SEED).standard_normal((len(y), _DRAWS))
    drawn = sample(y + error * noise, np.broadcast_to(n, noise.shape))
    sign = np.full(_DRAWS, float(polarity))
    return float(closing(drawn, sign)[1].mean() - closing(sample(y, n), sign[:1])[1][0])


def _reach(areas: Sample, polarity: int, best: float, given: tuple[Floats, Floats]) -> float:
    """Return z times the standard error of Σ max(0, nᵢ(yᵢ − y*)); NaN without limits."""
    known = areas.known[:, 0]
    y, n = areas.y[known, 0], areas.n[known, 0]
    error = (given[1][known] - given[0][known]) / (2 * Z95)
    worse = n * (-polarity * (y - best) > 0)
    counted = counted_in_best(-polarity * y, n)
    weights = worse - worse.sum() * counted / counted.sum()
    return float(z_value() * np.sqrt((weights**2 * error**2).sum()))


def counted_in_best(worse: Floats, n: Floats) -> Floats:
    """Return how many people of each area stand in the best fifth (areas × columns, or areas)."""
    order = np.argsort(worse, axis=0, kind="stable")
    people = np.take_along_axis(n, order, axis=0)
    before = np.cumsum(people, axis=0) - people
    counted = np.empty_like(n)
    inside = np.clip(n.sum(axis=0) * FIFTH - before, 0, people)
    np.put_along_axis(counted, order, inside, axis=0)
    return counted


def closing(areas: Sample, polarity: Floats) -> tuple[Floats, Floats]:
    """Return, a column, the best fifth's value and Σ max(0, nᵢ(yᵢ − y*)), in the values' unit."""
    counted = counted_in_best(-polarity * areas.y, areas.n)
    with np.errstate(invalid="ignore", divide="ignore"):
        best = (counted * areas.y).sum(axis=0) / counted.sum(axis=0)
    short = np.maximum(0, areas.n * -polarity * (areas.y - best))
    return best, short.sum(axis=0)


def people_to_benchmark(
    value: float, weight: float, benchmark: float, polarity: int, *, multiplier: float = 1.0
) -> float | None:
    """Return how many people it would take one area to reach a benchmark; 0 where it does better.

    ``None`` without a direction, or without a value, people or benchmark, or where the value or the
    benchmark is negative, as no share or rate of people is.

    >>> people_to_benchmark(28.8, 1000, 12.3, -1, multiplier=100)
    165.0
    """
    direction(polarity)
    positive(multiplier, "multiplier")
    parts = {"value": value, "weight": weight, "benchmark": benchmark}
    y, n, there = (float(numbers(part, name)) for name, part in parts.items())
    not_negative(np.array(n), "weight")
    if polarity == 0 or np.isnan([y, n, there]).any() or min(y, there) < 0:
        return None
    return float(max(0.0, round(n * -polarity * (y - there) / multiplier, 9)))
