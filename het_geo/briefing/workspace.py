"""A pack with what its briefings share: columns, ranks, gaps and trends, each worked out once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar, cast

import pandas as pd

from het_geo.atlas.gaps.lenses import Lenses, lenses_of
from het_geo.atlas.gaps.matrix import NO_GAP
from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.gaps.table import gap_table
from het_geo.atlas.over_time import trend_of
from het_geo.atlas.views import IndicatorView, certainty_of
from het_geo.catalogue.records import Indicator
from het_geo.compare import verdicts
from het_geo.errors import BriefingError
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.profiles.change import ADVICE, SMALL_AREA, AreaTrends, trend_row
from het_geo.profiles.column import Column, Figure, column_of, is_shown
from het_geo.profiles.row import Named, TrendRow
from het_geo.profiles.subject import Around, around
from het_geo.ranks import could_be
from het_geo.trends.recent import Direction, Trend

T = TypeVar("T")


class Workspace:
    """Keep one for a pack: the first briefing works out most, the others gather."""

    def __init__(self, pack: Pack, setting: Setting | None = None) -> None:
        """Keep the pack (and its setting, where a page has one already)."""
        self.pack = pack
        self.setting = setting or Setting(pack)
        self._columns: dict[tuple[str, Level], Column] = {}
        self._views: dict[tuple[str, Level], IndicatorView] = {}
        self._lenses: dict[tuple[str, Level], Lenses] = {}
        self._gaps: dict[Level, pd.DataFrame] = {}
        self._changes = AreaTrends(pack)
        self._kept: dict[tuple[Hashable, ...], Any] = {}

    def keep(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """Return what ``make`` gives, worked out once for a key."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast("T", self._kept[key])

    @cached_property
    def know(self) -> Around:
        """Names and parents of the pack's areas."""
        return around(self.pack)

    @cached_property
    def district(self) -> Named:
        """The place's own area."""
        return self.know.named(self.pack.district)

    def indicator(self, name: str) -> Indicator:
        """Return an indicator that the pack holds; :class:`BriefingError` names one it does not."""
        found = self.pack.catalogue.indicators.get(name)
        if found is None or name not in self.pack.periods_held:
            raise BriefingError(f"there is no indicator “{name[:60]}” in this pack")
        return found

    def column(self, name: str, level: Level) -> Column:
        """Return an indicator at a level in its newest period; see :class:`Column`."""
        if (name, level) not in self._columns:
            indicator = self.indicator(name)
            if not is_shown(self.pack, indicator, level):
                raise BriefingError(f"“{indicator.label}” has no figures for {level.many}")
            self._columns[name, level] = column_of(self.pack, indicator, level)
        return self._columns[name, level]

    def columns(self, level: Level) -> list[Column]:
        """Return every indicator that has figures at a level, in the catalogue's order."""
        indicators = self.pack.catalogue.indicators.values()
        return [self.column(i.id, level) for i in indicators if is_shown(self.pack, i, level)]

    def view(self, name: str, level: Level) -> IndicatorView:
        """Return the view of an indicator with ranks, compared with England.

        Where England has no figure, the benchmark is the district.
        """
        if (name, level) not in self._views:
            found = self.column(name, level).view
            known = [b for b in reversed(found.benchmarks) if not pd.isna(b.value)]
            chosen = known[0] if known else found.chosen
            table = found.table.join(certainty_of(found.indicator, found.unit, found.table))
            table["verdict"] = verdicts(
                table["lower"],
                table["upper"],
                chosen.value,
                found.indicator.judged_polarity,
                chosen.code,
            )
            self._views[name, level] = replace(found, table=table, chosen=chosen)
        return self._views[name, level]

    def gaps(self, level: Level) -> pd.DataFrame:
        """Return the measures of all gaps at a level, by indicator; see :func:`gap_table`."""
        if level not in self._gaps:
            columns = self.columns(level)
            pairs = [
                (c.indicator.id, c.view.period.id)
                for c in columns
                if c.indicator.kind not in NO_GAP and c.indicator.judged
            ]
            self._gaps[level] = gap_table(self.setting, level, pairs).reset_index("period")
        return self._gaps[level]

    def lenses(self, name: str, level: Level) -> Lenses:
        """Return the three lenses between the areas of a level."""
        if (name, level) not in self._lenses:
            self._lenses[name, level] = lenses_of(self.setting, self.view(name, level))
        return self._lenses[name, level]

    def figure(self, view: IndicatorView, code: str) -> Figure:
        """Return one area's figure in a view."""
        own = self._columns.get((view.indicator.id, view.level))
        if own is not None and own.view.period == view.period:
            return own.figures[code]
        row = view.table.loc[code]
        numbers = [float(row.get(name, float("nan"))) for name in Figure._fields[:-1]]
        found = Figure._make([*numbers, str(row["status"])])
        return found._replace(value=view.value(code), numerator=view.count(code))

    def trend(self, view: IndicatorView, code: str) -> TrendRow:
        """Return the recent trend of one area up to the view's period."""
        column = self.column(view.indicator.id, view.level)
        if column.view.period == view.period:
            return self._changes.of(column, code)
        found = Trend(Direction.UNJUDGED, reason=ADVICE)
        if SMALL_AREA not in view.indicator.caveats:
            found = trend_of(self.pack, view.indicator, view.period, code, view.level)
        return trend_row(found, view.indicator)

    def could_be(self, view: IndicatorView) -> tuple[list[str], list[str]]:
        """Return the areas that could be the worst, and those that could be the best, 95 % sure."""

        def ends() -> tuple[list[str], list[str]]:
            table = view.table[view.table["rank"].notna()]
            worst, best = (could_be(table[name]) for name in ("p_worst", "p_best"))
            return [str(code) for code in worst], [str(code) for code in best]

        return self.keep((view.indicator.id, view.level, view.period.id, "ends"), ends)

    def inside(self, code: str) -> tuple[str, ...]:
        """Return the neighbourhoods of a ward (best fit) or MSOA, or of the whole place."""
        if code == self.pack.district:
            return self.know.neighbourhoods
        return self.know.inside(code)
