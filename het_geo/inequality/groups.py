"""Areas put into fifths (or tenths) by OHID's rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from het_geo.inputs import Values, column, whole

if TYPE_CHECKING:
    from scipy import sparse


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
        blank.attrs["reason"] = f"there are fewer areas ({n}) than groups ({k})"
        return blank
    # From the top, not by the distance from it: a difference is rounded, and makes ties of its own.
    rank = series.rank(method="min", ascending=not invert)
    # n / k as a whole fraction: a rounding error must not push an area over the edge of a group,
    # nor into a group 0, which OHID's rule then calls 1
    group = (k + 1) - np.ceil(((n + 1) - rank) * k / n)
    return group.astype("Int64")


def membership_of(place: NDArray[np.intp], groups: int) -> sparse.csr_array:
    """Return a sparse matrix (groups × areas) of ones: ``member @ n`` sums n over each group.

    ``place`` is each area's group, 0 to ``groups`` − 1. All of England has 33,755 areas in some
    7,000 wards: a matrix of all pairs would take gigabytes. A sparse product adds area after area,
    so that the sums are the same on every machine; a dense one adds as the processor likes.
    """
    from scipy import sparse  # noqa: PLC0415 - it takes longer than the first page's other modules

    ones = np.ones(len(place))
    return sparse.csr_array((ones, (place, np.arange(len(place)))), shape=(groups, len(place)))
