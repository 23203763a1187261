"""What every gap of a place is measured against: deprivation, neighbours, who lives where."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pandas as pd

from het_geo.atlas.choice import newest
from het_geo.atlas.store import Key, Store
from het_geo.catalogue.records import Indicator
from het_geo.geography import Level
from het_geo.inequality.groups import quantile_groups
from het_geo.pack.model import Pack

if TYPE_CHECKING:
    from libpysal.graph import Graph

DEPRIVATION = "imd_score"  # areas are put in order of deprivation by this indicator
ROOM = 256 * 2**20  # bytes: all that the pages of a place of 20 wards can ask for takes a third
SMALL = (Level.LSOA, Level.WARD, Level.MSOA)
T = TypeVar("T")


class Setting:
    """A pack with what is worked out from it once: fifths, neighbours, people by group.

    Args:
        pack: the place's pack.
        room: bytes that may be kept of what is worked out.
    """

    def __init__(self, pack: Pack, room: int = ROOM) -> None:
        """Keep the pack; the rest is worked out when first asked for."""
        self.pack, self.store = pack, Store(room)

    def keep(self, key: Key, make: Callable[[], T], *, dear: bool = False) -> T:
        """Return what ``make`` gives, worked out once for a key; see :class:`Store`."""
        return self.store.keep(key, make, dear=dear)

    def deprivation(self, level: Level) -> pd.Series:
        """Return the IMD score of every area of a level (MSOAs: their neighbourhoods' mean)."""
        return self.keep(("deprivation", level), lambda: _deprivation(self.pack, level))

    def fifths(self, level: Level) -> pd.Series:
        """Return every area's fifth of deprivation within the place, 1 the most deprived."""
        made = partial(quantile_groups, self.deprivation(level), 5, invert=True)
        return self.keep(("fifths", level), made)

    def graph(self, level: Level) -> Graph:
        """Return which areas of a level are neighbours."""
        from het_geo.spatial import contiguity  # noqa: PLC0415 - a second that few pages need

        return self.keep(("graph", level), lambda: contiguity(self.pack.shapes[level]))

    def partitions(self) -> list[str]:
        """Return the ways in which people are divided into groups, the coarsest first."""
        sizes: dict[str, int] = {}
        for indicator in self.pack.catalogue.indicators.values():
            if indicator.partition and indicator.id in self.pack.periods_held:
                sizes[indicator.partition] = sizes.get(indicator.partition, 0) + 1
        return sorted(sizes, key=lambda name: sizes[name])

    def groups(self, partition: str) -> list[Indicator]:
        """Return the indicators of the groups of one partition."""
        indicators = self.pack.catalogue.indicators.values()
        held = self.pack.periods_held
        return [i for i in indicators if i.partition == partition and i.id in held]

    def people(self, partition: str, level: Level) -> pd.DataFrame:
        """Return the people of each group (columns) in each area; MSOAs sum neighbourhoods.

        A count that is missing or withheld is NaN, never nobody, and so is the sum it belongs in.
        """
        base = Level.LSOA if level == Level.MSOA else level
        columns = {}
        for indicator in self.groups(partition):
            period = newest(self.pack, indicator.id, base).id
            columns[indicator.id] = self.pack.rows(indicator.id, period)["numerator"]
        found = pd.DataFrame(columns).reindex(self.pack.codes(base)).astype(float)
        if level != Level.MSOA:
            return found
        msoa = self.pack.areas.loc[found.index, "msoa"].to_numpy()
        whole = found.notna().groupby(msoa).all()
        return found.groupby(msoa).sum().where(whole).reindex(self.pack.codes(Level.MSOA))


def _deprivation(pack: Pack, level: Level) -> pd.Series:
    codes = pack.codes(level)
    if DEPRIVATION not in pack.periods_held or level not in SMALL:
        return pd.Series(np.nan, index=codes)
    rows = pack.rows(DEPRIVATION, newest(pack, DEPRIVATION, Level.LSOA).id)
    if level != Level.MSOA:
        return rows["value"].reindex(codes)
    small = rows.reindex(pack.codes(Level.LSOA))
    msoa = pack.areas.loc[small.index, "msoa"].to_numpy()
    weighted = (small["value"] * small["denominator"]).groupby(msoa).sum(min_count=1)
    return (weighted / small["denominator"].groupby(msoa).sum()).reindex(codes)
