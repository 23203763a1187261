"""DESNZ sub-regional fuel poverty: households and fuel-poor households, by data year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from het_geo.catalogue.vocabulary import Source
from het_geo.geography import Vintage
from het_geo.sources.layouts import read_wide
from het_geo.sources.table import RawTable


def read(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read the named counts, indexed by area code and data year.

    The codes change vintage with the year (2011 to 2020 and 2021 on); the indicator's period
    says which, and the build checks it against the lookup.
    """
    return read_wide(
        path,
        columns,
        code=source.options["code"],
        period=source.options["period"],
        vintage=Vintage(source.vintage),
    )
