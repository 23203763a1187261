"""One indicator at one level in a period: all areas' figures, and what they are compared with.

Pages, profiles and briefings ask for the same :class:`IndicatorView`; it knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from het_geo import inequality
from het_geo.bounds import bounded, counted
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import Caveat, Source, Unit
from het_geo.classes import Classes, classify
from het_geo.compare import verdicts
from het_geo.figures import NUMBERS, note_of
from het_geo.geography import Level
from het_geo.ranks import rank_certainty
from het_geo.scales import SCALE_OF

ROOM_OF_AN_AREA = 600  # bytes that an area’s figure, verdict and class take


class Figure(NamedTuple):
    """One area's figure: :data:`~het_geo.figures.NUMBERS`, NaN where not known, and its status.

    A value with withheld counts in it, and its numerator, know their two ends.
    """

    value: float
    numerator: float
    denominator: float
    lower: float
    upper: float
    least: float
    most: float
    published: float
    percentile: float
    status: str


def figure_of(*row: Any) -> Figure:
    """Return a figure from :data:`~het_geo.figures.NUMBERS` and its status."""
    found = Figure._make(row)
    value = bounded(found.value, found.least, found.most)
    return found._replace(value=value, numerator=counted(found.numerator, value))


class Behind(NamedTuple):
    """The areas behind a figure: how many, their standard deviation, range and middle half."""

    level: Level
    areas: int
    sd: float
    lowest: float
    quarter: float
    three_quarters: float
    highest: float


@dataclass(frozen=True)
class Benchmark:
    """An area compared with: its code, name and value (NaN where it has none).

    A value with withheld counts in it knows its two ends (:mod:`het_geo.bounds`). ``published`` is
    the publisher's own figure for it where ``value`` is worked out on the basis of the areas
    compared, NaN elsewhere. ``lower`` and ``upper`` are its 95 % limits, where they are known.
    """

    code: str
    name: str
    level: Level
    value: float
    status: str
    published: float = float("nan")
    lower: float = float("nan")
    upper: float = float("nan")


def certainty_of(view: IndicatorView) -> pd.DataFrame:
    """Return the ranks of a view's areas with their certainty; see :mod:`het_geo.ranks`."""
    table = view.table
    return rank_certainty(
        table["value"],
        table["lower"],
        table["upper"],
        scale=SCALE_OF.get(view.indicator.kind, "raw"),
        high_is_worst=view.indicator.judged_polarity <= 0,
        top=view.unit.times,
    )


@dataclass(frozen=True, eq=False)
class IndicatorView:
    """One indicator at one level and period, beside the benchmark that is chosen.

    ``table`` is indexed by area code, in the pack's order: ``name``, ``label``, the columns of
    :data:`~het_geo.figures.NUMBERS` and ``status``. ``benchmarks`` are district, region and
    country, and the United Kingdom where England has no figure. ``today`` is the view that is told
    first, where the figure is one against what held once. ``alike`` is the view of a figure that
    says the same and that England has, where it has none of this one. ``ranker`` works out the
    ranks, which take longer than all the rest: an atlas keeps them.
    """

    place: str
    indicator: Indicator
    unit: Unit
    period: Period
    level: Level
    table: pd.DataFrame
    benchmarks: tuple[Benchmark, ...]
    chosen: Benchmark
    sources: tuple[Source, ...]
    caveats: tuple[Caveat, ...] = ()
    behind: Behind | None = None
    today: IndicatorView | None = None
    alike: IndicatorView | None = None
    ranker: Callable[[IndicatorView], pd.DataFrame] = certainty_of

    def __sizeof__(self) -> int:
        """Return its bytes with those of what it works out when asked, as an atlas counts them."""
        return object.__sizeof__(self) + ROOM_OF_AN_AREA * len(self.table)

    @cached_property
    def ranked(self) -> bool:
        """Whether areas have limits, so that ranks with their certainty exist."""
        return bool(self.table[["value", "lower", "upper"]].notna().all(axis=1).any())

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """The ranks of the areas that have limits, by area; see :func:`rank_certainty`."""
        found = self.ranker(self)
        return found[found["rank"].notna() & found.index.isin(self.table.index)]

    @cached_property
    def places(self) -> dict[str, tuple[int, int, float]]:
        """The ranks that each area could hold, and its chance of being among the three worst."""
        columns = (self.ranks[name].to_list() for name in ("rank_lower", "rank_upper", "p_worst3"))
        rows = ((int(a), int(b), float(c)) for a, b, c in zip(*columns, strict=True))
        return dict(zip(self.ranks.index.to_list(), rows, strict=True))

    @cached_property
    def limited(self) -> int:
        """How many areas have a margin of error."""
        return int(self.table["lower"].notna().sum())

    @cached_property
    def verdicts(self) -> pd.Series:
        """Each area's verdict against the chosen benchmark."""
        low, high = self.table["lower"], self.table["upper"]
        return verdicts(
            low, high, self.chosen.value, self.indicator.judged_polarity, self.chosen.code
        )

    @cached_property
    def classes(self) -> Classes:
        """The classes that a map paints the areas in."""
        return classify(self.table["value"])

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Each area's figure, by area."""
        # Column by column: to choose several makes a table, which takes longer than all the rest.
        columns = [self.table[name].to_numpy(dtype=float).tolist() for name in NUMBERS]
        found = map(figure_of, *columns, self.table["status"].to_list())
        return dict(zip(self.table.index.to_list(), found, strict=True))

    @cached_property
    def known(self) -> int:
        """How many areas of the level have a value."""
        return int(self.table["value"].notna().sum())

    @cached_property
    def best_fifth(self) -> float | None:
        """The value of the best fifth of the areas' people; one area alone is not the best."""
        if self.known < 2:
            return None
        known = self.table["denominator"].notna() & self.table["value"].notna()
        values, weights = (self.table[name].where(known) for name in ("value", "denominator"))
        polarity, times = self.indicator.judged_polarity, self.unit.times
        return inequality.people_to_close(values, weights, polarity, multiplier=times).best

    def benchmark(self, level: Level) -> Benchmark:
        """Return the district, region or country."""
        return next(b for b in self.benchmarks if b.level == level)

    def beside(self, benchmark: Benchmark) -> IndicatorView:
        """Return the same figures beside another of the benchmarks."""
        return replace(self, chosen=benchmark)

    def value(self, code: str) -> float:
        """Return an area's value; one with withheld counts in it knows its two ends."""
        return value_of(self.table, code)

    def count(self, code: str) -> float:
        """Return the count behind an area's value, which has two ends where the value has."""
        return counted(float(self.table.at[code, "numerator"]), self.value(code))

    def label(self, code: str) -> str:
        """Return an area's name as sentences say it."""
        return str(self.table.at[code, "label"])

    def note(self, found: Figure) -> str:
        """Return what must be known of a figure of the view, in words."""
        kind, times = self.indicator.kind, self.unit.times
        return note_of(found.status, kind, found.value, found.denominator, times)


def value_of(rows: pd.DataFrame, code: str) -> float:
    """Return the value of one area's row, with its two ends where it has them."""
    return bounded(*(float(rows[column].at[code]) for column in ("value", "least", "most")))
