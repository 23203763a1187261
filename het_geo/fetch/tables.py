"""Publishers' tables as text, and the raw file's table made from them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import IO

import geopandas as gpd
import pandas as pd

from het_geo.errors import SourceError
from het_geo.fetch.records import Table


def csv_frame(content: bytes | Path | IO[bytes], where: str, columns: list[str]) -> pd.DataFrame:
    """Read columns of CSV as text; raise :class:`SourceError` naming ``where`` and the column."""
    file = io.BytesIO(content) if isinstance(content, bytes) else content
    wanted = set(columns)
    try:
        frame = pd.read_csv(
            file, dtype=str, keep_default_na=False, encoding="utf-8-sig",
            usecols=lambda name: not wanted or name in wanted,
        )  # fmt: skip
    except pd.errors.EmptyDataError as error:
        raise SourceError(f"{where}: the answer is empty.") from error
    except (pd.errors.ParserError, UnicodeDecodeError) as error:
        raise SourceError(f"{where}: the table cannot be read: {error}.") from error
    _require(frame, columns, where)
    return frame


def _require(frame: pd.DataFrame, columns: list[str], where: str) -> None:
    absent = [name for name in columns if name not in frame]
    if absent:
        raise SourceError(
            f"{where}: no column '{absent[0]}'. The publisher may have renamed or moved it: put "
            "the new name in data/catalogue/fetch.toml."
        )


def pick(frame: pd.DataFrame, table: Table, where: str) -> pd.DataFrame:
    """Return our columns of a publisher's frame, and the categories that will become rows."""
    _require(frame, table.theirs, where)
    made = {
        ours: frame[theirs[0]] if len(theirs) == 1 else _sum(frame, theirs, where)
        for ours, theirs in table.names.items()
    }
    if table.long:
        made |= {category: frame[theirs] for category, theirs in table.long.rows.items()}
    found = pd.DataFrame(made)
    for column, start in table.starts.items():
        found = found[found[column].str.startswith(start)]
    if isinstance(frame, gpd.GeoDataFrame):
        return gpd.GeoDataFrame(found, geometry=frame.geometry[found.index])
    return found.reset_index(drop=True)


def finish(frame: pd.DataFrame, table: Table, where: str) -> pd.DataFrame:
    """Add up or count rows, and turn categories into rows, where the record says so."""
    if table.total:
        keys = [name for name in frame if name != table.total]
        counted = pd.Series(1, index=frame.index)
        count = numbers(frame, table.total, where) if table.total in frame else counted
        sums = frame[keys].assign(**{table.total: count}).groupby(keys, sort=True)[table.total]
        frame = sums.sum().map(_text).reset_index()
    if not table.long:
        return frame
    names = list(table.long.rows)
    keys = [name for name in frame if name not in names]
    long = frame.melt(keys, names, table.long.category, table.long.count, ignore_index=False)
    return long.sort_index(kind="stable").reset_index(drop=True)


def _sum(frame: pd.DataFrame, names: tuple[str, ...], where: str) -> pd.Series:
    total = sum(numbers(frame, name, where) for name in names)
    return pd.Series(total, index=frame.index).map(_text)


def numbers(frame: pd.DataFrame, name: str, where: str) -> pd.Series:
    """Return a text column as numbers; raise :class:`SourceError` for a blank or a mark.

    A blank cannot be added up: it would pass for 0.
    """
    found = pd.to_numeric(frame[name].str.replace(",", ""), errors="coerce")
    if found.isna().any():
        row = int(found.isna().to_numpy().argmax())
        raise SourceError(
            f"{where}: row {row + 2}, column '{name}': {frame[name].iloc[row]!r} is no number."
        )
    return found


def _text(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else repr(float(number))
