"""Map classes, five by quantiles unless values are too few or too alike, and their colours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
    """Put values into at most ``most`` quantile classes, as mapclassify's ``Quantiles`` does.

    Equal values share a class, so ties give fewer classes; no values give none. (mapclassify is
    what a test holds this against: to import it takes longer than to draw the first map.)

    >>> found = classify(pd.Series([1.0, 1.0, 2.0, 3.0]), 2)
    >>> found.edges, found.counts
    ((1.0, 1.5, 3.0), (2, 2))
    """
    known = values.dropna()
    if known.empty:
        return Classes((), (), pd.Series(dtype=int))
    lowest, highest = float(known.min()), float(known.max())
    classes = min(most, known.nunique())
    inner = np.quantile(known.to_numpy(), np.arange(1, classes) / classes)
    uppers = np.unique([*(edge for edge in inner if edge < highest), highest])
    counts = np.bincount(_class_of(known, uppers), minlength=len(uppers))
    uppers = uppers[counts > 0]  # a class without areas has no place in a legend
    return Classes(
        (lowest, *map(float, uppers)),
        tuple(int(count) for count in counts[counts > 0]),
        pd.Series(_class_of(known, uppers), index=known.index),
    )


def _class_of(values: pd.Series, uppers: NDArray[np.float64]) -> NDArray[np.intp]:
    return np.asarray(np.searchsorted(uppers, values.to_numpy(), side="left"), dtype=np.intp)


# ColorBrewer YlGnBu (Cynthia Brewer, Apache 2.0), light to dark; each number of classes its own.
SEQUENTIAL = {
    1: ("#41b6c4",),
    2: ("#a1dab4", "#2c7fb8"),
    3: ("#edf8b1", "#7fcdbb", "#2c7fb8"),
    4: ("#ffffcc", "#a1dab4", "#41b6c4", "#225ea8"),
    5: ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"),
}
INK = "#1d2a3a"
QUIET = "#4a5866"
SELECTED = "#b3361b"
POINT = "#5b7f95"
HIGH = "#fdae6b"  # two parts of one bar: orange and blue, told apart by colour-blind eyes too
LOW = "#9ecae1"
OVER = "#16212e"  # words over either of these, dark by day and by night
WORSE, BETTER = "#9c2f14", "#0b5c73"  # always beside a mark and a word
BAND, MIDDLE = "#dde4e9", "#a9b8c4"  # all areas, and the middle half of them
HATCH = "#6b7a87"


def shades(classes: int, polarity: int) -> tuple[str, ...]:
    """Return a colour a class, lowest values first: the darkest is the worst (or highest)."""
    if classes == 0:
        return ()
    colours = SEQUENTIAL[classes]
    return tuple(reversed(colours)) if polarity > 0 else colours
