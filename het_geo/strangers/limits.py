"""The limits within which a stranger's file is read, and the refusal of one that is beyond them."""

from __future__ import annotations

import os
from dataclasses import dataclass

from het_geo.errors import HetGeoError, ServerError

UPLOADS = "HET_GEO_UPLOADS"
MB = 1_000_000
# Bytes of a file that a page can send: as text it is a third longer, and one message has to hold it
# with all else that was chosen. A longer message is never read: the line is cut, and nothing said.
CARRIED = 14 * MB


class StrangerError(HetGeoError):
    """A file that is not taken in; the message says why, and what would be."""


@dataclass(frozen=True)
class Limits:
    """How much of a file is read at most.

    Args:
        size: bytes of the file.
        unpacked: bytes of all that is packed in it.
        entries: files that are packed in it.
        rows: rows of a table, its header among them.
        columns: columns of a table.
        cell: characters of a cell.
        depth: names within names, and brackets within brackets, of a text with a structure.
        seconds: how long a child may take.
        memory: bytes that a child may take.
    """

    size: int = 64 * MB
    unpacked: int = 64 * MB
    entries: int = 500
    rows: int = 1_000_000
    columns: int = 200
    cell: int = 100_000
    depth: int = 8
    seconds: float = 30.0
    memory: int = 1_000 * MB


USUAL = Limits()


def uploads_allowed() -> bool:
    """Tell whether visitors may bring files: HET_GEO_UPLOADS switches it off.

    Raises:
        ServerError: it says neither "on" nor "off".
    """
    said = os.environ.get(UPLOADS, "").strip().lower() or "on"
    if said not in {"on", "off"}:
        raise ServerError(f"{UPLOADS} is “{said[:20]}”: give “on” or “off”.")
    return said == "on"


def sized(data: bytes, most: int, what: str) -> bytes:
    """Return a file's bytes.

    Raises:
        StrangerError: there are none, or more than ``most``.
    """
    if not data:
        raise StrangerError(f"The file is empty: {what} was expected.")
    if len(data) > most:
        said = f"The file has {_written(len(data))}, and {what} has {_written(most)} at most."
        raise StrangerError(said)
    return data


def _written(size: int) -> str:
    return f"{size / MB:,.0f} MB" if size >= MB else f"{size / 1000:,.0f} kB"
