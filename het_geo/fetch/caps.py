"""How much of what comes is read: several times the most that any publisher sends today.

What an answer, an archive or a service says of its own size is never believed: it is counted.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import IO

from het_geo.errors import SourceError

ANSWER = 200_000_000  # bytes of an answer that is held in memory
FILE = 4_000_000_000  # bytes of a file that is downloaded: the police's archives have 1.6 GB
UNPACKED = 8_000_000_000  # bytes of one file of an archive
WORKBOOK = 1_000_000_000  # bytes of a workbook, unpacked
ROWS = 20_000_000
COLUMNS = 5_000
RECORDS = 5_000_000  # of a service that answers page by page
_HEAD = 1 << 20  # bytes of a table in which its header stands


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


class Unpacking(io.RawIOBase):
    """A file of an archive, read up to a limit whatever its list says that it holds.

    Args:
        file: the opened file.
        most: bytes; reading beyond them is refused.
        where: what names it in messages.
    """

    def __init__(self, file: IO[bytes], most: int, where: str) -> None:
        """Keep the file; nothing is read yet."""
        super().__init__()
        self._file, self._left, self._most, self._where = file, most, most, where

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read the next bytes, and count them.

        Raises:
            SourceError: more comes out of the archive than is unpacked at most.
        """
        found = self._file.read(len(into))
        self._left -= len(found)
        if self._left < 0:
            raise SourceError(f"{self._where}: more than {self._most / 1e6:g} MB unpacked.")
        into[: len(found)] = found
        return len(found)


def headed(file: io.RawIOBase | io.BytesIO, where: str) -> io.BufferedReader:
    """Return a table's file once its header is seen to name no more columns than are read.

    Raises:
        SourceError: the header names more columns than are read; the file is closed.
    """
    opened: io.BufferedReader = io.BufferedReader(file, _HEAD)
    columns = opened.peek(_HEAD).partition(b"\n")[0].count(b",") + 1
    if columns > COLUMNS:
        opened.close()
        raise SourceError(f"{where}: {columns:,} columns, and {COLUMNS:,} are read at most.")
    return opened
