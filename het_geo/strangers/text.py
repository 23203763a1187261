"""A stranger's table as text: in which encoding it is, and by which sign its cells are parted."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from het_geo.strangers.limits import StrangerError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNS = (",", ";", "\t", "|")
NUL = "It holds a NUL byte: this is no text. Save the table as CSV."
_CHUNK = 1_000_000
_FIRST = 65_536  # bytes by which encoding without a mark and sign are known
_OFTEN = 0.3  # of every second byte 0: text of two bytes a letter


def rows_of_text(data: bytes) -> Iterator[list[str]]:
    """Give the rows of a delimited text, cell by cell, as they are read.

    UTF-8, UTF-16 and what Windows writes (code page 1252) are known; cells are parted by comma,
    semicolon, tab or bar.

    Raises:
        StrangerError: it is no text, or a cell is longer than Python reads.
    """
    encoding = encoding_of(data)
    sign = sign_of(data[:_FIRST].decode(encoding, "replace"))
    stream = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    wide = encoding.startswith("utf-16")
    if not wide and b"\0" in data:
        raise StrangerError(NUL)
    try:
        yield from csv.reader(_without_nul(stream) if wide else stream, delimiter=sign)
    except UnicodeError:
        raise StrangerError("It is no text in UTF-8, UTF-16 or as Windows writes it.") from None
    except csv.Error as error:
        said = "a cell is too long" if "larger" in str(error) else str(error)[:60]
        raise StrangerError(f"The table cannot be read: {said}.") from None


def encoding_of(data: bytes) -> str:
    """Return the encoding of a text: by its mark, else UTF-8 where all of it is, else cp1252.

    >>> encoding_of("Café".encode()), encoding_of("Café".encode("cp1252"))
    ('utf-8', 'cp1252')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    first = data[:_FIRST]
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = first[start::2]
        if half and half.count(0) > _OFTEN * len(half):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), _CHUNK):
            decoder.decode(data[at : at + _CHUNK], final=at + _CHUNK >= len(data))
    except UnicodeDecodeError:
        return _of_one_byte(data)
    return "utf-8"


def sign_of(text: str) -> str:
    """Return the sign that parts cells: of those known, the one that stands in most lines.

    >>> sign_of("ward;people"), sign_of("ward"), sign_of('name,"a;b",n')
    (';', ',', ',')
    """
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    plain = ["".join(line.split('"')[::2]) for line in lines]  # what stands in quotes parts none
    held = {sign: sum(sign in line for line in plain) for sign in _SIGNS}
    return max(_SIGNS, key=lambda sign: (held[sign], -_SIGNS.index(sign)))


def _of_one_byte(data: bytes) -> str:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def _without_nul(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            raise StrangerError(NUL)
        yield line
