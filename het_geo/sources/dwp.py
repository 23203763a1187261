"""DWP tables from Stat-Xplore: one row an MSOA 2011, one column a period."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from het_geo.catalogue.vocabulary import Source
from het_geo.geography import Vintage
from het_geo.sources.layouts import read_periods
from het_geo.sources.table import RawTable


def read(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read counts by area and period into the one column that the records name.

    Stat-Xplore writes ``..`` for nil or negligible: a low count withheld, as the record says.
    """
    (name,) = columns
    return read_periods(
        path,
        name,
        code=source.options["code"],
        vintage=Vintage(source.vintage),
        not_periods=[source.options["name"]],
        withheld=source.withheld,
    )
