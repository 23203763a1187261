"""How unequal all areas are, each counted with its people.

The definitions: docs/methods.md#concentration-index and the sections after it.
"""

from __future__ import annotations

import numpy as np

from het_geo.inequality.groups import membership_of
from het_geo.inequality.inputs import Sample, only, paired, sample, why_not
from het_geo.inequality.results import Measure
from het_geo.inputs import Floats, Values, column


def between_group_variance(values: Values, weights: Values) -> Measure:
    """Return ``Σ pᵢ (yᵢ − m)²``, in the values' unit squared (WHO HEAT technical notes)."""
    areas, left_out = paired(values, weights)
    reason = why_not(areas)
    return Measure(None if reason else only(variance(areas)), reason, left_out)


def index_of_disparity(values: Values, weights: Values) -> Measure:
    """Return ``100 · Σ pᵢ |yᵢ − m| / m``, in per cent of the mean (WHO HEAT, weighted).

    Negative values or a mean of zero: not available.
    """
    areas, left_out = paired(values, weights)
    reason = why_not(areas, nonnegative=True, mean=True)
    return Measure(None if reason else only(disparity(areas)), reason, left_out)


def gini(values: Values, weights: Values) -> Measure:
    """Return the weighted Gini coefficient, ``2 Σ pᵢ (yᵢ/m) Rᵢ − 1``: 0 (all equal) to 1.

    Rᵢ is the share of people in areas with lower values, plus half the area's own. Negative
    values or a mean of zero: not available.

    >>> gini([1.0, 3.0], [1, 1]).value
    0.25
    """
    areas, left_out = paired(values, weights)
    reason = why_not(areas, nonnegative=True, mean=True)
    return Measure(None if reason else only(gini_of(areas)), reason, left_out)


def concentration_index(values: Values, weights: Values, order: Values) -> Measure:
    """Return the concentration index by rank on ``order``, −1 to 1.

    ``2 Σ pᵢ (yᵢ/m) Rᵢ − 1`` with Rᵢ the weighted fractional rank, areas of one rank sharing its
    middle (O'Donnell et al., World Bank 2008, chapter 8).

    Args:
        values: one an area; areas without a value or an ``order`` are left out and counted.
        weights: people behind each value, same index.
        order: advantage, the least advantaged lowest (minus the IMD score). Below 0, high values
            lie with the least advantaged.
    """
    y, rank = column(values, "values"), column(order, "order", values)
    known = np.where(np.isnan(rank), np.nan, y)
    areas, left_out = paired(known, column(weights, "weights", values))
    reason = why_not(areas, nonnegative=True, mean=True)
    return Measure(None if reason else only(concentration(areas, rank)), reason, left_out)


def variance(areas: Sample) -> Floats:
    """Return the between-group variance of every column."""
    return np.asarray((areas.p * (areas.y - areas.mean) ** 2).sum(axis=0))


def disparity(areas: Sample) -> Floats:
    """Return the index of disparity of every column."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(100 * (areas.p * np.abs(areas.y - areas.mean)).sum(axis=0) / areas.mean)


def gini_of(areas: Sample) -> Floats:
    """Return the Gini coefficient of every column."""
    order = np.argsort(areas.y, axis=0, kind="stable")
    p, y = (np.take_along_axis(part, order, axis=0) for part in (areas.p, areas.y))
    return _by_rank(p, y, areas.mean)


def concentration(areas: Sample, order: Floats) -> Floats:
    """Return the concentration index of every column by one order of areas."""
    known = ~np.isnan(order)
    inside = sample(np.where(areas.known, areas.y, np.nan)[known], areas.n[known])
    steps, place = np.unique(order[known], return_inverse=True)
    member = membership_of(place, len(steps))
    p, py = member @ inside.p, member @ (inside.p * inside.y)
    with np.errstate(divide="ignore", invalid="ignore"):
        y = np.where(p > 0, py / p, inside.mean)
    return _by_rank(p, y, inside.mean)


def _by_rank(p: Floats, y: Floats, mean: Floats) -> Floats:
    """Return 2 Σ pᵢ (yᵢ/m) Rᵢ − 1 for areas in order of rank."""
    middle = np.cumsum(p, axis=0) - p / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(2 * (p * y * middle).sum(axis=0) / mean - 1)
