"""One policy for what measures are given: missing, zero, negative and infinite values.

Areas without a value are left out and counted. An impossible argument (a negative or missing
weight, an infinite value, indexes that differ) is a ``ValueError`` that names it. Values that are
possible but that a measure cannot use (one area, a zero mean) make it not available.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Values: TypeAlias = pd.Series | Sequence[float] | Floats  # one number an area
FEW = "fewer than two areas have a value"
ZERO_MEAN = "the mean is zero"
NEGATIVE = "a value is negative"


@dataclass(frozen=True)
class Sample:
    """Areas (rows) and one or more sets of values (columns), ready for a weighted measure.

    A missing value stands as the column's mean with a weight of 0, so that every sum over areas
    is a sum over those that have a value. ``y`` values, ``n`` weights, ``p`` their shares (all
    areas × columns), ``mean`` Σ p y (columns), ``known`` which areas have a value.
    """

    y: Floats
    n: Floats
    p: Floats
    mean: Floats
    known: NDArray[np.bool_]

    @property
    def count(self) -> NDArray[np.int64]:
        """How many areas with people have a value, a column."""
        return np.asarray((self.known & (self.n > 0)).sum(axis=0), dtype=np.int64)


def sample(values: Floats, weights: Floats) -> Sample:
    """Return a sample of arrays (areas × columns) that were checked before."""
    known = ~np.isnan(values) & ~np.isnan(weights)
    n = np.where(known, weights, 0.0)
    total = n.sum(axis=0)
    p = n / np.where(total > 0, total, np.nan)
    mean = (p * np.where(known, values, 0.0)).sum(axis=0)
    return Sample(np.where(known, values, mean), n, p, mean, known)


def paired(values: Values, weights: Values) -> tuple[Sample, int]:
    """Check one set of values and its weights; return it as a sample, and how many are left out.

    Raises:
        ValueError: naming ``values`` or ``weights``, as the module's policy says.
    """
    y = column(values, "values")
    n = column(weights, "weights", like=values)
    if np.any(n < 0):
        raise ValueError("weights must not be negative")
    if np.any(np.isnan(n) & ~np.isnan(y)):
        raise ValueError("weights must not be missing where there is a value")
    if not np.isnan(y).all() and not n[~np.isnan(y)].sum():
        raise ValueError("weights must not all be zero")
    return sample(y[:, None], n[:, None]), int(np.isnan(y).sum())


def column(series: Values, name: str, like: Values | None = None) -> Floats:
    """Return a series as floats; ``like`` is the series whose index (or length) it must have."""
    if like is not None:
        _matched(series, like, name)
    elif isinstance(series, pd.Series) and series.index.has_duplicates:
        raise ValueError(f"{name} must not have one area twice")
    found = np.asarray(series, dtype=float)
    if found.ndim != 1:
        raise ValueError(f"{name} must be one column")
    if np.isinf(found).any():
        raise ValueError(f"{name} must be finite")
    return found


def _matched(series: Values, like: Values, name: str) -> None:
    indexes = [getattr(part, "index", None) for part in (series, like)]
    named = [index for index in indexes if isinstance(index, pd.Index)]
    if len(named) == 2 and not named[0].equals(named[1]):
        raise ValueError(f"{name} must have the index of values")
    if len(series) != len(like):
        raise ValueError(f"{name} must be as long as values")


def limits(lower: Values | None, upper: Values | None, like: Values) -> tuple[Floats, Floats]:
    """Return lower and upper limits as floats (NaN where not given), the right way round."""
    blank = np.full(len(like), np.nan)
    low = blank if lower is None else column(lower, "lower", like)
    high = blank if upper is None else column(upper, "upper", like)
    if np.any(low > high):
        raise ValueError("lower must not exceed upper")
    return low, high


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
        return FEW
    if nonnegative and np.any(areas.y[areas.known] < 0):
        return NEGATIVE
    if mean and not areas.mean[0] > 0:
        return ZERO_MEAN
    return ""
