"""An atlas: a pack that answers. Every page, profile, briefing and command asks it.

What it works out it keeps (:mod:`het_geo.atlas.store`), each for its question, so that nobody who
asks needs a memory of his own. The modules of this package say how each answer is worked out.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from weakref import ref

import pandas as pd

from het_geo.atlas.choice import Choice, periods_of
from het_geo.atlas.frame import frame_of
from het_geo.atlas.gaps.exposures import exposure_table
from het_geo.atlas.gaps.lenses import Lenses, lenses_of
from het_geo.atlas.gaps.matrix import NO_GAP
from het_geo.atlas.gaps.principle import DistrictOutcome, gaps_of, outcomes
from het_geo.atlas.gaps.setting import ROOM, Setting
from het_geo.atlas.gaps.table import gap_table
from het_geo.atlas.gaps.view import GapView, gap_view
from het_geo.atlas.lies import Around, Named, around
from het_geo.atlas.reading import indicator_view, is_shown, newest_view
from het_geo.atlas.store import Key
from het_geo.atlas.tenths import DistrictTenths, tenths_of
from het_geo.atlas.views import IndicatorView, certainty_of
from het_geo.errors import UnheldError
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.ranks import could_be
from het_geo.spatial import Moran, local_clusters, morans_i

if TYPE_CHECKING:
    import geopandas as gpd


class Atlas(Setting):
    """A pack with what is worked out of it, each once.

    Args:
        pack: the place's pack.
        room: bytes that may be kept of what is worked out.
    """

    def __init__(self, pack: Pack, room: int = ROOM) -> None:
        """Keep the pack; the rest is worked out when it is first asked for."""
        super().__init__(pack, room)

    @property
    def name(self) -> str:
        """What names the pack among all of all places and times."""
        return self.pack.key

    @property
    def district(self) -> Named:
        """The place's own area."""
        return self.know.named(self.pack.district)

    @property
    def know(self) -> Around:
        """Names and parents of the pack's areas."""
        return self.keep(("around",), lambda: around(self.pack))

    def view(self, choice: Choice) -> IndicatorView:
        """Return the view of a choice; the chosen area does not change it."""
        return self.keep(
            ("view", *_key(choice)), lambda: self._own(indicator_view(self.pack, choice))
        )

    def newest_views(self, level: Level) -> dict[str, IndicatorView]:
        """Return every indicator that has figures at a level, each in its newest period.

        They stand in the catalogue's order, by id, beside England.
        """
        pack = self.pack

        def found() -> dict[str, IndicatorView]:
            shown = (i for i in pack.catalogue.indicators.values() if is_shown(pack, i, level))
            return {i.id: self._own(newest_view(pack, i.id, level)) for i in shown}

        return self.keep(("newest views", level), found)

    def newest(self, name: str, level: Level) -> IndicatorView:
        """Return an indicator at a level in its newest period, beside England.

        Where England has no figure, the benchmark is the district.

        Raises:
            UnheldError: the pack has no such indicator, or none of its figures for the level.
        """
        found = self.newest_views(level).get(name)
        if found is None:
            indicator = self.pack.catalogue.indicators.get(name)
            if indicator is None or name not in self.pack.periods_held:
                raise UnheldError(f"there is no indicator “{name[:60]}” in this pack")
            raise UnheldError(f"“{indicator.label}” has no figures for {level.many}")
        known = [b for b in reversed(found.benchmarks) if not pd.isna(b.value)]
        beside = known[0] if known else found.chosen
        return self.keep(("newest", name, level), lambda: found.beside(beside))

    def frame(
        self, name: str, level: str = "ward", period: str = "", compare: str = "england"
    ) -> gpd.GeoDataFrame:
        """Return an indicator's figures at a level with outlines, as a GeoDataFrame.

        See :func:`het_geo.atlas.frame.frame_of`. Without a ``period``, its newest; ``compare`` is
        one of :data:`het_geo.atlas.choice.BENCHMARKS`.

        Raises:
            UnheldError: the pack has no such indicator, level or period.
        """
        found = self.newest(name, Level(level))
        held = [one.id for one in periods_of(self.pack, name, Level(level))]
        if period and period not in held:
            raise UnheldError(f"“{name}” has no period “{period}”: it has {', '.join(held)}")
        choice = Choice(name, Level(level), period or found.period.id, compare)
        return frame_of(self.pack, self.view(choice))

    def ranks(self, view: IndicatorView, known: pd.DataFrame | None = None) -> pd.DataFrame:
        """Return the ranks of a view's areas, whatever they are compared with.

        ``known`` are those that a copy of this atlas has worked out in another process.
        """
        key = ("ranks", view.indicator.id, view.level, view.period.id)
        return self.keep(key, lambda: certainty_of(view) if known is None else known, dear=True)

    def could_be(self, view: IndicatorView) -> tuple[list[str], list[str]]:
        """Return the areas that could be the worst, and those that could be the best, 95 % sure."""

        def ends() -> tuple[list[str], list[str]]:
            worst, best = (could_be(view.ranks[name]) for name in ("p_worst", "p_best"))
            return [str(code) for code in worst], [str(code) for code in best]

        return self.keep(("ends", view.indicator.id, view.level, view.period.id), ends)

    def _own(self, view: IndicatorView) -> IndicatorView:
        return replace(view, ranker=partial(_ranks, ref(self)))

    def gap(self, choice: Choice) -> GapView:
        """Return the gap between the areas of a choice."""
        key = ("gap", *_key(choice))
        return self.keep(key, lambda: gap_view(self, self.view(choice)))

    def lenses(self, name: str, level: Level) -> Lenses:
        """Return the three lenses between the areas of a level, in the newest period."""
        found = self.newest(name, level)
        return self.keep(("lenses", name, level), lambda: lenses_of(self, found))

    def clusters(self, choice: Choice) -> tuple[Moran, pd.Series]:
        """Return Moran's I and each area's cluster for the areas of a choice."""

        def found() -> tuple[Moran, pd.Series]:
            graph = self.graph(choice.level)
            values = self.view(choice).table["value"]
            return morans_i(values, graph), local_clusters(values, graph)["cluster"]

        return self.keep(("clusters", *_key(choice)), found)

    def gaps(self, principle: int, level: Level, order: str) -> pd.DataFrame:
        """Return the indicators of a principle with their gaps; see :func:`gaps_of`."""
        key = ("gaps", principle, level, order)
        return self.keep(key, lambda: gaps_of(self, principle, level, order))

    def newest_gaps(self, level: Level) -> pd.DataFrame:
        """Return the measures of all gaps at a level, by indicator; see :func:`gap_table`."""
        pairs = [
            (view.indicator.id, view.period.id)
            for view in self.newest_views(level).values()
            if view.indicator.kind not in NO_GAP and view.indicator.judged
        ]
        made = partial(gap_table, self, level, pairs)
        return self.keep(("newest gaps", level), lambda: made().reset_index("period"))

    def outcomes(self, principle: int) -> list[DistrictOutcome]:
        """Return the district's outcomes of a principle."""
        return self.keep(("outcomes", principle), lambda: outcomes(self, principle))

    def tenths(self) -> list[DistrictTenths]:
        """Return what is published for each tenth of the district's neighbourhoods."""
        return self.keep(("tenths",), lambda: tenths_of(self.pack))

    def exposures(self, partition: str) -> pd.DataFrame:
        """Return every indicator's exposure by group of a division of people."""
        key = ("exposures", partition)
        return self.keep(key, lambda: exposure_table(self, partition))


def _ranks(atlas: ref[Atlas], view: IndicatorView) -> pd.DataFrame:
    """Return a view's ranks from its atlas, while there is one: a view holds no pack in memory."""
    found = atlas()
    return certainty_of(view) if found is None else found.ranks(view)


def _key(choice: Choice) -> Key:
    """Return what an answer depends on: the chosen area is not among it."""
    return (choice.indicator, choice.level, choice.period, choice.compare)
