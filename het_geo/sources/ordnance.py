"""Ordnance Survey: where postcodes are."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq

from het_geo.errors import SourceError
from het_geo.sources.layouts import parquet

NO_PLACE, SECTOR = 90, 60  # quality: no coordinates; the middle of the postcode's sector
QUALITIES = (10, 20, 30, 40, 50, SECTOR, NO_PLACE)


def postcodes(path: Path) -> pd.DataFrame:
    """Read England's postcodes, those without a place among them.

    Columns: ``postcode``, ``x`` and ``y`` (metres, EPSG:27700), ``ward`` (2025; "" where the list
    names none), ``placed`` (whether ``x`` and ``y`` are a place).

    Raises:
        SourceError: a mark of how surely a postcode is placed is not known.
    """
    names = {"postcode": "postcode", "easting": "x", "northing": "y", "ward_code": "ward"}
    frame = parquet(_read, path, [*names, "positional_quality"]).rename(columns=names)
    quality = frame.pop("positional_quality")
    unknown = quality[~quality.isin(QUALITIES)]
    if len(unknown):
        raise SourceError(f"{path}: column 'positional_quality': unknown {unknown.iloc[0]}.")
    return frame.assign(placed=quality != NO_PLACE)


def _read(path: Path, columns: list[str]) -> pd.DataFrame:
    table = pq.read_table(path, columns=columns, read_dictionary=["ward_code"])
    if pc.count_distinct(table["postcode"]).as_py() < len(table):
        raise SourceError(f"{path}: a postcode stands twice. Fetch it again.")
    return table.to_pandas()
