"""A figure beside a benchmark: how far apart they are, and the verdict of the figure's own margin.

Whoever sets a figure beside another (page, tile, profile, briefing) asks :func:`compared`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from het_geo.apart import counts_few
from het_geo.atlas.views import Benchmark, Figure, IndicatorView
from het_geo.bounds import less
from het_geo.compare import Verdict, verdict
from het_geo.geography import Level

WIDE = 0.5  # of a benchmark: how wide an interval is that says little of what lies inside it


@dataclass(frozen=True)
class Comparison:
    """One area beside one benchmark: its value, and the verdict.

    ``wide`` tells that they cannot be told apart because the figure's own margin is wide, which is
    not to say that they are alike. How far apart the two are is said of the numbers as they are
    written (:mod:`het_geo.apart`); ``difference`` and ``ratio`` are those of the numbers as they
    are kept. The difference has two ends where one of the values has. ``few``: so few are counted
    that no ratio is told.
    """

    benchmark: Benchmark
    difference: float
    ratio: float
    verdict: Verdict
    value: float
    lower: float = float("nan")
    upper: float = float("nan")
    few: bool = False

    @property
    def wide(self) -> bool:
        """Whether the verdict is "similar" of a margin wider than :data:`WIDE` of the benchmark."""
        reach = self.upper - self.lower
        return self.verdict == Verdict.SIMILAR and reach > WIDE * abs(float(self.benchmark.value))


def compared(
    view: IndicatorView,
    there: Benchmark,
    value: float,
    lower: float,
    upper: float,
    *,
    few: bool = False,
) -> Comparison:
    """Return a value of a view's indicator with its 95 % limits beside a benchmark.

    The ratio is NaN where one of the two is not above 0.
    """
    return Comparison(
        there,
        less(value, there.value),
        value / there.value if there.value > 0 and value > 0 else float("nan"),
        verdict(lower, upper, there.value, view.indicator.judged_polarity),
        value,
        lower,
        upper,
        few,
    )


def figure_beside(view: IndicatorView, there: Benchmark, found: Figure) -> Comparison:
    """Return a figure of a view's indicator beside a benchmark."""
    few = counts_few(view.indicator, found.value, found.numerator)
    return compared(view, there, found.value, found.lower, found.upper, few=few)


def compare_area(view: IndicatorView, code: str) -> list[Comparison]:
    """Compare one area with its district, region and country, never with itself."""
    value = view.value(code)
    lower, upper, count = map(float, view.table.loc[code, ["lower", "upper", "numerator"]])
    few = counts_few(view.indicator, value, count)
    others = (benchmark for benchmark in view.benchmarks if benchmark.code != code)
    return [compared(view, benchmark, value, lower, upper, few=few) for benchmark in others]


def compare_place(view: IndicatorView) -> Comparison | None:
    """Compare the whole place with the chosen benchmark; with England where that is the place.

    ``None`` where the place has no figure.
    """
    own, there = view.benchmark(Level.DISTRICT), view.chosen
    if isnan(own.value):
        return None
    there = view.benchmark(Level.COUNTRY) if there.code == own.code else there
    return compared(view, there, own.value, own.lower, own.upper)
