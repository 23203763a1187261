"""A verified pack in memory: areas, figures, shapes, points, retired codes and postcodes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from het_geo.catalogue.records import Catalogue
from het_geo.geography import Level, untailed
from het_geo.pack.manifest import Manifest
from het_geo.pack.postcodes_table import no_postcodes
from het_geo.pack.similar_table import Similar


@dataclass(frozen=True)
class Pack:
    """A verified pack in memory.

    ``areas`` is indexed by area code (``name``, ``level``, ``vintage``, ``population``, ``ward``,
    ``msoa``, ``msoa_name``, ``ward_share``, ``most_area_in``; ``overlapped_by``, for a ward that no
    neighbourhood fits best: the codes of those on its ground; ``lon`` and ``lat``, for a
    neighbourhood: its population-weighted centroid in degrees). ``figures`` has the columns of
    :data:`het_geo.figures.COLUMNS`. ``shapes`` gives GeoJSON features by level and area code.
    ``points`` has ``kind`` (an id of ``catalogue.point_kinds``), ``name``, ``detail`` (may be
    empty), ``lon`` and ``lat`` (degrees) and ``source``: schools and health services inside the
    district, in the order of kinds and names. ``retired`` has ``old_code``, ``old_name``,
    ``level``, ``edition`` (a year), ``new_code`` (may be empty) and ``share`` (of its people, 0 to
    1): a row for each area that a retired code has become, the likeliest first. ``tenths`` are the
    figures of each tenth of an area's neighbourhoods by deprivation
    (:mod:`het_geo.pack.tenths_table`), ``guidelines`` how many neighbourhoods and people are above
    a guideline (:mod:`het_geo.pack.guidelines_table`). ``similar`` are the areas of England most
    like the place's (:mod:`het_geo.pack.similar_table`). ``postcodes`` says where each lies
    (:mod:`het_geo.pack.postcodes_table`); a pack may be without.
    """

    manifest: Manifest
    catalogue: Catalogue
    areas: pd.DataFrame
    figures: pd.DataFrame
    shapes: dict[Level, dict[str, dict]]  # type: ignore[type-arg]
    points: pd.DataFrame
    retired: pd.DataFrame
    tenths: pd.DataFrame
    guidelines: pd.DataFrame
    similar: Similar
    postcodes: pd.DataFrame = field(default_factory=no_postcodes)

    @property
    def key(self) -> str:
        """What names the pack among all of all places, times and visitors."""
        return f"{self.manifest.place}-{self.manifest.version}"

    @property
    def title(self) -> str:
        """The place's name where it stands alone, such as "Kingston upon Hull"."""
        return untailed(self.manifest.name)

    @property
    def link(self) -> dict[str, str]:
        """What a link says of the pack: the place, and what a visitor has added to it."""
        return {"place": self.manifest.place}

    @property
    def own(self) -> Mapping[str, tuple[str, ...]]:
        """A visitor's own areas: the neighbourhoods of each, by code. A pack itself has none."""
        return {}

    @cached_property
    def periods_held(self) -> dict[str, set[str]]:
        """The periods that the pack holds of each of its indicators."""
        held = self.figures[["indicator", "period"]].drop_duplicates()
        return {str(name): set(rows) for name, rows in held.groupby("indicator")["period"]}

    @cached_property
    def periods_known(self) -> set[tuple[str, str, str]]:
        """The indicators, periods and levels in which at least one area has a value."""
        known = self.figures[self.figures["value"].notna()]
        levels = known["area_code"].map(self.areas["level"])
        return set(zip(known["indicator"], known["period"], levels, strict=True))

    @cached_property
    def _by_view(self) -> dict[tuple[str, str], pd.DataFrame]:
        indexed = self.figures.set_index("area_code")
        groups = indexed.groupby(["indicator", "period"], sort=False)
        return {(str(name), str(period)): rows for (name, period), rows in groups}

    def rows(self, indicator: str, period: str) -> pd.DataFrame:
        """Return the figures of one indicator and period, indexed by area code."""
        found = self._by_view.get((indicator, period))
        if found is None:
            return self.figures.iloc[:0].set_index("area_code")
        return found.copy(deep=False)  # what a caller writes into it stays the caller's

    @property
    def district(self) -> str:
        """The code of the district this pack is for."""
        return self.manifest.code

    def codes(self, level: Level) -> list[str]:
        """Return the codes of the areas of one level, in the pack's order."""
        found = self._by_level.get(str(level))
        return [] if found is None else list(found.index)

    def areas_at(self, level: Level) -> pd.DataFrame:
        """Return the areas of one level, in the pack's order."""
        found = self._by_level.get(str(level))
        return self.areas.iloc[:0] if found is None else found.copy(deep=False)

    @cached_property
    def _by_level(self) -> dict[str, pd.DataFrame]:
        groups = self.areas.groupby("level", sort=False)
        return {str(level): areas for level, areas in groups}
