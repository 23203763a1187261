"""Publishers' workbooks: the columns of a sheet whose header stands wherever it stands."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from het_geo.errors import SourceError
from het_geo.fetch import caps

HEADER_WITHIN = 60  # rows: notes stand above a workbook's header, but never so many
_FOOTNOTE = re.compile(r"\s*(\[note[^\]]*\]|(?<=[a-z)%])\d)$", re.IGNORECASE)


def workbook(path: Path, where: str, sheets: tuple[str, ...], columns: list[str]) -> pd.DataFrame:
    """Read columns of a workbook's sheets as text, joined on the first column (the area code).

    The header is the first row that holds the code's name, wherever it stands.

    Raises:
        SourceError: the workbook is damaged, or a column is on none of the sheets; the column and
            the sheets are named.
    """
    found: list[pd.DataFrame] = []
    _check_size(path, where)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles, which are not read
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            names = [n for n in book.sheetnames if any(fnmatch(n, one) for one in sheets)]
            for name in names:
                rows = _counted(book[name].iter_rows(values_only=True), name, where)
                found += list(_sheet(rows, columns))
            every = ", ".join(book.sheetnames)
        finally:
            book.close()
    except SourceError:
        raise
    except Exception as error:  # whatever a damaged one makes its reader say
        raise SourceError(f"{where}: not a whole workbook: {error}.") from error
    if not found:
        raise SourceError(
            f"{where}: no sheet like {', '.join(map(repr, sheets))} has a row with the column "
            f"'{columns[0]}'. Sheets: {every}. The publisher may have moved or renamed it."
        )
    return _merged(found, columns, where, every)


def _check_size(path: Path, where: str) -> None:
    """Refuse a workbook that is no whole archive, or too large, before its reader unpacks it."""
    room = caps.Room(caps.WORKBOOK, where)
    try:
        with zipfile.ZipFile(path) as opened:
            listed = opened.namelist()
            if len(listed) > caps.MEMBERS:
                raise SourceError(f"{where}: a workbook of {len(listed):,} parts.")
            for name in listed:
                with opened.open(name) as file:
                    part = io.BufferedReader(caps.Unpacking(file, room))
                    while part.read(1 << 20):
                        pass
    except SourceError:
        raise
    except Exception as error:
        raise SourceError(f"{where}: not a whole workbook: {error}.") from error


def _counted(rows: Iterator[tuple[Any, ...]], name: str, where: str) -> Iterator[tuple[Any, ...]]:
    """Give a sheet's rows, the blank ones between those that are written too, up to a limit.

    Raises:
        SourceError: there are more than a sheet can have.
    """
    for number, row in enumerate(rows, start=1):
        if number > caps.SHEET:
            raise SourceError(f"{where}: the sheet '{name}' has more than {caps.SHEET:,} rows.")
        yield row


def _sheet(rows: Iterator[tuple[Any, ...]], columns: list[str]) -> Iterator[pd.DataFrame]:
    """Give the wanted columns of a sheet, if a row near its top names the area code."""
    for row in (row for row, _ in zip(rows, range(HEADER_WITHIN))):
        header = [_header(cell, columns) for cell in row]
        if columns[0] in header:
            break
    else:
        return
    places = {name: header.index(name) for name in columns if name in header}
    body = ([_cell(row[i]) if i < len(row) else "" for i in places.values()] for row in rows)
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
