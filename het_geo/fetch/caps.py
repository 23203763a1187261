"""How much of what comes is read: several times the most that any publisher sends today.

What an answer, an archive or a service says of its own size is never believed: it is counted.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO

from het_geo.errors import SourceError

ANSWER = 200_000_000  # bytes of an answer that is held in memory
FILE = 4_000_000_000  # bytes of a file that is downloaded: the police's archives have 1.6 GB
UNPACKED = 8_000_000_000  # bytes of what is read of an archive
MEMBERS = 2_000  # files that are read of an archive: the police's have one a month and force
WORKBOOK = 1_000_000_000  # bytes of a workbook, unpacked
SHEET = 1_048_576  # rows of a workbook's sheet: Excel has no more
ROWS = 20_000_000
COLUMNS = 5_000
RECORDS = 5_000_000  # of a service that answers page by page
_HEAD = 1 << 20  # bytes of a table in which its header stands
_CELL = 131_072  # letters of a cell: the own limit of the csv module, which libraries raise for all


def capped(chunks: Iterable[bytes], most: int, where: str) -> Iterator[bytes]:
    """Give chunks until there are more bytes than ``most``.

    Raises:
        SourceError: more than ``most`` bytes have come.
    """
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise SourceError(f"{where}: more than {most / 1e6:g} MB come. Nothing of it is kept.")
        yield chunk


class Room:
    """How much may still come out of an archive, all its files together.

    Args:
        most: bytes.
        where: what names the archive in messages.
    """

    def __init__(self, most: int, where: str) -> None:
        """Begin with all of it."""
        self._left, self._most, self._where = most, most, where

    def take(self, size: int) -> None:
        """Count bytes that have come.

        Raises:
            SourceError: they are more than may come.
        """
        self._left -= size
        if self._left < 0:
            raise SourceError(f"{self._where}: more than {self._most / 1e6:g} MB unpacked.")


class Unpacking(io.RawIOBase):
    """A file of an archive, read up to a limit whatever its list says that it holds.

    Args:
        file: the opened file.
        room: how much may still come out of its archive.
    """

    def __init__(self, file: IO[bytes], room: Room) -> None:
        """Keep the file; nothing is read yet."""
        super().__init__()
        self._file, self._room = file, room

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read the next bytes, and count them."""
        found = self._file.read(len(into))
        self._room.take(len(found))
        into[: len(found)] = found
        return len(found)


def headed(file: io.RawIOBase | io.BytesIO, where: str) -> io.BufferedReader:
    """Return a table's file once its header and first row are looked at, as their reader has them.

    A row that is longer than its header would have its first cells taken for names of rows, and
    the others for columns to their left.

    Raises:
        SourceError: the header names more columns than are read, does not end, or is shorter than
            the row below it; the file is closed.
    """
    opened: io.BufferedReader = io.BufferedReader(file, _HEAD)
    try:
        fault = _fault_of(opened.peek(_HEAD))
    except BaseException:
        opened.close()
        raise
    if fault:
        opened.close()
        raise SourceError(f"{where}: {fault}.")
    return opened


def _fault_of(start: bytes) -> str:
    """Return what is wrong with the beginning of a table; "" where nothing is."""
    lines = csv.reader(io.StringIO(start.decode("utf-8", errors="replace"), newline=""))
    try:
        rows = list(islice((row for row in lines if row), 2))
    except csv.Error as error:
        return f"the table's header cannot be read ({error})"
    if any(len(cell) > _CELL for row in rows for cell in row):
        return f"the table's header cannot be read (a cell has more than {_CELL:,} letters)"
    columns, cells = (*map(len, rows), 0, 0)[:2]
    if columns > COLUMNS:
        return f"{columns:,} columns, and {COLUMNS:,} are read at most"
    if not rows and len(start) >= _HEAD:
        return f"no header in the first {_HEAD / 1e6:.0f} MB"
    if cells > columns:
        return f"the first row has {cells:,} cells below a header of {columns:,}"
    return ""
