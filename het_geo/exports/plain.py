"""Text that corrupts no file, and packages whose bytes do not depend on when they are made."""

from __future__ import annotations

import io
import re
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# What XML 1.0 cannot hold, and so no DOCX or XLSX: controls, halves of pairs, two non-characters;
# and the carriage return, which a CSV takes for the end of a row.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    r"""Return text without the characters that corrupt a file.

    >>> plain("Dallow\x00 ward\x0b")
    'Dallow ward'
    """
    return _FORBIDDEN.sub("", text)


def dated(package: bytes, made: date) -> bytes:
    """Return a ZIP package (DOCX, XLSX) whose parts all bear one date: same parts, same bytes."""
    found = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as old, ZipFile(found, "w") as new:
        for name in old.namelist():
            info = ZipInfo(name, (made.year, made.month, made.day, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(name))
    return found.getvalue()
