"""Publishers' files that hold a table inside: zip archives, workbooks, Defra's grids."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.utils.exceptions import InvalidFileException

from het_geo.errors import SourceError
from het_geo.fetch.tables import csv_frame, numbers

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
