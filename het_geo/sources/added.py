"""Tables that were added to the catalogue itself: figures of one's own (docs/own-data.md)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from het_geo.catalogue.vocabulary import Source
from het_geo.geography import Vintage, pattern
from het_geo.sources.delimited import read_header
from het_geo.sources.layouts import read_wide
from het_geo.sources.table import RawTable

CODE, PERIOD, COUNT = "area_code", "period", "numerator"


def read(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read columns of a table with one row an area and period; "c" is a withheld count.

    Rows of larger areas (:func:`read_counts`) are left out.
    """
    table = read_wide(
        path, columns, code=CODE, vintage=Vintage.AREA, period=PERIOD, withheld=source.withheld
    )
    codes = table.values.index.get_level_values(CODE)
    own = codes.str.fullmatch(pattern(Vintage(source.vintage)))
    return RawTable(table.values[own], table.suppressed[own])


def read_counts(path: Path) -> pd.Series:
    """Return the counts of a table by area and period, NaN where one is withheld."""
    if COUNT not in read_header(path):
        index = pd.MultiIndex.from_arrays([[], []], names=[CODE, PERIOD])
        return pd.Series(dtype=float, index=index)
    frame = pd.read_csv(path, dtype={CODE: str, PERIOD: str}, na_values={COUNT: ["c"]})
    return frame.set_index([CODE, PERIOD])[COUNT].astype(float)
