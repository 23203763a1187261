"""A stranger's ZIP file: its parts by name, unpacked until a limit, whatever it says of itself."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from het_geo.strangers.limits import USUAL, Limits, StrangerError, sized

_END, _END_SIZE, _COMMENT = b"PK\x05\x06", 22, 65_535
_OTHER, _OTHER_SIZE = b"PK\x06\x07", 20
_LEAST = 46  # bytes that a part takes in the list
_CHUNK = 65_536
_READ = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def parts_of(
    data: bytes, wanted: Callable[[str], bool], limits: Limits = USUAL, what: str = "such a file"
) -> Iterator[tuple[str, bytes]]:
    """Give the wanted parts of a ZIP file, by their names, in the order of its list.

    Raises:
        StrangerError: it is no ZIP file, has too many or too large parts, one that is encrypted,
            packed in an unusual way or damaged, or one whose name leads outside.
    """
    _count(sized(data, limits.size, what), limits, what)
    left = limits.unpacked
    with _opened(data) as archive:
        for entry in archive.infolist():
            if entry.filename.endswith("/") or not wanted(entry.filename):
                continue
            found = _part(archive, entry, left, what)
            left -= len(found)
            yield entry.filename, found


def names_of(data: bytes, limits: Limits = USUAL, what: str = "such a file") -> list[str]:
    """Return the names of a ZIP file's parts, in the order of its list; nothing is unpacked.

    Raises:
        StrangerError: it is no ZIP file, or has too many parts.
    """
    _count(sized(data, limits.size, what), limits, what)
    with _opened(data) as archive:
        names = (entry.filename for entry in archive.infolist())
        return [name for name in names if not name.endswith("/")]


@contextmanager
def _opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise StrangerError(f"The ZIP file is damaged ({str(error)[:60]}).") from None
    except (ValueError, NotImplementedError, struct.error, RuntimeError) as error:
        raise StrangerError(f"The ZIP file cannot be read ({str(error)[:60]}).") from None


def is_inside(name: str) -> bool:
    """Tell whether a part's name leads to no place outside the folder it is unpacked in.

    >>> is_inside("data/luton/areas.csv"), is_inside("../areas.csv"), is_inside("/etc/passwd")
    (True, False, False)
    """
    path = PurePosixPath(name)
    plain = name.isprintable() and "\\" not in name and ":" not in name
    return plain and not path.is_absolute() and ".." not in path.parts


def _count(data: bytes, limits: Limits, what: str) -> None:
    """Refuse a list of too many parts before it is read: each takes memory."""
    at = data.rfind(_END, max(0, len(data) - _END_SIZE - _COMMENT))
    if at < 0 or len(data) - at < _END_SIZE:
        raise StrangerError(f"This is no ZIP file: {what} was expected.")
    count, size = struct.unpack("<HL", data[at + 10 : at + 16])
    if data[max(0, at - _OTHER_SIZE) :].startswith(_OTHER):  # it would be read in place of this
        raise StrangerError(f"Its list is of the kind for huge files (ZIP64): {what} is smaller.")
    if size > limits.entries * 1_000:
        count = max(count, size // _LEAST)
    if count > limits.entries:
        raise StrangerError(f"It has {count:,} parts, and {what} has {limits.entries:,} at most.")


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, what: str) -> bytes:
    if entry.flag_bits & 1:
        raise StrangerError(f"“{entry.filename[:60]}” is encrypted: {what} is not.")
    if entry.compress_type not in _READ:
        raise StrangerError(f"“{entry.filename[:60]}” is packed in a way that is not read here.")
    found = io.BytesIO()
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            if found.tell() + len(chunk) > most:
                raise StrangerError(f"It is larger unpacked than {what} is.")
            found.write(chunk)
    return found.getvalue()
