"""Areas put into fifths (or tenths) by OHID's rule."""

from __future__ import annotations

import numpy as np
import pandas as pd

from het_geo.inputs import Values, column, whole


def quantile_groups(values: Values, k: int = 5, *, invert: bool = False) -> pd.Series:
    """Put areas into ``k`` groups of as equal a number of areas as can be.

    ``q = floor((k + 1) − ceil(((n + 1) − rank) / (n / k)))``, 0 → 1, ties by minimum rank (OHID
    Technical Guide: Assigning Deprivation Categories; ``phe_quantile``).

    Args:
        values: what areas are ordered by, one an area; NaN gets no group.
        k: how many groups.
        invert: 1 is the group of the highest values, as OHID's default has it (else the lowest);
            the values are ranked from the highest down, and ties are those of the values.

    Returns:
        Whole numbers 1 to k with the index of ``values``, ``<NA>`` where there is no value. With
        fewer areas than ``k``, all are ``<NA>`` and ``attrs["reason"]`` says why.

    >>> quantile_groups(pd.Series([10.0, 20, 30, 40, 50, 60]), 3).tolist()
    [1, 1, 2, 2, 3, 3]
    """
    k = whole(k, "k", 2)
    found = column(values, "values")
    index = values.index if isinstance(values, pd.Series) else pd.RangeIndex(len(found))
    series = pd.Series(found, index=index)
    n = int(series.notna().sum())
    if n < k:
        blank = pd.Series(pd.NA, index=index, dtype="Int64")
        blank.attrs["reason"] = f"fewer areas ({n}) than groups ({k})"
        return blank
    # From the top, not by the distance from it: a difference is rounded, and makes ties of its own.
    rank = series.rank(method="min", ascending=not invert)
    # n / k as a whole fraction: a rounding error must not push an area over the edge of a group
    group = (k + 1) - np.ceil(((n + 1) - rank) * k / n)
    return group.clip(lower=1).astype("Int64")
