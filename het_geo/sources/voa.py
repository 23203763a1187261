"""VOA's stock of properties by build period, rounded to 10."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from het_geo.catalogue.vocabulary import Source
from het_geo.geography import Vintage
from het_geo.sources.layouts import read_wide
from het_geo.sources.table import RawTable


def read(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read counts of properties. A true nought is 0; the value 1 stands for 1 to 4 properties."""
    return read_wide(
        path,
        columns,
        code=source.options["code"],
        vintage=Vintage(source.vintage),
        withheld=source.withheld,
    )
