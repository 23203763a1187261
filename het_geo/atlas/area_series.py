"""An area's figures over time: what a change and a trend are read from, without a table each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from het_geo.catalogue.periods import Period
from het_geo.figures import Floats

NUMBERS = ["value", "lower", "upper", "numerator", "denominator", "least", "most"]


class AreaSeries(NamedTuple):
    """An area's figures: a row a period, oldest first, with the columns of ``NUMBERS``."""

    periods: tuple[Period, ...]
    figures: Floats

    def column(self, name: str) -> Floats:
        """Return one number of each period."""
        return self.figures[:, NUMBERS.index(name)]

    @property
    def known(self) -> list[int]:
        """The places of the periods that have a value."""
        return [int(at) for at in np.flatnonzero(~np.isnan(self.column("value")))]


def series_in(table: pd.DataFrame, periods: Sequence[Period]) -> AreaSeries:
    """Return the figures of a table that has a row a period, in the order of ``periods``.

    A table of no period has no columns.
    """
    return AreaSeries(tuple(periods), table.reindex(columns=NUMBERS).to_numpy(dtype=float))
