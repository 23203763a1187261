"""A stranger's CSV, looked through before anything reads it whole: its rows, columns and cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from het_geo.strangers.limits import USUAL, Limits, StrangerError


def looked_through(data: bytes, name: str, limits: Limits = USUAL) -> bytes:
    """Return the bytes of a CSV table that is within limits.

    Raises:
        StrangerError: it is not UTF-8, has no header, the same column twice, too many columns or
            rows, a row longer than its header, or too long a cell.
    """
    try:
        reader = csv.reader(io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", newline=""))
        header = next(reader, [])
        _check_header(header, name, limits)
        _check_rows(reader, len(header), name, limits)
    except UnicodeDecodeError:
        raise StrangerError(f"{name}: it is no text in UTF-8.") from None
    except csv.Error as error:
        raise StrangerError(f"{name}: it cannot be read ({str(error)[:60]}).") from None
    return data


def _check_header(header: list[str], name: str, limits: Limits) -> None:
    if not header:
        raise StrangerError(f"{name}: it has no header.")
    if len(header) > limits.columns:
        said = f"{name}: it has {len(header):,} columns, and {limits.columns} are read at most."
        raise StrangerError(said)
    seen: set[str] = set()
    for column in header:
        if column in seen:
            raise StrangerError(f"{name}: the column “{column[:40]}” stands twice.")
        seen.add(column)


def _check_rows(rows: Iterator[list[str]], wide: int, name: str, limits: Limits) -> None:
    for number, row in enumerate(rows, 2):
        if number > limits.rows:
            raise StrangerError(f"{name}: it has more than {limits.rows:,} rows.")
        if len(row) > wide:
            raise StrangerError(f"{name}: row {number:,} has more cells than there are columns.")
        if max(map(len, row), default=0) > limits.cell:
            raise StrangerError(f"{name}: row {number:,} has a cell that is too long.")
