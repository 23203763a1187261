"""Does each measure give the published, or the hand-worked, answer? Recomputed when asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from het_geo import inequality as measures
from het_geo import intervals, ranks, spatial, trends
from het_geo.correlation import correlation
from het_geo.exposure import exposure_by_group

if TYPE_CHECKING:
    from libpysal.graph import Graph


@dataclass(frozen=True)
class Example:
    """An example of one measure: the question, the answer and where the answer comes from.

    ``expected`` numbers are as published or as the arithmetic in ``working`` gives them; ours must
    equal them within half a unit of their last ``decimals``.
    """

    measure: str
    question: str
    working: str
    expected: tuple[float, ...]
    decimals: int
    compute: Callable[[], Sequence[float]]
    published: bool = False


@dataclass(frozen=True)
class Row:
    """An example with our own answer and whether they agree."""

    example: Example
    ours: tuple[float, ...]
    agrees: bool


def recompute(examples: Sequence[Example]) -> list[Row]:
    """Return every example with our answer, computed now."""
    return [_row(example) for example in examples]


def _row(example: Example) -> Row:
    ours = tuple(float(number) for number in example.compute())
    reach = 0.5 * 10.0**-example.decimals + 1e-12
    close = [abs(a - b) <= reach for a, b in zip(ours, example.expected, strict=False)]
    return Row(example, ours, len(ours) == len(example.expected) and all(close))


# OHID's documentation of phe_sii, first area: deciles of deprivation, least advantaged first.
_PEOPLE = [7291, 7997, 6105, 7666, 5790, 6934, 5918, 5974, 7147, 7534]
_LIVES = [75.9, 78.3, 83.8, 83.6, 80.5, 81.1, 81.7, 84.2, 80.6, 86.3]
# O'Donnell et al. 2008, table 8.1: births and deaths under five per 1,000, poorest fifth first.
_BIRTHS = [29939, 28776, 26528, 24689, 19739]
_DEATHS = [154.7, 152.9, 119.5, 86.9, 54.3]


def _pair(limits: tuple[object, object]) -> list[float]:
    return [float(np.asarray(limit)) for limit in limits]


def _newcombe() -> Sequence[float]:
    value, lower, upper = intervals.proportion([56, 48], [70, 80])
    gap = measures.absolute_gap(value, -1, lower=lower, upper=upper)
    return [_known(gap.lower), _known(gap.upper)]


def _known(value: float | None) -> float:
    return float("nan") if value is None else value


def _split(found: measures.Decomposition) -> list[float]:
    return [_known(found.total), _known(found.between), _known(found.within)]


def _rank() -> Sequence[float]:
    value = pd.Series([1.0, 0.0])
    found = ranks.rank_certainty(value, value - 1.959964, value + 1.959964, scale="raw")
    draws = ranks.rank_certainty(
        pd.Series([9.0, 5.0, 1.0]), pd.Series([8.9, 4.9, 0.9]), pd.Series([9.1, 5.1, 1.1]),
        scale="raw",
    )  # fmt: skip
    return [*draws["rank_lower"], *draws["rank_upper"], float(found["rank"].iloc[0])]


def _trend() -> Sequence[float]:
    value = pd.Series([1.0, 2, 3, 4, 5])
    found = trends.recent_trend(value, value - 1.96, value + 1.96)
    return [_known(found.slope), _known(found.chi_squared)]


def _gap_trend() -> Sequence[float]:
    size = pd.Series([10.0, 14.0], index=["first", "last"])
    found = trends.gap_trend(size, size - 1.959964, size + 1.959964)
    return [_known(found.change), _known(found.change_lower), _known(found.change_upper)]


def _slope() -> Sequence[float]:
    found = measures.slope_index([50, 40, 30, 20, 10], [1, 1, 1, 1, 1], multiplier=-1)
    return [_known(found.sii), _known(found.intercept)]


def _relative() -> Sequence[float]:
    return [_known(measures.slope_index([50, 40, 30, 20, 10], [1] * 5, multiplier=-1).rii)]


def _row_of_squares() -> Graph:
    """Return the neighbours of 12 squares in a row."""
    squares = {
        str(i): {"geometry": {"type": "Polygon", "coordinates": [
            [[i, 0], [i + 1, 0], [i + 1, 1], [i, 1], [i, 0]]
        ]}}
        for i in range(12)
    }  # fmt: skip
    return spatial.contiguity(squares)


def _moran() -> Sequence[float]:
    values = pd.Series([0.0, 1.0] * 6, index=[str(i) for i in range(12)])
    return [_known(spatial.morans_i(values, _row_of_squares(), permutations=0).i)]


def _local() -> Sequence[float]:
    values = pd.Series([0.0] * 6 + [1.0] * 6, index=[str(i) for i in range(12)])
    found = spatial.local_clusters(values, _row_of_squares(), permutations=99)
    return [float(found["local_i"].iloc[0]), float(found["local_i"].iloc[5])]


def _groups() -> Sequence[float]:
    return [float(group) for group in measures.quantile_groups([5, 5, 7, 8, 9, 9, 12], 3)]


def _people() -> Sequence[float]:
    found = measures.people_to_close([10.0, 20, 30], [100, 200, 200], -1, multiplier=100)
    return [_known(found.value), _known(found.fraction), _known(found.best)]


def _exposure() -> Sequence[float]:
    counts = pd.DataFrame({"A": [90, 10], "B": [10, 90]})
    found = exposure_by_group(pd.Series([10.0, 20.0]), counts)
    return [*found["exposure"], *found["ratio"]]


def _together(name: str) -> Sequence[float]:
    return list(getattr(correlation([1, 2, 3, 4, 5], [2, 4, 5, 4, 5]), name))


def _ohid() -> Sequence[float]:
    found = measures.slope_index(_LIVES, _PEOPLE)
    return [_known(found.sii), _known(found.rii)]


EXAMPLES: tuple[Example, ...] = (
    Example("wilson", "81 of 263", "Newcombe 1998, Statistics in Medicine 17:857, method 3",
            (0.2553, 0.3662), 4, lambda: _pair(intervals.wilson(81, 263)), True),
    Example("poisson", "4 events", "Garwood 1936, as in Ulm 1990: 1.09 to 10.24",
            (1.09, 10.24), 2, lambda: _pair(intervals.poisson(4)), True),
    Example("byar", "100 events", "100(1 − 1/900 − 1.96/30)³ and 101(1 − 1/909 + 1.96/(3√101))³",
            (81.36, 121.63), 2, lambda: _pair(intervals.byar(100))),
    Example("dsr", "4 of 1,000 and 16 of 1,000, standard 3 : 1, per 1,000",
            "(3 × 4 + 1 × 16) / 4 = 7", (7.0,), 6,
            lambda: [float(intervals.dsr([4, 16], [1000, 1000], [3, 1], 1000)[0])]),
    Example("quantile_groups", "5, 5, 7, 8, 9, 9, 12 in thirds",
            "ranks 1 1 3 4 5 5 7; floor(4 − ceil((8 − rank) / (7/3)))", (1, 1, 1, 2, 2, 2, 3), 0,
            _groups),
    Example("absolute_gap", "limits of 56/70 − 48/80",
            "Newcombe 1998, Statistics in Medicine 17:873, method 10", (0.0524, 0.3339), 4,
            _newcombe, True),
    Example("relative_gap", "worst 30, best 12", "30 / 12 = 2.5", (2.5,), 6,
            lambda: [_known(measures.relative_gap([30, 12, 20], -1).value)]),
    Example("people_to_close", "10 %, 20 %, 30 % of 100, 200, 200 people",
            "best fifth: 100 at 10 %; 200 × 10 % + 200 × 20 % = 60; of 110 = 0.5455",
            (60, 0.5455, 10), 4, _people),
    Example("slope_index", "50, 40, 30, 20, 10 in equal fifths, high is bad",
            "the line falls from 55 to 5: SII 50, at rank 0 it is 55", (50, 55), 6, _slope),
    Example("slope_index", "life expectancy in OHID’s phe_sii example, 10 groups",
            "Σ a(b − b̄)y / Σ a(b − b̄)² by hand = 7.0002; (78.0321 + 7.0002) / 78.0321",
            (7.0002, 1.0897), 4, _ohid),
    Example("relative_index", "values on a straight line from 55 to 5, high is bad",
            "55 / 5 = 11", (11.0,), 6,
            _relative),
    Example("concentration_index", "deaths under five by wealth, India 1982–92",
            "World Bank 2008 (O’Donnell et al.), table 8.1: −0.1694", (-0.1694,), 4,
            lambda: [_known(measures.concentration_index(_DEATHS, _BIRTHS, range(5)).value)], True),
    Example("gini", "1 and 3, equal weights", "(3 − 1) / (2 × 2 × 2) = 0.25", (0.25,), 6,
            lambda: [_known(measures.gini([1.0, 3.0], [1, 1]).value)]),
    Example("theil", "1, 3 in ward A and 4, 8 in ward B",
            "m = 4; Σ ¼·(y/4)·ln(y/4) = 0.2060 = 0.1308 between + 0.0752 within",
            (0.2060, 0.1308, 0.0752), 4,
            lambda: _split(measures.theil([1, 3, 4, 8], [1] * 4, list("AABB")))),
    Example("mean_log_deviation", "1, 3 in ward A and 4, 8 in ward B",
            "Σ ¼·ln(4/y) = 0.2452 = 0.1438 between + 0.1014 within", (0.2452, 0.1438, 0.1014), 4,
            lambda: _split(measures.mean_log_deviation([1, 3, 4, 8], [1] * 4, list("AABB")))),
    Example("between_group_variance", "10 and 20, weights 3 and 1",
            "m = 12.5; ¾ × 2.5² + ¼ × 7.5² = 18.75", (18.75,), 6,
            lambda: [_known(measures.between_group_variance([10, 20], [3, 1]).value)]),
    Example("index_of_disparity", "10 and 20, weights 3 and 1",
            "100 × (¾ × 2.5 + ¼ × 7.5) / 12.5 = 30", (30.0,), 6,
            lambda: [_known(measures.index_of_disparity([10, 20], [3, 1]).value)]),
    Example("rank_interval", "9, 5, 1, each ± 0.1; and 1 against 0, each ± 1.96",
            "intervals do not touch: ranks 1, 2, 3 for certain; the higher is ranked 1st",
            (1, 2, 3, 1, 2, 3, 1), 0, _rank),
    Example("recent_trend", "1, 2, 3, 4, 5, each ± 1.96",
            "weights 1: slope 1, SE² = 1 / Σ(t − 3)² = 1/10, χ² = 10", (1.0, 10.0), 6, _trend),
    Example("gap_trend", "SII 10 then 14, each with a standard error of 1",
            "4 ± 1.96 × √2 = 1.228 to 6.772", (4, 1.228, 6.772), 3, _gap_trend),
    Example("morans_i", "12 squares in a row: 0, 1, 0, 1 …",
            "every neighbour is the opposite: −1", (-1.0,), 6, _moran),
    Example("local_clusters", "12 squares in a row: six 0, then six 1; the first and the sixth",
            "(12 − 1) × z·z̄ / 12 with z = −1: neighbours −1 and 0 on average",
            (0.9167, 0.0), 4, _local),
    Example("exposure_by_group", "places at 10 and 20; 90 of group A in one, 10 in the other",
            "A: (90 × 10 + 10 × 20)/100 = 11, B: 19; everyone 15", (11, 19, 0.7333, 1.2667), 4,
            _exposure),
    Example("pearson", "1, 2, 3, 4, 5 and 2, 4, 5, 4, 5",
            "6 / √(10 × 6) = 0.7746; tanh(1.0317 ± 1.96 / √2) = −0.3401 to 0.9842",
            (0.7746, -0.3401, 0.9842), 4, lambda: _together("pearson")),
    Example("spearman", "the same, by ranks: 1, 2.5, 4.5, 2.5, 4.5",
            "7 / √(10 × 9) = 0.7379; tanh(0.9458 ± 1.96 / √2) = −0.4138 to 0.9813",
            (0.7379, -0.4138, 0.9813), 4, lambda: _together("spearman")),
)  # fmt: skip


__all__ = ["EXAMPLES", "Example", "Row", "recompute"]
