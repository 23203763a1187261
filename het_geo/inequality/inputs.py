"""Areas with their people, as the measures of inequality take them (decisions 7 and 16).

An area without a value, or without people, is left out and counted. Values that are possible but
that a measure cannot use (one area, a zero mean) make it not available.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from het_geo.inputs import Floats, Values, column, not_negative

FEW = "fewer than two areas have a value"
FEW_WITH_PEOPLE = "fewer than two areas with people have a value"
ZERO_MEAN = "the mean is zero"
NEGATIVE = "a value is negative"


@dataclass(frozen=True)
class Sample:
    """Areas (rows) and one or more sets of values (columns), ready for a weighted measure.

    A missing value, and that of an area without people, stands as the column's mean with a weight
    of 0, so that every sum over areas is a sum over those that are known. ``y`` values, ``n``
    weights, ``p`` their shares (all areas × columns), ``mean`` Σ p y (columns), ``known`` which
    areas have a value and people.
    """

    y: Floats
    n: Floats
    p: Floats
    mean: Floats
    known: NDArray[np.bool_]

    @property
    def count(self) -> NDArray[np.int64]:
        """How many areas with people have a value, a column."""
        return np.asarray(self.known.sum(axis=0), dtype=np.int64)


def sample(values: Floats, weights: Floats) -> Sample:
    """Return a sample of arrays (areas × columns) that were checked before."""
    known = ~np.isnan(values) & (weights > 0)
    n = np.where(known, weights, 0.0)
    total = n.sum(axis=0)
    p = n / np.where(total > 0, total, np.nan)
    mean = (p * np.where(known, values, 0.0)).sum(axis=0)
    return Sample(np.where(known, values, mean), n, p, mean, known)


def paired(values: Values, weights: Values) -> tuple[Sample, int]:
    """Check one set of values and its weights; return it as a sample, and how many are left out.

    Raises:
        ValueError: naming ``values`` or ``weights``, as decision 16 says.
    """
    y = column(values, "values")
    n = not_negative(column(weights, "weights", values), "weights")
    if np.any(np.isnan(n) & ~np.isnan(y)):
        raise ValueError("weights must not be missing where there is a value")
    if not np.isnan(y).all() and not (n > 0).any():
        raise ValueError("weights must not all be zero")
    areas = sample(y[:, None], n[:, None])
    return areas, int(len(y) - areas.count[0])


def labels(values: Values) -> list[str]:
    """Return the areas' names: the index of a Series, or the positions."""
    index = values.index if isinstance(values, pd.Series) else range(len(values))
    return [str(label) for label in index]


def only(array: Floats) -> float:
    """Return the one number of a one-column result."""
    return float(array[0])


def why_not(areas: Sample, *, nonnegative: bool = False, mean: bool = False) -> str:
    """Return why a measure of one column is not available, or ""."""
    if areas.count[0] < 2:
        return FEW_WITH_PEOPLE
    if nonnegative and np.any(areas.y[areas.known] < 0):
        return NEGATIVE
    if mean and not areas.mean[0] > 0:
        return ZERO_MEAN
    return ""
