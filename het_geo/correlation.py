"""How two figures go together over areas (docs/methods.md#two-indicators).

Areas count alike, whatever their people. The limits are those of areas drawn one by one: where
neighbours are alike, and they are, the interval is too narrow.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, inf, nan, sqrt, tanh
from typing import NamedTuple

import numpy as np
import pandas as pd

from het_geo.inputs import Floats, Values, column
from het_geo.intervals import z_value

LEAST = 4  # areas: Fisher's z has a standard error of 1 / √(n − 3)
ONE_VALUE = "all areas have the same figure of one of the two"


class Coefficient(NamedTuple):
    """A coefficient with its 95 % limits by Fisher's z; NaN where it is not available."""

    value: float = nan
    lower: float = nan
    upper: float = nan


NONE = Coefficient()


@dataclass(frozen=True)
class Correlation:
    """Pearson's r and Spearman's ρ over ``n`` areas; ``left_out`` have no figure of one of the two.

    ``reason`` says why there is none, "" where there is.
    """

    n: int
    left_out: int
    pearson: Coefficient = NONE
    spearman: Coefficient = NONE
    reason: str = ""


def correlation(one: Values, other: Values) -> Correlation:
    """Return how two figures of the same areas go together.

    ``r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² Σ(y − ȳ)²)``; ρ is r of the ranks, ties by their mean rank;
    limits ``tanh(atanh r ± z / √(n − 3))`` (Fisher).

    Args:
        one: one number an area; NaN where it is not known.
        other: the other figure, same index.

    >>> correlation([1, 2, 3, 4, 5], [2, 4, 5, 4, 5]).pearson.value  # 6 / √(10 × 6)
    0.7745966692414834
    """
    x, y = column(one, "one"), column(other, "other", one, of="one")
    known = ~np.isnan(x + y)
    n, left_out = int(known.sum()), int((~known).sum())
    if n < LEAST:
        return Correlation(n, left_out, reason=f"fewer than {LEAST} areas have both figures ({n})")
    x, y = x[known], y[known]
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return Correlation(n, left_out, reason=ONE_VALUE)
    ranks = (pd.Series(values).rank().to_numpy() for values in (x, y))
    return Correlation(n, left_out, _coefficient(x, y), _coefficient(*ranks))


def _coefficient(x: Floats, y: Floats) -> Coefficient:
    # By the largest distance, so that no square is lost where figures are tiny.
    a, b = (values - values.mean() for values in (x, y))
    a, b = a / np.abs(a).max(), b / np.abs(b).max()
    value = float(np.clip(a @ b / sqrt(float(a @ a) * float(b @ b)), -1.0, 1.0))
    reach = z_value() / sqrt(len(x) - 3)
    middle = atanh(value) if abs(value) < 1 else inf * value
    return Coefficient(value, tanh(middle - reach), tanh(middle + reach))
