"""Who lives in every area of England, by which areas are alike (docs/methods.md#most-alike)."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from het_geo.build import ages
from het_geo.build import england as geo
from het_geo.build.england import Geography
from het_geo.build.shapes import read_shapes
from het_geo.build.store import RawStore
from het_geo.figures import kept
from het_geo.geography import Level
from het_geo.grids import BRITISH_NATIONAL_GRID
from het_geo.likeness.variables import AGES, DENSITY, NAMES, SOURCES, VARIABLES, Variable

LEVELS = (Level.LSOA, Level.WARD, Level.DISTRICT)
HECTARE = 10_000.0  # square metres
_YEARS = SOURCES[1]


class WhoLives:
    """The variables of every area of three levels, worked out once for all places.

    A ward is the sum of its best-fit neighbourhoods, its ground too. Single years of age are not
    published for neighbourhoods: those aged 15 are taken from the MSOA around
    (:mod:`het_geo.build.ages`).
    """

    def __init__(self, store: RawStore, areas: Geography) -> None:
        self._store, self._areas = store, areas
        names = [name for v in VARIABLES if v.theme == "ages" for name in v.counted]
        bands, years, _ = ages.needed(names)
        store.want(AGES, bands)
        store.want(_YEARS, years)
        for variable in VARIABLES:
            if variable.source != AGES:
                store.want(variable.source, [*variable.counted, *variable.of])

    def at(self, level: Level) -> pd.DataFrame:
        """Return the variables of every area of a level, by code; NaN where one is not known."""
        if level not in self._levels:
            self._levels[level] = self._shares(level)
        return self._levels[level]

    @cached_property
    def _levels(self) -> dict[Level, pd.DataFrame]:
        return {}

    def _shares(self, level: Level) -> pd.DataFrame:
        sums = self._summed(level)
        found = {v.id: sums[v.id] / sums[_of(v)].where(sums[_of(v)] > 0) for v in VARIABLES}
        table = pd.DataFrame({name: kept(found[name].to_numpy()) for name in NAMES}, sums.index)
        table.index = table.index.astype(object)
        return table

    def _summed(self, level: Level) -> pd.DataFrame:
        if level == Level.LSOA:
            return self._counts
        groups = self._areas.lsoas[str(level)].astype(object)
        return self._counts.groupby(groups.to_numpy()).sum(min_count=1)

    @cached_property
    def _counts(self) -> pd.DataFrame:
        """What each variable counts in every neighbourhood, and out of how many."""
        index = self._areas.lsoas.index
        found: dict[str, pd.Series] = {}
        for variable in VARIABLES:
            if variable.theme == "ages":
                found[variable.id] = self._aged(variable.counted[0])
            elif variable.id != DENSITY:
                table = self._store.table(variable.source).values.reindex(index)
                found[variable.id] = table[list(variable.counted)].sum(axis=1, min_count=1)
                found[_of(variable)] = table[list(variable.of)].sum(axis=1, min_count=1)
        people = self._store.table(AGES).values[ages.ALL_AGES].reindex(index)
        ground = read_shapes(self._store.path(geo.LSOA_SHAPES), "LSOA21CD", "LSOA21NM")
        metres = ground.set_index("area_code").geometry.to_crs(BRITISH_NATIONAL_GRID).area
        hectares = pd.Series(kept(metres.to_numpy() / HECTARE), metres.index).reindex(index)
        return pd.DataFrame(
            found | {"of_ages": people, DENSITY: people, f"of_{DENSITY}": hectares}, index=index
        )

    def _aged(self, name: str) -> pd.Series:
        bands, years = (self._store.table(source).values for source in (AGES, _YEARS))
        msoa = self._areas.lsoas["msoa"].astype(object)
        return ages.people(name, bands, years, bands[ages.ALL_AGES], msoa)


def _of(variable: Variable) -> str:
    """Return the column of what a variable is a share of: one a theme."""
    return f"of_{variable.theme}"
