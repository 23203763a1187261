"""MHCLG's English Indices of Deprivation: one row an area, one column a score or indicator."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from het_geo.catalogue.vocabulary import Source
from het_geo.geography import Vintage
from het_geo.sources.layouts import read_wide
from het_geo.sources.table import RawTable


def read(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read the named scores, indicators or denominators, in the publisher's own units."""
    return read_wide(
        path,
        columns,
        code=source.options["code"],
        vintage=Vintage(source.vintage),
        withheld=source.withheld,
    )
