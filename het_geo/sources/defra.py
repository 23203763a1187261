"""Defra's modelled background air quality (PCM), on the 1 km British National Grid."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from het_geo.catalogue.vocabulary import Source
from het_geo.errors import SourceError
from het_geo.sources.delimited import read_text
from het_geo.sources.table import RawTable, numbers

UNIT = "ug/m3"


def read(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read annual means in µg/m³, one column a pollutant, indexed by grid cell and year.

    The index level ``area_code`` is the cell's centre, "x y" in metres of EPSG:27700.

    Raises:
        SourceError: a row is in another unit, a cell stands twice for a pollutant and year, or a
            pollutant has no rows.
    """
    frame = read_text(path, ["pollutant", "year", "x", "y", "value", "unit"])
    strange = frame[frame["unit"] != UNIT]
    if len(strange):
        raise SourceError(
            f"{path}: row {int(strange.index[0]) + 2}, column 'unit': "
            f"{strange['unit'].iloc[0]!r}, expected {UNIT!r}."
        )
    frame["area_code"] = frame["x"] + " " + frame["y"]
    keys = ["area_code", "year", "pollutant"]
    twice = frame[frame.duplicated(keys)]
    if len(twice):
        raise SourceError(
            f"{path}: row {int(twice.index[0]) + 2}: the cell {twice['area_code'].iloc[0]} "
            f"stands twice for {twice['pollutant'].iloc[0]} {twice['year'].iloc[0]}."
        )
    table = numbers(frame, ["value"], path)
    index = pd.MultiIndex.from_frame(frame[keys].rename(columns={"year": "period"}))
    values = table.values["value"].set_axis(index).unstack()
    missing = [name for name in columns if name not in values]
    if missing:
        raise SourceError(f"{path}: column 'pollutant' has no rows for {missing[0]!r}.")
    withheld = table.suppressed["value"].set_axis(index).unstack(fill_value=False)
    return RawTable(values[list(columns)], withheld[list(columns)].astype(bool))
