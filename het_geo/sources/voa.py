"""VOA's stock of properties by build period, rounded to 10."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from het_geo.catalogue import Source
from het_geo.geography import Vintage
from het_geo.sources.layouts import read_wide
from het_geo.sources.table import RawTable

NEGLIGIBLE = "1"  # every other count is a multiple of 10: this stands for a small one withheld


def read(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read counts of properties; the value 1 is a withheld small count, not one property."""
    return read_wide(
        path,
        columns,
        code=source.options["code"],
        vintage=Vintage(source.vintage),
        withheld=NEGLIGIBLE,
    )
