"""From small areas to figures of every level, for all of England."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from het_geo import areas
from het_geo.build.added import counts_of, with_counts
from het_geo.build.blocks import Blocks, tiled
from het_geo.build.england import Geography
from het_geo.build.small_areas import SmallAreas
from het_geo.build.store import RawStore
from het_geo.build.terms import TermReader
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import Indicator
from het_geo.figures import NUMBERS, Status, kept, percentiles, within_cap
from het_geo.geography import UNITED_KINGDOM, Level, Vintage

LARGER = {
    Level.LSOA: (Level.WARD, Level.DISTRICT, Level.REGION, Level.COUNTRY),
    Level.MSOA: (Level.DISTRICT, Level.REGION, Level.COUNTRY),
    Level.WARD: (Level.DISTRICT, Level.REGION, Level.COUNTRY),
}
MOST_MISSING = 0.2  # a share of England without a value above which a percentile says nothing


class Assembler:
    """Makes figures of every level from raw tables, for one catalogue and one geography."""

    def __init__(
        self, store: RawStore, geography: Geography, read_shapes: Callable[[], gpd.GeoSeries]
    ) -> None:
        self.catalogue = store.catalogue
        self.geography = geography
        self.small = SmallAreas(TermReader(store, geography, read_shapes))
        self._straddlers: dict[tuple[str, str], np.ndarray] = {}

    def all_levels(self, indicator: Indicator, periods: Sequence[Period]) -> dict[Level, Blocks]:
        """Return figures of every level that the source reaches, England-wide, without limits."""
        small = self.small.figures(indicator, periods)
        base = Level(indicator.base_level)
        if base == Level.DISTRICT:
            return self._published(small)
        if not self.geography.only:
            small.frame["percentile"] = _percentiles(small)
        return {base: small} | {
            level: self._aggregated(small, indicator, base, level) for level in _larger(indicator)
        }

    def _aggregated(self, small: Blocks, indicator: Indicator, base: Level, level: Level) -> Blocks:
        groups = self.geography.base(base)[str(level)]
        labels = pd.Index(groups.cat.categories.astype(object), name="area_code")
        count = len(small.periods)
        reason = self._no_value(indicator, level)
        if reason is not None:
            return Blocks(areas.blank(tiled(labels, count), reason), labels, small.periods)
        codes = groups.cat.codes.to_numpy().astype(np.int64)
        blocks = np.concatenate([codes + len(labels) * i for i in range(count)])
        every = pd.RangeIndex(len(labels) * count)
        numbered = pd.Series(pd.Categorical.from_codes(blocks, every), index=small.frame.index)
        people = self.geography.people(base).to_numpy()
        estimated = [self._estimated(indicator, period, base, level) for period in small.periods]
        found = areas.aggregate(
            small.frame,
            numbered,
            indicator,
            times=self.catalogue.unit_of(indicator).times,
            population=pd.Series(np.tile(people, count), index=small.frame.index),
            estimated=pd.Series(np.concatenate(estimated), index=small.frame.index),
        )
        if indicator.source in self.catalogue.tables:
            weights = small.frame["denominator"].groupby(numbered, observed=False).sum()
            found = self._counted(found, small.periods, labels, weights, indicator)
        found = within_cap(found, indicator)
        found.index = tiled(labels, count)
        found["published"] = self.small.published(level, indicator, small.periods, labels)
        return Blocks(found.reindex(columns=[*NUMBERS, "status"]), labels, small.periods)

    def _counted(
        self,
        found: pd.DataFrame,
        periods: Sequence[Period],
        labels: pd.Index,
        weights: pd.Series,
        indicator: Indicator,
    ) -> pd.DataFrame:
        """Put in what a table that was added says of larger areas itself."""
        names = np.repeat([period.key or period.id for period in periods], len(labels))
        keys = pd.MultiIndex.from_arrays([tiled(labels, len(periods)), names])
        counts = counts_of(self.catalogue.tables[indicator.source], keys)
        times = self.catalogue.unit_of(indicator).times
        return with_counts(found, counts.set_axis(found.index), weights, indicator, times)

    def _no_value(self, indicator: Indicator, level: Level) -> Status | None:
        """Return why a larger area has no value, where that is known beforehand."""
        if self.geography.only and level in (Level.REGION, Level.COUNTRY):
            return Status.LOW_COVERAGE
        if indicator.value is not None and indicator.base is None:
            return Status.NOT_COMBINED
        return None

    def _published(self, small: Blocks) -> dict[Level, Blocks]:
        """Share rows out over levels by code; the United Kingdom's where England has no figure."""
        found = {}
        for level in (Level.DISTRICT, Level.REGION, Level.COUNTRY):
            labels = pd.Index(self.geography.lsoas[str(level)].cat.categories.astype(object))
            found[level] = small.take(small.areas.get_indexer(labels))
        kingdom = small.take(small.areas.get_indexer([UNITED_KINGDOM]))
        england = found[Level.COUNTRY].frame["value"]
        if england.isna().all() and kingdom.frame["value"].notna().any():
            found[Level.UK] = kingdom
        return found

    def _estimated(
        self, indicator: Indicator, period: Period, base: Level, level: Level
    ) -> np.ndarray:
        """Return which small areas bring a shared-out count into an area of ``level``."""
        source = self.catalogue.sources[indicator.source]
        vintage = Vintage(period.vintage or source.vintage)
        walk = self.geography.crosswalks.get(vintage)
        key = (str(vintage), str(level))
        if key not in self._straddlers:
            groups = self.geography.base(base)[str(level)]
            codes = walk.straddlers(groups) if walk else pd.Index([])
            self._straddlers[key] = groups.index.isin(codes)
        return self._straddlers[key]


def _larger(indicator: Indicator) -> tuple[Level, ...]:
    """Return the levels that are added up of an indicator's own: MSOAs where it asks for them."""
    base = Level(indicator.base_level)
    asked = base == Level.LSOA and Level.MSOA in indicator.levels
    return (*LARGER[base], *((Level.MSOA,) if asked else ()))


def _percentiles(small: Blocks) -> np.ndarray:
    """Return each block's percentiles; unknown where too much of England is without a value.

    Values are ranked as they are written: whether two are equal must not hang on a last digit.
    """
    values = small.frame["value"].to_numpy().reshape(len(small.periods), len(small.areas))
    found = [
        percentiles(pd.Series(kept(block))).to_numpy()
        if np.isnan(block).mean() <= MOST_MISSING
        else np.full(len(block), np.nan)
        for block in values
    ]
    return np.concatenate(found)
