"""DfE's local authority interactive tool (LAIT): series for upper-tier authorities and England."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from het_geo.catalogue.vocabulary import Source
from het_geo.errors import SourceError
from het_geo.geography import ENGLAND
from het_geo.sources.table import RawTable, numbers

# LAIT names authorities and regions; these are the names of the lookup it spells otherwise.
SPELLINGS = {
    "Bedford Borough": "Bedford",
    "Durham": "County Durham",
    "Herefordshire": "Herefordshire, County of",
    "Kingston Upon Hull, City of": "Kingston upon Hull, City of",
    "Yorkshire and the Humber": "Yorkshire and The Humber",
}


def read(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read the measures named by LAIT's short description, indexed by area *name* and period.

    Percentages become fractions; which measures are percentages is what ``options.percent`` says
    of them, since the file states no unit. A "-" is missing. The build turns names into codes.
    Figures that stand under a wrong year are moved, as ``period:measure = "stated > meant"``, and
    that fails once the publisher has mended it.

    Raises:
        SourceError: the file is missing or damaged, has no such measure, or an area and year stand
            twice for one.
    """
    try:
        frame = pd.read_parquet(path, filters=[("Short Desc", "in", sorted(columns))])
    except (OSError, ValueError, KeyError) as error:
        raise SourceError(f"{path}: the file cannot be read: {error}. Fetch it again.") from error
    absent = sorted(set(columns) - set(frame["Short Desc"]))
    if absent:
        raise SourceError(f"{path}: column 'Short Desc' has no {absent[0]!r}.")
    frame["area_code"] = frame["LA and Regions"].replace(SPELLINGS).replace("England", ENGLAND)
    frame["period"] = frame["Years"].str.replace(r" \((Rev|prov|OT)\)$", "", regex=True)
    frame["period"] = _meant(frame, source, path)
    keys = ["area_code", "period", "Short Desc"]
    twice = frame[frame.duplicated(keys)]
    if len(twice):
        raise SourceError(f"{path}: {tuple(twice[keys].iloc[0])} stands twice.")
    text = frame[["Values"]].astype("string").fillna("").reset_index(drop=True)
    values = numbers(text, ["Values"], path).values["Values"].to_numpy()
    table = pd.Series(values, index=pd.MultiIndex.from_frame(frame[keys])).unstack()
    percent = source.options["percent"].split(", ")
    for name in set(percent) & set(table):
        table[name] /= 100
    table = table[list(columns)]
    return RawTable(table, pd.DataFrame(False, index=table.index, columns=table.columns))


def _meant(frame: pd.DataFrame, source: Source, path: Path) -> pd.Series:
    """Return the period of each row, after the record's corrections."""
    periods = frame["period"].copy()
    for key, text in source.options.items():
        name = key.removeprefix("period:")
        own = frame["Short Desc"] == name
        if name == key or not own.any():
            continue
        stated, meant = text.split(" > ")
        held = set(periods[own & (frame["Values"] != "-")])
        if stated not in held or meant in set(periods[own]):
            raise SourceError(
                f"{path}: the correction of {name!r} expects figures for {stated} and no rows for "
                f"{meant}, which is no longer so. Remove 'period:{name}' from the source record."
            )
        periods = periods.mask(own, periods.replace(stated, meant))
    return periods
