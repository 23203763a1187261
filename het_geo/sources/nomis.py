"""ONS census tables as Nomis publishes them (bulk CSV), wide or long."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from het_geo.catalogue.vocabulary import Source
from het_geo.geography import Vintage
from het_geo.sources.layouts import read_long, read_wide
from het_geo.sources.table import RawTable


def wide(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read one row an area, one column a category; ``options.code`` names the code column."""
    return read_wide(path, columns, code=source.options["code"], vintage=Vintage(source.vintage))


def long(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read one row an area and category; options name the code, category and count columns."""
    return read_long(
        path,
        columns,
        code=source.options["code"],
        category=source.options["category"],
        count=source.options["count"],
        vintage=Vintage(source.vintage),
    )


def claimants(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read the yearly claimant count, which upstream is the sum of twelve monthly counts.

    The result is the mean of the twelve months.
    """
    table = read_wide(
        path,
        columns,
        code=source.options["code"],
        period=source.options["period"],
        vintage=Vintage(source.vintage),
    )
    return RawTable(table.values / 12, table.suppressed)
