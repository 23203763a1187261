"""Figures of several periods in one table.

All periods of an indicator are computed together, one block of rows a period, each block in the
same order of areas: what would be a thousand small steps becomes a few large ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from het_geo.catalogue.periods import Period


@dataclass(frozen=True)
class Blocks:
    """Figures of several periods: one block of rows a period, ``areas`` in each, in this order."""

    frame: pd.DataFrame
    areas: pd.Index
    periods: tuple[Period, ...]

    def rows(self, chosen: np.ndarray) -> np.ndarray:
        """Return the positions, in every block, of areas at the positions ``chosen``."""
        starts = np.arange(len(self.periods)) * len(self.areas)
        return np.asarray((starts[:, None] + chosen[None, :]).ravel())

    def take(self, chosen: NDArray[np.intp]) -> Blocks:
        """Return the blocks with the areas at the positions ``chosen`` alone."""
        return Blocks(self.frame.iloc[self.rows(chosen)], self.areas[chosen], self.periods)


def tiled(index: pd.Index, count: int) -> pd.Index:
    """Return the index of ``count`` blocks of the same areas."""
    if count == 1:
        return index
    return pd.Index(np.tile(index.to_numpy(), count), dtype=object, name="area_code")
