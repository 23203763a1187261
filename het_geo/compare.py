"""An area against a benchmark by its own 95 % limits, and how it stands over many figures."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import pandas as pd

from het_geo.bounds import ends
from het_geo.inputs import column, direction, numbers, ordered

# Why a share that is high where people are old is called higher or lower alone.
AGE = "it follows age and is not adjusted for it"


class Verdict(StrEnum):
    """How an area stands against a benchmark."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NOT_COMPARED = "not compared"

    @property
    def phrase(self) -> str:
        """The verdict as it stands before the benchmark's name."""
        joined = {Verdict.SIMILAR: "similar to", Verdict.NOT_COMPARED: "not compared with"}
        return joined.get(self, f"{self} than")

    @property
    def mark(self) -> str:
        """The sign that stands beside the word, so that colour is never alone."""
        return dict(zip(Verdict, "▼●▲△▽–"))[self]


def verdict(lower: float, upper: float, benchmark: float, polarity: int) -> Verdict:
    """Return one area's verdict; see :func:`verdicts`, whose rule it is.

    >>> verdict(10.0, 12.0, 8.0, -1), verdict(10.0, 12.0, 11.0, -1)
    (<Verdict.WORSE: 'worse'>, <Verdict.SIMILAR: 'similar'>)

    Raises:
        ValueError: a limit or the benchmark is infinite, the lower limit exceeds the upper, or the
            polarity is none of -1, 0 and 1.
    """
    direction(polarity)
    if math.isinf(lower) or math.isinf(upper) or math.isinf(benchmark):
        raise ValueError("lower, upper and benchmark must be finite")
    ordered(lower, upper)
    if math.isnan(lower + upper + benchmark):
        return Verdict.NOT_COMPARED
    least, most = ends(benchmark)
    if lower <= most and upper >= least:
        return Verdict.SIMILAR
    if polarity == 0:
        return Verdict.HIGHER if lower > most else Verdict.LOWER
    return Verdict.WORSE if (lower > most) == (polarity < 0) else Verdict.BETTER


def verdicts(
    lower: pd.Series, upper: pd.Series, benchmark: float, polarity: int, itself: str = ""
) -> pd.Series:
    """Return each area's verdict against the benchmark's point value.

    Args:
        lower: the areas' own lower 95 % limits.
        upper: the areas' own upper 95 % limits, same index.
        benchmark: the value compared with; NaN gives "not compared". Of one with two ends
            (withheld counts in it) only what holds against both is said; else "similar".
        polarity: -1 where high is worse, +1 where high is better, 0 for no direction.
        itself: the benchmark's own area code, which is never compared with itself.
    """
    direction(polarity)
    least, most = ends(benchmark)
    there = float(numbers(benchmark, "benchmark"))
    low, high = column(lower, "lower"), column(upper, "upper", lower, of="lower")
    ordered(low, high)
    if polarity == 0:
        over, under = Verdict.HIGHER, Verdict.LOWER
    elif polarity < 0:
        over, under = Verdict.WORSE, Verdict.BETTER
    else:
        over, under = Verdict.BETTER, Verdict.WORSE
    known = ~np.isnan(low + high + there) & (lower.index != itself)
    chosen = np.select(
        [~known, low > most, high < least],
        [str(Verdict.NOT_COMPARED), str(over), str(under)],
        str(Verdict.SIMILAR),
    )
    return pd.Series(chosen, index=lower.index, name="verdict")


class Standing(NamedTuple):
    """In how many figures an area is worse than, similar to and better than a benchmark."""

    worse: int
    similar: int
    better: int


def standing_of(found: Iterable[tuple[bool, str]]) -> Standing:
    """Count what is worse, similar and better; every page and file counts by this rule.

    ``found`` has for each figure whether it is judged at all (:attr:`Indicator.judged`) and its
    verdict. Who lives where, what follows age and what has no margin of error count nowhere: a
    share of an ethnic group that is similar to England's says nothing of how an area fares.

    >>> standing_of([(True, "worse"), (True, "not compared"), (False, "similar"), (False, "lower")])
    Standing(worse=1, similar=0, better=0)
    """
    counts = Counter(Verdict(verdict) for judged, verdict in found if judged)
    return Standing(*(counts[v] for v in (Verdict.WORSE, Verdict.SIMILAR, Verdict.BETTER)))
