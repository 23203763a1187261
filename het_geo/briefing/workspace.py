"""What briefings ask of an atlas: columns, ranks, gaps and trends, each worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pandas as pd

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.gaps.lenses import Lenses, lenses_of
from het_geo.atlas.gaps.matrix import NO_GAP
from het_geo.atlas.gaps.table import gap_table
from het_geo.atlas.lies import Around, Named
from het_geo.atlas.over_time import trend_of
from het_geo.atlas.store import Key
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.records import Indicator
from het_geo.errors import BriefingError
from het_geo.geography import Level
from het_geo.profiles.change import ADVICE, SMALL_AREA, AreaTrends, trend_row
from het_geo.profiles.row import TrendRow
from het_geo.ranks import could_be
from het_geo.trends.recent import Direction, Trend

T = TypeVar("T")


class Workspace:
    """What briefings ask of an atlas: the first works out most, the others gather."""

    def __init__(self, atlas: Atlas) -> None:
        """Keep the atlas, which keeps all that is worked out."""
        self.atlas, self.pack = atlas, atlas.pack
        self._changes = AreaTrends(atlas)

    def keep(self, key: Key, make: Callable[[], T]) -> T:
        """Return what ``make`` gives, worked out once for a key."""
        return self.atlas.keep(("briefing", *key), make)

    @property
    def know(self) -> Around:
        """Names and parents of the pack's areas."""
        return self.atlas.know

    @property
    def district(self) -> Named:
        """The place's own area."""
        return self.know.named(self.pack.district)

    def indicator(self, name: str) -> Indicator:
        """Return an indicator that the pack holds; :class:`BriefingError` names one it does not."""
        found = self.pack.catalogue.indicators.get(name)
        if found is None or name not in self.pack.periods_held:
            raise BriefingError(f"there is no indicator “{name[:60]}” in this pack")
        return found

    def column(self, name: str, level: Level) -> IndicatorView:
        """Return an indicator at a level in its newest period."""
        indicator = self.indicator(name)
        found = self.atlas.newest_views(level).get(name)
        if found is None:
            raise BriefingError(f"“{indicator.label}” has no figures for {level.many}")
        return found

    def columns(self, level: Level) -> list[IndicatorView]:
        """Return every indicator that has figures at a level, in the catalogue's order."""
        return list(self.atlas.newest_views(level).values())

    def view(self, name: str, level: Level) -> IndicatorView:
        """Return an indicator at a level in its newest period, beside England.

        Where England has no figure, the benchmark is the district.
        """
        found = self.column(name, level)
        known = [b for b in reversed(found.benchmarks) if not pd.isna(b.value)]
        beside = known[0] if known else found.chosen
        return self.keep(("view", name, level), lambda: found.beside(beside))

    def gaps(self, level: Level) -> pd.DataFrame:
        """Return the measures of all gaps at a level, by indicator; see :func:`gap_table`."""
        pairs = [
            (column.indicator.id, column.period.id)
            for column in self.columns(level)
            if column.indicator.kind not in NO_GAP and column.indicator.judged
        ]

        def found() -> pd.DataFrame:
            return gap_table(self.atlas, level, pairs).reset_index("period")

        return self.keep(("gaps", level), found)

    def lenses(self, name: str, level: Level) -> Lenses:
        """Return the three lenses between the areas of a level."""
        key = ("lenses", name, level)
        return self.keep(key, lambda: lenses_of(self.atlas, self.view(name, level)))

    def trend(self, view: IndicatorView, code: str) -> TrendRow:
        """Return the recent trend of one area up to the view's period."""
        if self.column(view.indicator.id, view.level).period == view.period:
            return self._changes.of(view, code)
        found = Trend(Direction.UNJUDGED, reason=ADVICE)
        if SMALL_AREA not in view.indicator.caveats:
            found = trend_of(self.pack, view.indicator, view.period, code, view.level)
        return trend_row(found, view.indicator)

    def could_be(self, view: IndicatorView) -> tuple[list[str], list[str]]:
        """Return the areas that could be the worst, and those that could be the best, 95 % sure."""

        def ends() -> tuple[list[str], list[str]]:
            worst, best = (could_be(view.ranks[name]) for name in ("p_worst", "p_best"))
            return [str(code) for code in worst], [str(code) for code in best]

        return self.keep((view.indicator.id, view.level, view.period.id, "ends"), ends)

    def inside(self, code: str) -> tuple[str, ...]:
        """Return the neighbourhoods of a ward (best fit) or MSOA, or of the whole place."""
        if code == self.pack.district:
            return self.know.neighbourhoods
        return self.know.inside(code)
