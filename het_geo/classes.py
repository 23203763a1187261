"""Map classes: five by quantiles unless the values are too few or too alike."""

from __future__ import annotations

from dataclasses import dataclass

import mapclassify
import numpy as np
import pandas as pd

MOST = 5


@dataclass(frozen=True)
class Classes:
    """Classes of values: ``edges`` from the lowest up; ``counts`` of areas in each class.

    ``of`` gives each area's class from 0 (lowest values) up; areas without a value are not in it.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    of: pd.Series

    @property
    def k(self) -> int:
        """How many classes there are."""
        return len(self.counts)


def classify(values: pd.Series, most: int = MOST) -> Classes:
    """Put values into at most ``most`` quantile classes (mapclassify).

    Equal values share a class, so ties give fewer classes; no values give none.

    >>> found = classify(pd.Series([1.0, 1.0, 2.0, 3.0]), 2)
    >>> found.edges, found.counts
    ((1.0, 1.5, 3.0), (2, 2))
    """
    known = values.dropna()
    if known.empty:
        return Classes((), (), pd.Series(dtype=int))
    distinct = known.nunique()
    if distinct == 1:
        only = float(known.iloc[0])
        return Classes((only, only), (len(known),), pd.Series(0, index=known.index))
    bins = mapclassify.Quantiles(known.to_numpy(), k=min(most, distinct)).bins
    uppers = np.unique(np.asarray(bins, dtype=float))
    if uppers[0] <= known.min() and len(uppers) > 1 and (known <= uppers[0]).sum() == 0:
        uppers = uppers[1:]
    index = np.searchsorted(uppers, known.to_numpy(), side="left")
    counts = np.bincount(index, minlength=len(uppers))
    return Classes(
        (float(known.min()), *map(float, uppers)),
        tuple(int(count) for count in counts),
        pd.Series(index, index=known.index),
    )
