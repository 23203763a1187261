"""Which of two figures is better by more than chance: the difference of two estimates, for many."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def surely_better(
    there: pd.DataFrame, here: pd.DataFrame, polarity: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which pairs of figures are known, where there is surely better, and surely worse.

    As :func:`het_geo.trends.change.change` tells two figures apart (MOVER, 95 %).

    Args:
        there: ``value``, ``lower``, ``upper``, ``least`` and ``most`` of one area each.
        here: the same of the other, row by row.
        polarity: 1 where high is good, −1 where it is bad.
    """
    (b, b_least, b_most), (a, a_least, a_most) = (_ends(rows) for rows in (there, here))
    below = np.hypot(b_least - there["lower"].to_numpy(), here["upper"].to_numpy() - a_most)
    above = np.hypot(there["upper"].to_numpy() - b_most, a_least - here["lower"].to_numpy())
    low, high = b_least - a_most - below, b_most - a_least + above
    known = ~np.isnan(a + b + low + high)
    up, down = known & (low > 0), known & (high < 0)
    return (known, up, down) if polarity > 0 else (known, down, up)


def _ends(
    rows: pd.DataFrame,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return values with the least and the most of them that they can be."""
    value = rows["value"].to_numpy(dtype=float)
    least, most = (rows[end].to_numpy(dtype=float) for end in ("least", "most"))
    return (
        value,
        np.where(np.isnan(least), value, least),
        np.where(np.isnan(most), value, most),
    )
