"""How many neighbourhoods, and people in them, lie above the guideline of an indicator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from het_geo.build import england as geo
from het_geo.build.england import Geography
from het_geo.build.shapes import write_csv
from het_geo.build.tables import Piece
from het_geo.catalogue.records import Catalogue
from het_geo.geography import Level
from het_geo.pack import manifest
from het_geo.pack.guidelines_table import COLUMNS, COUNTS, FILE
from het_geo.pack.manifest import Place

_LEVELS = (Level.WARD, Level.DISTRICT, Level.REGION, Level.COUNTRY)


class Guidelines:
    """Counts for every area of England, worked out once an indicator.

    The definition: docs/methods.md#above-a-guideline.
    """

    def __init__(self, geography: Geography, catalogue: Catalogue) -> None:
        self._geography, self._catalogue = geography, catalogue
        self._counts: dict[str, pd.DataFrame] = {}

    def of(self, place: Place, pieces: list[Piece]) -> pd.DataFrame:
        """Return the counts of a place's wards, its district, region and England."""
        lsoas = self._geography.lsoas
        own = lsoas[lsoas["district"] == place.code]
        wards = self._geography.wards.index[self._geography.wards["district"] == place.code]
        larger = [str(own[level].iloc[0]) for level in _LEVELS[1:]]
        parts = []
        for piece in with_line(pieces, place):
            counts = self._of_piece(piece)
            codes = [code for code in (*wards, *larger) if code in counts.index]
            parts.append(counts.loc[codes].reset_index().assign(indicator=piece.indicator.id))
        return pd.concat(parts)[COLUMNS] if parts else pd.DataFrame(columns=COLUMNS)

    def _of_piece(self, piece: Piece) -> pd.DataFrame:
        if piece.indicator.id not in self._counts:
            self._counts[piece.indicator.id] = pd.concat(self._counted(piece))
        return self._counts[piece.indicator.id]

    def _counted(self, piece: Piece) -> Iterator[pd.DataFrame]:
        blocks, line = piece.levels[Level.LSOA], piece.indicator.references[0].value
        levels = _LEVELS[:2] if piece.only else _LEVELS
        size = len(blocks.areas)
        for i, period in enumerate(blocks.periods):
            rows = blocks.frame.iloc[i * size : (i + 1) * size]
            value = rows["value"].to_numpy(dtype=float)
            people = rows["denominator"].to_numpy(dtype=float)
            known, above = ~np.isnan(value), value > line
            counts = pd.DataFrame(
                {
                    "neighbourhoods": known * 1.0,
                    "above": above * 1.0,
                    "people": np.where(known, people, 0.0),
                    "people_above": np.where(above, people, 0.0),
                }
            )
            for level in levels:
                areas = self._geography.lsoas.loc[blocks.areas, str(level)].astype(object)
                found = counts[COUNTS].groupby(areas.to_numpy()).sum().rename_axis("area_code")
                yield found.assign(period=period.id)


def with_line(pieces: list[Piece], place: Place) -> list[Piece]:
    """Return the pieces of a place that are figures of neighbourhoods with a guideline."""
    return [
        piece
        for piece in pieces
        if piece.indicator.references
        and Level.LSOA in piece.levels
        and (not piece.only or place.code in piece.only)
    ]


def write_guidelines(
    folder: Path, place: Place, guidelines: Guidelines, pieces: list[Piece]
) -> manifest.FileEntry:
    """Write ``guidelines.csv`` of a place; it is written, empty, where there are none."""
    table = guidelines.of(place, pieces)
    path = folder / "data" / place.slug / FILE
    write_csv(table, path)
    used = sorted({term.source for p in with_line(pieces, place) for term in p.indicator.terms})
    return manifest.entry(folder, path, len(table), [*used, geo.LOOKUP])
