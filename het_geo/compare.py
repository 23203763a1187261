"""An area against a benchmark, by its own 95 % limits.

The rule: docs/methods.md#verdict-against-a-benchmark.
"""

from __future__ import annotations

import math
from enum import StrEnum

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
