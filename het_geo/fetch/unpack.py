"""Publishers' files that hold a table inside: zip archives, workbooks, Defra's grids."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import IO, Any

import geopandas as gpd
import openpyxl
import pandas as pd
from openpyxl.utils.exceptions import InvalidFileException

from het_geo.errors import SourceError
from het_geo.fetch.records import TableRecipe


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


HEADER_WITHIN = 60  # rows: notes stand above a workbook's header, but never so many
_FOOTNOTE = re.compile(r"\s*(\[note[^\]]*\]|(?<=[a-z)%])\d)$", re.IGNORECASE)
_PCM_HEADER = ("gridcode", "x", "y")
_PCM_UNITS = {"ug m-3": "ug/m3"}


def archive(path: Path, where: str, member: str, columns: list[str]) -> pd.DataFrame:
    """Read columns of every CSV in a zip file whose name fits ``member`` (``*`` stands for any)."""
    try:
        with zipfile.ZipFile(path) as opened:
            names = sorted(n for n in opened.namelist() if fnmatch(n.rsplit("/", 1)[-1], member))
            if not names:
                raise SourceError(
                    f"{where}: the zip file has no member '{member}'. It holds: "
                    f"{', '.join(opened.namelist()[:8]) or 'nothing'}."
                )
            frames = []
            for name in names:
                with opened.open(name) as file:
                    frames.append(csv_frame(file, f"{where} ({name})", columns))
    except (zipfile.BadZipFile, EOFError) as error:
        raise SourceError(f"{where}: not a whole zip file: {error}.") from error
    whole = pd.concat(frames, ignore_index=True)
    whole.attrs["members"] = [name.rsplit("/", 1)[-1] for name in names]
    return whole


def workbook(path: Path, where: str, sheets: tuple[str, ...], columns: list[str]) -> pd.DataFrame:
    """Read columns of a workbook's sheets as text, joined on the first column (the area code).

    The header is the first row that holds the code's name, wherever it stands. Raises
    :class:`SourceError` naming the column and the sheets when one is nowhere.
    """
    found: list[pd.DataFrame] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles, which are not read
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            names = [n for n in book.sheetnames if any(fnmatch(n, one) for one in sheets)]
            for name in names:
                found += list(_sheet(book[name].iter_rows(values_only=True), columns))
            every = ", ".join(book.sheetnames)
        finally:
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise SourceError(f"{where}: not a whole workbook: {error}.") from error
    if not found:
        raise SourceError(
            f"{where}: no sheet like {', '.join(map(repr, sheets))} has a row with the column "
            f"'{columns[0]}'. Sheets: {every}. The publisher may have moved or renamed it."
        )
    return _merged(found, columns, where, every)


def _sheet(rows: Iterator[tuple[Any, ...]], columns: list[str]) -> Iterator[pd.DataFrame]:
    """Give the wanted columns of a sheet, if a row near its top names the area code."""
    for row in (row for row, _ in zip(rows, range(HEADER_WITHIN))):
        header = [_header(cell, columns) for cell in row]
        if columns[0] in header:
            break
    else:
        return
    places = {name: header.index(name) for name in columns if name in header}
    body = [[_cell(row[i]) if i < len(row) else "" for i in places.values()] for row in rows]
    # A footnote below the table fills its first cell alone.
    yield pd.DataFrame([row for row in body if row[0] and any(row[1:])], columns=list(places))


def _merged(found: list[pd.DataFrame], columns: list[str], where: str, every: str) -> pd.DataFrame:
    key, merged = columns[0], found[0]
    for frame in found[1:]:
        twice = sorted((set(frame) & set(merged)) - {key})
        if twice:
            raise SourceError(
                f"{where}: the column '{twice[0]}' stands on two of the sheets {every}. Name one "
                "sheet in data/catalogue/fetch.toml."
            )
        merged = merged.merge(frame, on=key, how="outer", sort=False)
    absent = [name for name in columns if name not in merged]
    if absent:
        raise SourceError(
            f"{where}: no column '{absent[0]}' in the row of '{key}', on the sheets {every}. The "
            "publisher may have renamed or moved it: put the new name in fetch.toml."
        )
    return merged.fillna("")


def _header(cell: Any, columns: list[str]) -> str:
    """Return a header cell on one line, without its footnote's mark where only that differs."""
    text = " ".join(str(cell).split())
    return text if text in columns else _FOOTNOTE.sub("", text)


def _cell(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def grid(path: Path, where: str, window: dict[str, str]) -> pd.DataFrame:
    """Read one of Defra's 1 km grids (PCM): notes with the unit, a header, then one row a cell.

    Columns: ``gridcode``, ``x``, ``y`` (metres of EPSG:27700, the cell's centre), ``value``,
    ``unit``; only the cells inside ``window`` (west, east, south, north, in metres), if given.
    A cell marked MISSING is blank.
    """
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
