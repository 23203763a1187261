"""A stranger's XLSX workbook: the rows of its first sheet that has any, as texts.

It is to be read in a child process (:mod:`het_geo.strangers.child`): nothing else bounds what a
workbook takes. Its parts are unpacked until a limit first. Macros are refused, links to other files
are never followed, and of a formula the value counts that was last saved.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from het_geo.strangers.limits import Limits, StrangerError
from het_geo.strangers.packed import parts_of

BEGINS = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0"  # how Excel's files before 2007, and those with a password, begin
_MACROS = ("vbaproject.bin", ".xlm")
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")


def rows_of_workbook(data: bytes, limits: Limits) -> Iterator[list[str]]:
    """Give the rows of a workbook's first sheet with any, each cell as a text.

    Raises:
        StrangerError: it is no XLSX workbook, has macros or declarations, or too much in it.
    """
    _check_parts(data, limits)
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, and CSV needs none

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it leaves out is nothing that is read
        try:
            book = load_workbook(io.BytesIO(data), True, data_only=True, keep_links=False)
            yield from _first_rows(book, limits)
        except (StrangerError, MemoryError):
            raise
        except Exception as error:  # whatever a damaged part makes its reader say
            said = f"The workbook is damaged ({type(error).__name__}): save it again as XLSX or CSV"
            raise StrangerError(f"{said}.") from None


def is_old_workbook(data: bytes) -> bool:
    """Tell whether it is a workbook of a kind that is not read: before 2007, or with a password."""
    return data.startswith(_OLD)


def _check_parts(data: bytes, limits: Limits) -> None:
    for name, part in parts_of(data, lambda name: True, limits, "a workbook"):
        if name.lower().endswith(_MACROS):
            raise StrangerError("The workbook has macros: save it as XLSX without, or as CSV.")
        if name.lower().endswith((".xml", ".rels")):
            plain = part.replace(b"\0", b"")  # of two bytes a letter, too
            if any(word in plain for word in _DECLARES):
                raise StrangerError("The workbook declares entities: save it as CSV.")


def _first_rows(book: Any, limits: Limits) -> Iterator[list[str]]:
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()  # what the file says of its size is not asked
        some = False
        for row in sheet.iter_rows(values_only=True):
            if len(row) > limits.columns and any(v is not None for v in row[limits.columns :]):
                said = f"It has {len(row):,} columns, and {limits.columns} are read at most."
                raise StrangerError(said)
            texts = [text_of(value) for value in row[: limits.columns]]
            some = some or any(texts)
            yield texts
        if some:
            return


def text_of(value: object) -> str:
    """Return a cell's value as it would be typed: dates as 2021-03-21, whole numbers without .0.

    >>> text_of(12.0), text_of(date(2021, 3, 21)), text_of(None), text_of(True)
    ('12', '2021-03-21', '', 'TRUE')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
