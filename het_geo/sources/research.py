"""Research indices kept as tables of one row an area: AHAH, DERI, loneliness, ONS green space."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from het_geo.catalogue.vocabulary import Source
from het_geo.geography import Vintage
from het_geo.sources.layouts import read_columns, read_wide
from het_geo.sources.table import RawTable


def read(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read columns of a CSV or Parquet file, in the publisher's own units."""
    reader = read_columns if path.suffix == ".parquet" else read_wide
    return reader(path, columns, code=source.options["code"], vintage=Vintage(source.vintage))
