"""Tables that were added to the catalogue itself: figures of one's own (docs/own-data.md)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from het_geo.catalogue.vocabulary import Source
from het_geo.geography import Vintage
from het_geo.sources.layouts import read_wide
from het_geo.sources.table import RawTable


def read(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read columns of a table with one row an area and period; "c" is a withheld count."""
    return read_wide(
        path,
        columns,
        code="area_code",
        vintage=Vintage(source.vintage),
        period="period",
        withheld=source.withheld,
    )
