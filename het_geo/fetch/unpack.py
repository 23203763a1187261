"""Publishers' files that hold a table inside: zip archives, Defra's grids."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from fnmatch import fnmatch
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from het_geo.errors import SourceError
from het_geo.fetch import caps
from het_geo.fetch.records import TableRecipe


def csv_frame(content: bytes | Path | io.RawIOBase, where: str, columns: list[str]) -> pd.DataFrame:
    """Read columns of CSV as text.

    Raises:
        SourceError: it is empty, no CSV in UTF-8, has more rows than are read, or lacks a column;
            ``where`` and the column are named.
    """
    wanted = set(columns)
    try:
        with _opened(content, where) as file:
            frame = pd.read_csv(
                file, dtype=str, keep_default_na=False, encoding="utf-8-sig",
                usecols=lambda name: not wanted or name in wanted, nrows=caps.ROWS + 1,
            )  # fmt: skip
    except pd.errors.EmptyDataError as error:
        raise SourceError(f"{where}: the answer is empty.") from error
    except (pd.errors.ParserError, UnicodeDecodeError, ValueError) as error:
        raise SourceError(f"{where}: the table cannot be read: {error}.") from error
    _check_rows(len(frame), where)
    _require(frame, columns, where)
    return frame


def _check_rows(rows: int, where: str) -> None:
    if rows > caps.ROWS:
        raise SourceError(f"{where}: the table has more than {caps.ROWS:,} rows.")


def _opened(content: bytes | Path | io.RawIOBase, where: str) -> io.BufferedReader:
    """Return a table's file, its header looked at before anything reads it whole."""
    if isinstance(content, Path):
        return caps.headed(content.open("rb", buffering=0), where)
    return caps.headed(io.BytesIO(content) if isinstance(content, bytes) else content, where)


def _require(frame: pd.DataFrame, columns: list[str], where: str) -> None:
    absent = [name for name in columns if name not in frame]
    if absent:
        raise SourceError(
            f"{where}: no column '{absent[0]}'. The publisher may have renamed or moved it: put "
            "the new name in data/catalogue/fetch.toml."
        )


def pick(frame: pd.DataFrame, table: TableRecipe, where: str) -> pd.DataFrame:
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


def finish(frame: pd.DataFrame, table: TableRecipe, where: str) -> pd.DataFrame:
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
    """Return a text column as numbers.

    A blank cannot be added up: it would pass for 0.

    Raises:
        SourceError: a cell is blank or holds a mark; its row is named.
    """
    found = pd.to_numeric(frame[name].str.replace(",", ""), errors="coerce")
    found = found.where(np.isfinite(found))
    if found.isna().any():
        row = int(found.isna().to_numpy().argmax())
        raise SourceError(
            f"{where}: row {row + 2}, column '{name}': {frame[name].iloc[row]!r} is no number."
        )
    return found


def _text(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else repr(float(number))


_PCM_HEADER = ("gridcode", "x", "y")
_PCM_UNITS = {"ug m-3": "ug/m3"}


def archive(path: Path, where: str, member: str, columns: list[str]) -> pd.DataFrame:
    """Read columns of every CSV in a zip file whose name fits ``member`` (``*`` stands for any).

    Raises:
        SourceError: no member fits, too many do or one twice, or the zip file is damaged, encrypted
            or packed in an unusual way.
    """
    room = caps.Room(caps.UNPACKED, where)
    try:
        with zipfile.ZipFile(path) as opened:
            names = _members(opened.namelist(), member, where)
            frames: list[pd.DataFrame] = []
            for name in names:
                with opened.open(name) as file:
                    part = caps.Unpacking(file, room)
                    frames.append(csv_frame(part, f"{where} ({name})", columns))
                _check_rows(sum(map(len, frames)), where)
    except (zipfile.BadZipFile, EOFError, OSError, zlib.error, struct.error) as error:
        raise SourceError(f"{where}: not a whole zip file: {error}.") from error
    except (RuntimeError, ValueError) as error:  # encrypted, or packed in an unusual way
        raise SourceError(f"{where}: the zip file cannot be read: {error}.") from error
    whole = pd.concat(frames, ignore_index=True)
    whole.attrs["members"] = [name.rsplit("/", 1)[-1] for name in names]
    return whole


def _members(listed: list[str], member: str, where: str) -> list[str]:
    """Return the names of an archive's files that fit, in order.

    Raises:
        SourceError: none fits, more do than are read, or one stands in it twice: its rows would be
            counted twice.
    """
    names = sorted(name for name in listed if fnmatch(name.rsplit("/", 1)[-1], member))
    if not names:
        raise SourceError(
            f"{where}: the zip file has no member '{member}'. It holds: "
            f"{', '.join(listed[:8]) or 'nothing'}."
        )
    if len(names) > caps.MEMBERS:
        raise SourceError(
            f"{where}: {len(names):,} members like '{member}', and {caps.MEMBERS:,} are read at "
            "most."
        )
    if twice := [one for one, other in pairwise(names) if one == other]:
        raise SourceError(f"{where}: the zip file has the member '{twice[0]}' twice.")
    return names


def grid(path: Path, where: str, window: dict[str, str]) -> pd.DataFrame:
    """Read one of Defra's 1 km grids (PCM): notes with the unit, a header, then one row a cell.

    Columns: ``gridcode``, ``x``, ``y`` (metres of EPSG:27700, the cell's centre), ``value``,
    ``unit``; only the cells inside ``window`` (west, east, south, north, in metres), if given.
    A cell marked MISSING is blank.

    Raises:
        SourceError: it is too large, has no header near its top, no unit that is known above it, or
            not one column of values.
    """
    if path.stat().st_size > caps.ANSWER:
        raise SourceError(f"{where}: a grid of more than {caps.ANSWER / 1e6:g} MB.")
    lines = path.read_text("utf-8-sig", errors="replace").splitlines()
    at = next((i for i, one in enumerate(lines[:20]) if one.startswith(",".join(_PCM_HEADER))), -1)
    if at < 0:
        raise SourceError(f"{where}: no row 'gridcode,x,y,…' among the first 20.")
    notes = [one.split(",")[0].strip() for one in lines[:at]]
    unit = next((_PCM_UNITS[one] for one in notes if one in _PCM_UNITS), None)
    if unit is None:
        raise SourceError(f"{where}: the rows above the header name no unit this project knows.")
    value = [name for name in lines[at].split(",") if name not in _PCM_HEADER]
    if len(value) != 1:
        raise SourceError(f"{where}: row {at + 1}: expected one column of values, found {value}.")
    table = csv_frame("\n".join(lines[at:]).encode(), where, [*_PCM_HEADER, *value])
    frame = table.rename(columns={value[0]: "value"}).replace({"value": {"MISSING": ""}})
    x, y = numbers(frame, "x", where), numbers(frame, "y", where)
    edge = {name: float(metres) for name, metres in window.items()}
    inside = x.between(edge.get("west", x.min()), edge.get("east", x.max()))
    inside &= y.between(edge.get("south", y.min()), edge.get("north", y.max()))
    return frame[inside].assign(unit=unit).reset_index(drop=True)
