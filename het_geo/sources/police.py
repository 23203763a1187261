"""data.police.uk street-level crime: counts by neighbourhood, month and type."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from het_geo.catalogue import Source
from het_geo.errors import SourceError
from het_geo.geography import Vintage
from het_geo.sources.table import RawTable, check_codes, check_unique, numbers, read_text

ALL_TYPES = "All types"


def read(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read counts indexed by area and period (a month, or a year with all its months).

    The file lists only what was recorded: where an area it covers has no row for a month and type
    that other areas have, nothing was recorded there, which is a true 0. Areas it does not cover
    have no rows at all.
    """
    names = ["LSOA code", "Month", "Crime type", "crimes"]
    frame = read_text(path, names)
    check_codes(frame["LSOA code"], Vintage(source.vintage), path)
    check_unique(frame["LSOA code"], frame["Month"] + " " + frame["Crime type"], path)
    odd = frame[~frame["Month"].str.fullmatch(r"\d{4}-\d{2}")]
    if len(odd):
        row, month = odd.index[0], odd["Month"].iloc[0]
        raise SourceError(f"{path}: row {int(row) + 2}, column 'Month': {month!r} is no month.")
    absent = sorted(set(columns) - {ALL_TYPES} - set(frame["Crime type"]))
    if absent:
        raise SourceError(f"{path}: column 'Crime type' has no rows of {absent[0]!r}.")
    counts = numbers(frame, ["crimes"], path)
    unknown = counts.values["crimes"].isna()
    if unknown.any():
        row = int(unknown.to_numpy().argmax())
        raise SourceError(
            f"{path}: row {row + 2}, column 'crimes': {frame['crimes'].iloc[row]!r} is no count. "
            "This reader takes a missing row for 0, so a withheld cell cannot stand in it."
        )
    frame["crimes"] = counts.values["crimes"]
    table = frame.set_index(["LSOA code", "Month", "Crime type"])["crimes"].unstack()
    every = pd.MultiIndex.from_product(table.index.levels, names=["area_code", "period"])
    monthly = table.reindex(every).fillna(0.0)
    monthly[ALL_TYPES] = monthly.sum(axis=1)
    values = pd.concat([monthly, _yearly(monthly)])[list(columns)]
    return RawTable(values, pd.DataFrame(False, index=values.index, columns=values.columns))


def _yearly(monthly: pd.DataFrame) -> pd.DataFrame:
    """Return the sums of the years that have all twelve months."""
    months = monthly.index.get_level_values("period")
    year = months.str[:4]
    held = pd.Series(months.unique()).str[:4].value_counts()
    whole = year.isin(held.index[held == 12])
    area = monthly.index.get_level_values("area_code")[whole]
    found = monthly[whole].groupby([area, year[whole]]).sum()
    return found.rename_axis(["area_code", "period"])
