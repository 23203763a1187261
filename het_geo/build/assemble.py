"""From raw tables to figures: an indicator's recipe, carried out for every area of England.

All periods of an indicator are computed together, one block of rows a period, each block in the
same order of areas: what would be a thousand small steps becomes a few large ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from het_geo import areas
from het_geo.build.england import Geography
from het_geo.build.part import Part
from het_geo.build.store import RawStore
from het_geo.build.terms import TermReader
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import Indicator
from het_geo.errors import SourceError
from het_geo.figures import NUMBERS, Status, kept, percentiles, statuses, within_cap
from het_geo.geography import UNITED_KINGDOM, Level, Vintage

LARGER = {
    Level.LSOA: (Level.WARD, Level.DISTRICT, Level.REGION, Level.COUNTRY),
    Level.MSOA: (Level.DISTRICT, Level.REGION, Level.COUNTRY),
}
# The recipe's parts: which column each fills, and whether it is a mean when areas change.
PARTS = {
    "value": ("value", True),
    "numerator": ("numerator", False),
    "denominator": ("denominator", False),
    "weight": ("denominator", False),
    "lower": ("lower", True),
    "upper": ("upper", True),
}
MOST_MISSING = 0.2  # a share of England without a value above which a percentile says nothing


@dataclass(frozen=True)
class Blocks:
    """Figures of several periods: one block of rows a period, ``areas`` in each, in this order."""

    frame: pd.DataFrame
    areas: pd.Index
    periods: tuple[Period, ...]

    def rows(self, chosen: np.ndarray) -> np.ndarray:
        """Return the positions, in every block, of areas at the positions ``chosen``."""
        starts = np.arange(len(self.periods)) * len(self.areas)
        return np.asarray((starts[:, None] + chosen[None, :]).ravel())


class Assembler:
    """Makes figures from raw tables, for one catalogue and one geography."""

    def __init__(
        self, store: RawStore, geography: Geography, read_shapes: Callable[[], gpd.GeoSeries]
    ) -> None:
        self.catalogue = store.catalogue
        self.geography = geography
        self._terms = TermReader(store, geography, read_shapes)
        self._straddlers: dict[tuple[str, str], np.ndarray] = {}

    def small_areas(self, indicator: Indicator, periods: Sequence[Period]) -> Blocks:
        """Return an indicator's periods for every small area of England, without limits.

        An indicator published for districts gives its published areas instead.

        Raises:
            SourceError: for a value outside the record's range, naming source and area.
            VintageError: for codes of another vintage than the record or its period declares.
        """
        level = indicator.base_level
        index = self.geography.published if level == Level.DISTRICT else self._base(level)
        found: dict[str, list[Part]] = {}
        for period in periods:
            for name, (column, mean) in PARTS.items():
                terms = indicator.part(name, period)
                if terms is not None:
                    by = indicator.part("denominator", period) if name == "numerator" else None
                    part = self._terms.read(terms, period, level, mean=mean, by=by)
                    found.setdefault(column, []).append(part)
        frame = pd.DataFrame(
            {
                column: np.concatenate([part.values.to_numpy(dtype=float) for part in parts])
                for column, parts in found.items()
            },
            index=_tiled(index, len(periods)),
        ).reindex(columns=NUMBERS)
        for end in ("least", "most"):
            counts = [getattr(part, end).to_numpy() for part in found.get("numerator", [])]
            frame[end] = np.concatenate(counts) if counts else np.nan
        self._scale(frame, indicator)
        frame["published"] = self._published_at(Level(level), indicator, periods)
        redrawn = frame.index.isin(self.geography.redrawn)
        frame["status"] = _status(frame, found, redrawn)
        frame = within_cap(frame, indicator)
        self._mark_not_sent(frame, indicator, periods)
        self._check_range(frame, indicator)
        return Blocks(frame, index, tuple(periods))

    def all_levels(self, indicator: Indicator, periods: Sequence[Period]) -> dict[Level, Blocks]:
        """Return figures of every level that the source reaches, England-wide, without limits."""
        small = self.small_areas(indicator, periods)
        base = Level(indicator.base_level)
        if base == Level.DISTRICT:
            return self._published(small)
        if not self.geography.only:
            small.frame["percentile"] = _percentiles(small)
        return {base: small} | {
            level: self._aggregated(small, indicator, base, level) for level in LARGER[base]
        }

    def _base(self, level: str) -> pd.Index:
        return self.geography.base(level).index

    def _aggregated(self, small: Blocks, indicator: Indicator, base: Level, level: Level) -> Blocks:
        groups = self.geography.base(base)[str(level)]
        labels = pd.Index(groups.cat.categories.astype(object), name="area_code")
        count = len(small.periods)
        reason = self._no_value(indicator, level)
        if reason is not None:
            return Blocks(areas.blank(_tiled(labels, count), reason), labels, small.periods)
        codes = groups.cat.codes.to_numpy().astype(np.int64)
        blocks = np.concatenate([codes + len(labels) * i for i in range(count)])
        every = pd.RangeIndex(len(labels) * count)
        tiled = pd.Series(pd.Categorical.from_codes(blocks, every), index=small.frame.index)
        people = self.geography.people(base).to_numpy()
        estimated = [self._estimated(indicator, period, base, level) for period in small.periods]
        found = areas.aggregate(
            small.frame,
            tiled,
            indicator,
            times=self.catalogue.unit_of(indicator).times,
            population=pd.Series(np.tile(people, count), index=small.frame.index),
            estimated=pd.Series(np.concatenate(estimated), index=small.frame.index),
        )
        found = within_cap(found, indicator)
        found.index = _tiled(labels, count)
        found["published"] = self._published_at(level, indicator, small.periods, labels)
        return Blocks(found.reindex(columns=[*NUMBERS, "status"]), labels, small.periods)

    def _published_at(
        self,
        level: Level,
        indicator: Indicator,
        periods: Sequence[Period],
        labels: pd.Index | None = None,
    ) -> np.ndarray | float:
        """Return the publisher's own figures of a level, where the record names them."""
        terms = indicator.published.get(str(level))
        if terms is None:
            return float("nan")
        parts = [self._terms.read(terms, period, level, mean=True).values for period in periods]
        return np.concatenate(
            [part if labels is None else part.reindex(labels) for part in parts]
        ).astype(float)

    def _scale(self, frame: pd.DataFrame, indicator: Indicator) -> None:
        """Bring values to the indicator's unit; the unit says how."""
        unit = self.catalogue.unit_of(indicator)
        for name in ("numerator", "denominator"):
            frame[name] = kept(frame[name].to_numpy(dtype=float))
        if indicator.value is None:
            divisor = frame["denominator"].where(frame["denominator"] > 0)
            frame["value"] = frame["numerator"] / divisor * unit.times
            for end in ("least", "most"):  # of a count that is withheld; a known one has no ends
                frame[end] = (frame[end] / divisor * unit.times).where(frame["numerator"].isna())
            return
        frame[["least", "most"]] = np.nan
        if unit.fraction:
            frame[["value", "lower", "upper"]] *= unit.times

    def _mark_not_sent(
        self, frame: pd.DataFrame, indicator: Indicator, periods: Sequence[Period]
    ) -> None:
        """Say of absent figures that their source should have sent them and did not."""
        lost = [
            any(
                self._terms.not_sent(terms, period)
                for name in PARTS
                if (terms := indicator.part(name, period)) is not None
            )
            for period in periods
        ]
        rows = np.repeat(lost, len(frame) // len(periods))
        frame.loc[rows & frame["value"].isna().to_numpy(), "status"] = str(Status.NOT_SENT)

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
            found[level] = _at(small, labels)
        kingdom = _at(small, pd.Index([UNITED_KINGDOM], dtype=object))
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

    def _check_range(self, frame: pd.DataFrame, indicator: Indicator) -> None:
        low, high = indicator.valid
        outside = (frame["value"].notna() & ~frame["value"].between(low, high)).to_numpy()
        if outside.any():
            row = int(outside.argmax())
            raise SourceError(
                f"indicator '{indicator.id}': {frame.index[row]} has the value "
                f"{frame['value'].iloc[row]:g}, outside [{low:g}, {high:g}]. Check the file of "
                f"'{indicator.source}', or the record's 'valid'."
            )


def _at(blocks: Blocks, labels: pd.Index) -> Blocks:
    """Return the blocks with the areas of these codes alone."""
    rows = blocks.rows(blocks.areas.get_indexer(labels))
    return Blocks(blocks.frame.iloc[rows], labels, blocks.periods)


def _tiled(index: pd.Index, count: int) -> pd.Index:
    if count == 1:
        return index
    return pd.Index(np.tile(index.to_numpy(), count), dtype=object, name="area_code")


def _status(
    frame: pd.DataFrame, found: dict[str, list[Part]], redrawn: np.ndarray
) -> pd.Categorical:
    def marks(which: str, columns: Sequence[str]) -> np.ndarray:
        parts = [
            np.concatenate([getattr(part, which).to_numpy(dtype=bool) for part in found[column]])
            for column in columns
        ]
        return np.asarray(np.logical_or.reduce(parts), dtype=bool)

    missing = frame["value"].isna().to_numpy()
    main = [column for column in ("value", "numerator") if column in found]
    divided = marks("divided", list(found))
    joint = np.concatenate([_joint(part) for part in found[main[0]]])
    cases = [
        (missing & joint, Status.JOINT),
        (missing & marks("withheld", main), Status.SUPPRESSED),
        (missing, Status.MISSING),
        (divided & redrawn, Status.MIXED),
        (divided, Status.APPORTIONED),
    ]
    return statuses(cases, len(frame))


def _joint(part: Part) -> np.ndarray:
    return np.asarray(part.values.index.isin(part.joint))


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
