"""A strip of all areas: where each point stands so that none hides another (a beeswarm)."""

from __future__ import annotations

import numpy as np
import pandas as pd


def beeswarm(values: pd.Series, *, width: float = 1.0, diameter: float = 0.012) -> pd.Series:
    """Return an offset for each value, so that points of ``diameter`` do not overlap.

    Args:
        values: what is drawn along the strip; NaN are left out.
        diameter: how wide a point is.
        width: how long the strip is, in the unit of ``diameter``.

    Returns:
        Offsets across the strip, in the unit of ``diameter``, 0 for points that stand alone.
        Points are placed from the lowest value on, each as near to the middle as it fits.
    """
    known = values.dropna().sort_values(kind="stable")
    span = float(known.max() - known.min()) if len(known) else 0.0
    along = (known - known.min()).to_numpy() / span * width if span else np.zeros(len(known))
    across = np.zeros(len(known))
    for i in range(len(known)):
        near = np.flatnonzero(along[i] - along[:i] < diameter)
        across[i] = _free(along[i] - along[near], across[near], diameter)
    return pd.Series(across, index=known.index, name="offset")


def _free(gaps: np.ndarray, taken: np.ndarray, diameter: float) -> float:
    """Return the offset nearest the middle that keeps clear of the neighbours."""
    if not len(gaps):
        return 0.0
    reach = np.sqrt(np.maximum(diameter**2 - gaps**2, 0))
    edges = np.concatenate([[0.0], taken + reach, taken - reach])
    clear = np.all(np.abs(edges[:, None] - taken) >= reach - 1e-9, axis=1)
    free = edges[clear]
    return float(free[np.abs(free).argmin()])
