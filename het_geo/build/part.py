"""A term's numbers by area, and the marks that go with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Part:
    """A term's numbers by area, where any column was withheld, and where they are shared out.

    ``values`` are unknown where a cell is withheld; ``least`` and ``most`` are the same numbers
    with each withheld count as low and as high as the publisher's rule allows.
    ``joint``: the published areas that the publisher gives one figure for together with others.
    """

    values: pd.Series
    least: pd.Series
    most: pd.Series
    withheld: pd.Series
    divided: pd.Series
    joint: frozenset[str] = frozenset()

    def brought(
        self, move: Callable[[pd.Series], pd.Series]
    ) -> tuple[pd.Series, pd.Series, pd.Series]:
        """Return values, least and most as ``move`` brings them over: once where they are one."""
        values = move(self.values)
        if self.least is self.values:
            return values, values, values
        return values, move(self.least), move(self.most)

    def added(self, other: Part) -> Part:
        """Return the sum of two parts that are of the same areas."""
        return Part(
            self.values + other.values,
            self.least + other.least,
            self.most + other.most,
            self.withheld | other.withheld,
            self.divided | other.divided,
        )
