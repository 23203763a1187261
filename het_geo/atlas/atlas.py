"""An atlas: a pack that answers. Every page, profile, briefing and command asks it.

What it works out it keeps (:mod:`het_geo.atlas.store`), each for its question, so that nobody who
asks needs a memory of his own. The modules of this package say how each answer is worked out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

import pandas as pd

from het_geo.atlas.choice import Choice
from het_geo.atlas.gaps.exposures import exposure_table
from het_geo.atlas.gaps.principle import DistrictOutcome, gaps_of, outcomes
from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.gaps.view import GapView, gap_view
from het_geo.atlas.store import Key, Store
from het_geo.atlas.tenths import DistrictTenths, tenths_of
from het_geo.atlas.views import IndicatorView, indicator_view, with_ranks
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.spatial import Moran, local_clusters, morans_i

T = TypeVar("T")
ROOM = 256 * 2**20  # bytes: all that the pages of a place of 20 wards can ask for takes a third


class Atlas:
    """A pack with what is worked out of it, each once.

    Args:
        pack: the place's pack.
        room: bytes that may be kept of what is worked out.
    """

    def __init__(self, pack: Pack, room: int = ROOM) -> None:
        """Keep the pack; the rest is worked out when it is first asked for."""
        self.pack = pack
        self.store = Store(room)

    @property
    def name(self) -> str:
        """What names the pack among all of all places and times."""
        return f"{self.pack.manifest.place}-{self.pack.manifest.version}"

    def keep(self, key: Key, make: Callable[[], T], *, dear: bool = False) -> T:
        """Return what ``make`` gives, worked out once for a key; see :class:`Store`."""
        return self.store.keep(key, make, dear=dear)

    @cached_property
    def setting(self) -> Setting:
        """What gaps are measured against: deprivation, neighbours, who lives where."""
        return Setting(self.pack)

    def view(self, choice: Choice) -> IndicatorView:
        """Return the view of a choice; the chosen area does not change it."""
        key = ("view", *_key(choice))
        return self.keep(key, lambda: with_ranks(self.plain_view(choice)), dear=True)

    def plain_view(self, choice: Choice) -> IndicatorView:
        """Return the view of a choice without ranks, which take longer than all the rest.

        It is what a map needs: it need not wait for more.
        """
        key = ("plain view", *_key(choice))
        return self.keep(key, lambda: indicator_view(self.pack, choice, ranks=False))

    def gap(self, choice: Choice) -> GapView:
        """Return the gap between the areas of a choice."""
        key = ("gap", *_key(choice))
        return self.keep(key, lambda: gap_view(self.setting, self.view(choice)))

    def clusters(self, choice: Choice) -> tuple[Moran, pd.Series]:
        """Return Moran's I and each area's cluster for the areas of a choice."""

        def found() -> tuple[Moran, pd.Series]:
            graph = self.setting.graph(choice.level)
            values = self.plain_view(choice).table["value"]
            return morans_i(values, graph), local_clusters(values, graph)["cluster"]

        return self.keep(("clusters", *_key(choice)), found)

    def gaps(self, principle: int, level: Level, order: str) -> pd.DataFrame:
        """Return the indicators of a principle with their gaps; see :func:`gaps_of`."""
        key = ("gaps", principle, level, order)
        return self.keep(key, lambda: gaps_of(self.setting, principle, level, order))

    def outcomes(self, principle: int) -> list[DistrictOutcome]:
        """Return the district's outcomes of a principle."""
        return self.keep(("outcomes", principle), lambda: outcomes(self.setting, principle))

    def tenths(self) -> list[DistrictTenths]:
        """Return what is published for each tenth of the district's neighbourhoods."""
        return self.keep(("tenths",), lambda: tenths_of(self.pack))

    def exposures(self, partition: str) -> pd.DataFrame:
        """Return every indicator's exposure by group of a division of people."""
        key = ("exposures", partition)
        return self.keep(key, lambda: exposure_table(self.setting, partition))


def _key(choice: Choice) -> Key:
    """Return what an answer depends on: the chosen area is not among it."""
    return (choice.indicator, choice.level, choice.period, choice.compare)
