"""How files are written: whole or not at all, and the same bytes for the same content."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    import pandas as pd

_ENDED = "\r\n"
_FIRST, _LAST = date(1980, 1, 1), date(2107, 12, 31)  # that a ZIP file can say
_DAY = (_FIRST.year, 1, 1, 0, 0, 0)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sha256_in(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal.

    >>> sha256_in("")[:12]
    'e3b0c44298fc'
    """
    return hashlib.sha256(text.encode()).hexdigest()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path beside ``path`` to write to; on leaving without error it takes its place.

    What stood at ``path`` stands until then, and no half file is left.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)  # of a killed process: in a container each has the same number
    try:
        yield part
        synced(part)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def write(path: Path, data: bytes) -> None:
    """Put a file in its place whole or not at all; a folder that is not there is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as part:
        part.write_bytes(data)


def synced(path: Path) -> None:
    """Wait until a file stands on the disk itself."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


class _Lines(io.StringIO):
    """Takes rows that end as Windows ends them, and ends them with a line feed.

    A writer quotes a cell for what its rows end with: so one that holds a carriage return is
    quoted, which would end a row for who reads it.
    """

    def write(self, row: str) -> int:
        """Take a row."""
        return super().write(f"{row.removesuffix(_ENDED)}\n")


def csv_of(table: pd.DataFrame, **how: Any) -> str:
    """Return a table as CSV, its lines ended by a line feed."""
    made = _Lines()
    table.to_csv(made, index=False, lineterminator=_ENDED, **how)
    return made.getvalue()


def csv_lines(rows: Iterable[Iterable[object]]) -> str:
    r"""Return rows as CSV, their lines ended by a line feed.

    >>> csv_lines([["a", "b"], [1, "c\rd"], [2, "e,f"]])
    'a,b\n1,"c\rd"\n2,"e,f"\n'
    """
    made = _Lines()
    csv.writer(made, lineterminator=_ENDED).writerows(rows)
    return made.getvalue()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP file of members by their names: the same members give the same bytes."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(ZipInfo(name, _DAY), data, ZIP_DEFLATED)
    return made.getvalue()


def dated(package: bytes, made: date) -> bytes:
    """Return a ZIP package (DOCX, XLSX, PPTX) whose parts all bear one date.

    Same parts, same bytes. The dates are written over where they stand: nothing is compressed a
    second time.
    """
    made = min(max(made, _FIRST), _LAST)  # a clock that nobody has set says 1970
    day = (made.year - 1980) << 9 | made.month << 5 | made.day
    stamp = struct.pack("<HH", 0, day)
    with ZipFile(io.BytesIO(package)) as held:
        parts = held.infolist()
    found = bytearray(package)
    (entry,) = struct.unpack("<L", package[-6:-2])  # where the list of parts begins
    for part in parts:
        found[part.header_offset + 10 : part.header_offset + 14] = stamp
        found[entry + 12 : entry + 16] = stamp
        entry += 46 + sum(struct.unpack("<HHH", package[entry + 28 : entry + 34]))
    return bytes(found)
