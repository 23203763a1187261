"""What every gap of a place is measured against: deprivation, neighbours, who lives where."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from het_geo.atlas.choice import newest
from het_geo.catalogue.records import Indicator
from het_geo.geography import Level
from het_geo.inequality.groups import quantile_groups
from het_geo.pack.model import Pack

if TYPE_CHECKING:
    from libpysal.graph import Graph

DEPRIVATION = "imd_score"  # areas are put in order of deprivation by this indicator
SMALL = (Level.LSOA, Level.WARD, Level.MSOA)


class Setting:
    """A pack with what is worked out from it once: fifths, neighbours, people by group."""

    def __init__(self, pack: Pack) -> None:
        """Keep the pack; the rest is worked out when first asked for."""
        self.pack = pack
        self._graphs: dict[Level, Graph] = {}

    @cached_property
    def _deprivation(self) -> dict[Level, pd.Series]:
        pack = self.pack
        if DEPRIVATION not in pack.periods_held:
            return {}
        period = newest(pack, DEPRIVATION, Level.LSOA).id
        rows = pack.rows(DEPRIVATION, period)
        found = {level: rows["value"].reindex(pack.codes(level)) for level in SMALL}
        small = rows.reindex(pack.codes(Level.LSOA))
        msoa = pack.areas.loc[small.index, "msoa"].to_numpy()
        weighted = (small["value"] * small["denominator"]).groupby(msoa).sum(min_count=1)
        means = weighted / small["denominator"].groupby(msoa).sum()
        found[Level.MSOA] = means.reindex(pack.codes(Level.MSOA))
        return found

    def deprivation(self, level: Level) -> pd.Series:
        """Return the IMD score of every area of a level (MSOAs: their neighbourhoods' mean)."""
        blank = pd.Series(np.nan, index=self.pack.codes(level))
        return self._deprivation.get(level, blank)

    @cached_property
    def _fifths(self) -> dict[Level, pd.Series]:
        return {level: quantile_groups(self.deprivation(level), 5, invert=True) for level in SMALL}

    def fifths(self, level: Level) -> pd.Series:
        """Return every area's fifth of deprivation within the place, 1 the most deprived."""
        return self._fifths[level]

    def graph(self, level: Level) -> Graph:
        """Return which areas of a level are neighbours."""
        from het_geo.spatial import contiguity  # noqa: PLC0415 - a second that few pages need

        if level not in self._graphs:
            self._graphs[level] = contiguity(self.pack.shapes[level])
        return self._graphs[level]

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
