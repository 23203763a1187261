"""An atlas: a pack that answers. Every page, profile, briefing and command asks it.

What it works out it keeps (:mod:`het_geo.atlas.store`), each for its question, so that nobody who
asks needs a memory of his own. The modules of this package say how each answer is worked out.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from het_geo.atlas.choice import Choice
from het_geo.atlas.gaps.exposures import exposure_table
from het_geo.atlas.gaps.principle import DistrictOutcome, gaps_of, outcomes
from het_geo.atlas.gaps.setting import ROOM, Setting
from het_geo.atlas.gaps.view import GapView, gap_view
from het_geo.atlas.lies import Around, around
from het_geo.atlas.reading import indicator_view, is_shown, newest_view
from het_geo.atlas.store import Key
from het_geo.atlas.views import IndicatorView, certainty_of
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.spatial import Moran, local_clusters, morans_i


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
        return f"{self.pack.manifest.place}-{self.pack.manifest.version}"

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

    def ranks(self, view: IndicatorView, known: pd.DataFrame | None = None) -> pd.DataFrame:
        """Return the ranks of a view's areas, whatever they are compared with.

        ``known`` are those that a copy of this atlas has worked out in another process.
        """
        key = ("ranks", view.indicator.id, view.level, view.period.id)
        return self.keep(key, lambda: certainty_of(view) if known is None else known, dear=True)

    def _own(self, view: IndicatorView) -> IndicatorView:
        return replace(view, ranker=self.ranks)

    def gap(self, choice: Choice) -> GapView:
        """Return the gap between the areas of a choice."""
        key = ("gap", *_key(choice))
        return self.keep(key, lambda: gap_view(self, self.view(choice)))

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

    def outcomes(self, principle: int) -> list[DistrictOutcome]:
        """Return the district's outcomes of a principle."""
        return self.keep(("outcomes", principle), lambda: outcomes(self, principle))

    def exposures(self, partition: str) -> pd.DataFrame:
        """Return every indicator's exposure by group of a division of people."""
        key = ("exposures", partition)
        return self.keep(key, lambda: exposure_table(self, partition))


def _key(choice: Choice) -> Key:
    """Return what an answer depends on: the chosen area is not among it."""
    return (choice.indicator, choice.level, choice.period, choice.compare)
