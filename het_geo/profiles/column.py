"""One indicator at one level: the figures of all areas, and what every profile shares of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from het_geo import inequality
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import newest
from het_geo.atlas.record import Record, record_of
from het_geo.atlas.views import Benchmark, IndicatorView, benchmarks_of, certainty_of, figures_at
from het_geo.bounds import bounded, counted
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import Caveat
from het_geo.classes import classify
from het_geo.figures import NUMBERS, note_of
from het_geo.geography import Level, the
from het_geo.pack.model import Pack
from het_geo.sentences.notes import caveats_that_hold

NO_CLASSES = classify(pd.Series(dtype=float))  # a profile has no map of an indicator
# The areas that a spine shows behind a figure: those of its level, or inside the district.
BEHIND = {
    Level.LSOA: (Level.LSOA,),
    Level.MSOA: (Level.MSOA,),
    Level.WARD: (Level.WARD,),
    Level.DISTRICT: (Level.WARD, Level.LSOA, Level.MSOA),
}
Ranks = dict[str, tuple[int, int, float]]


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


class Behind(NamedTuple):
    """The areas behind a figure: how many, their standard deviation, range and middle half."""

    level: Level
    areas: int
    sd: float
    lowest: float
    quarter: float
    three_quarters: float
    highest: float


@dataclass(frozen=True, eq=False)
class Column:
    """One indicator at one level, in its newest period that has figures.

    ``view`` serves the sentences; its table has no ranks, which ``ranks`` works out when asked.
    """

    view: IndicatorView
    figures: dict[str, Figure]
    behind: Behind | None
    caveats: tuple[Caveat, ...]

    @property
    def indicator(self) -> Indicator:
        """The indicator of the column."""
        return self.view.indicator

    def benchmark(self, level: Level) -> Benchmark:
        """Return the district, region or country."""
        return next(b for b in self.view.benchmarks if b.level == level)

    @cached_property
    def known(self) -> int:
        """How many areas of the level have a value."""
        return int(self.view.table["value"].notna().sum())

    def record(self, found: Figure, *, own: bool) -> Record:
        """Return a figure of the column as it goes out; see :mod:`het_geo.atlas.record`."""
        view = self.view
        return record_of(
            view.indicator,
            view.unit,
            view.period,
            view.sources,
            {name: getattr(found, name) for name in NUMBERS},
            status=found.status,
            level=view.level,
            own=own,
        )

    def note(self, found: Figure) -> str:
        """Return what must be known of a figure of the column, in words."""
        times, kind = self.view.unit.times, self.view.indicator.kind
        return note_of(found.status, kind, found.value, found.denominator, times)

    def keep(self, ranks: Ranks) -> None:
        """Take the ``ranks`` that a copy of this column has worked out in another process."""
        vars(self)["ranks"] = ranks

    @cached_property
    def ranks(self) -> Ranks:
        """Each area's rank interval and its chance of being among the worst three."""
        table = self.view.table
        if table["lower"].notna().sum() < 2:
            return {}
        found = certainty_of(self.indicator, self.view.unit, table)
        parts = (found[name].to_list() for name in ("rank_lower", "rank_upper", "p_worst3"))
        return dict(zip(found.index, zip(*parts, strict=True), strict=True))

    @cached_property
    def best_fifth(self) -> float | None:
        """The value of the best fifth of the areas' people, where there are areas enough."""
        table, times = self.view.table, self.view.unit.times
        known = table["denominator"].notna() & table["value"].notna()
        values = table["value"].where(known)
        weights, polarity = table["denominator"].where(known), self.indicator.judged_polarity
        return inequality.people_to_close(values, weights, polarity, multiplier=times).best


def columns_of(atlas: Atlas, level: Level) -> dict[str, Column]:
    """Return every indicator that has figures at a level, in the catalogue's order."""
    pack = atlas.pack

    def found() -> dict[str, Column]:
        indicators = pack.catalogue.indicators.values()
        shown = (i for i in indicators if is_shown(pack, i, level))
        return {i.id: column_of(pack, i, level) for i in shown}

    return atlas.keep(("columns", level), found, dear=True)  # they hold the ranks


def is_shown(pack: Pack, indicator: Indicator, level: Level) -> bool:
    """Return whether the pack has figures of an indicator for a level."""
    if indicator.id not in pack.periods_held:
        return False
    return level == Level.DISTRICT or str(level) in indicator.levels


def column_of(pack: Pack, indicator: Indicator, level: Level) -> Column:
    """Return the column of an indicator that :func:`is_shown` at a level."""
    period = newest(pack, indicator.id, level)
    rows = pack.rows(indicator.id, period.id)
    table = figures_at(pack, rows, level)
    benchmarks = benchmarks_of(pack, rows)
    view = IndicatorView(
        place=the(pack.manifest.name),
        indicator=indicator,
        unit=pack.catalogue.unit_of(indicator),
        period=period,
        level=level,
        table=table,
        benchmarks=benchmarks,
        chosen=benchmarks[-1],
        classes=NO_CLASSES,
        sources=tuple(pack.catalogue.sources_of(indicator)),
    )
    figures = dict(zip(table.index.to_list(), _figures(table), strict=True))
    caveats = caveats_that_hold(pack.catalogue, indicator, period, level)
    return Column(view, figures, _behind(pack, rows, level), tuple(caveats))


def _figures(table: pd.DataFrame) -> list[Figure]:
    # Column by column: to choose several makes a table, which takes longer than all the rest.
    columns = [table[name].to_numpy(dtype=float).tolist() for name in NUMBERS]
    return list(map(figure_of, *columns, table["status"].to_list()))


def figure_of(*row: Any) -> Figure:
    """Return a figure from :data:`~het_geo.figures.NUMBERS` and its status."""
    found = Figure._make(row)
    value = bounded(found.value, found.least, found.most)
    return found._replace(value=value, numerator=counted(found.numerator, value))


def _behind(pack: Pack, rows: pd.DataFrame, level: Level) -> Behind | None:
    """Return the areas behind, or ``None`` where fewer than two have a value or all are alike."""
    for inside in BEHIND[level]:
        values = rows["value"].reindex(pack.areas_at(inside).index).to_numpy(dtype=float)
        values = values[~np.isnan(values)]
        if len(values) > 1 and np.ptp(values) > 0:
            quarters = np.quantile(values, [0.0, 0.25, 0.75, 1.0]).tolist()
            return Behind(inside, len(values), float(values.std()), *quarters)
    return None
