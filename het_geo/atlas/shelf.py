"""The atlases that a process has open: as many places as fit into so many bytes.

The place that was asked for least lately leaves first. Who still works with an atlas that has left
keeps it: nothing of it is taken away.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.gaps.setting import ROOM
from het_geo.atlas.store import Key, weight
from het_geo.errors import ServerError
from het_geo.pack.model import Pack

MEMORY = "HET_GEO_MEMORY"
SHELF_ROOM = 1_500 * 2**20  # bytes: some 40 places as pages leave them
FRAME = 8_000  # bytes of a table beside its cells: 1,688 of Luton take 13 MB (measured)
SHARE = 4  # of the shelf's room, what is worked out of one place may fill so much: a quarter


def room() -> int:
    """Return how many bytes open places may take: HET_GEO_MEMORY says it in megabytes.

    Raises:
        ServerError: it says no whole number above 0.
    """
    text = os.environ.get(MEMORY, "").strip()
    if not text:
        return SHELF_ROOM
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise ServerError(f"{MEMORY} is “{text}”: give a whole number of megabytes, such as 1500.")
    return int(text) * 2**20


class _Open(NamedTuple):
    stamp: Key
    atlas: Atlas
    size: int  # of its pack


class AtlasShelf:
    """Atlases by place, each read once, however many threads ask: the others wait for the first.

    Args:
        room: bytes that packs, and what is kept of what is worked out of them, may take together.
            The place that was asked for last stays, however large.
    """

    def __init__(self, room: int = SHELF_ROOM) -> None:
        """Begin empty."""
        self.room = room
        self._open: OrderedDict[str, _Open] = OrderedDict()  # the least lately asked for first
        self._reading: dict[str, Lock] = {}
        self._lock = Lock()

    def take(self, slug: str, stamp: Key, read: Callable[[], Pack]) -> Atlas:
        """Return the atlas of a place; ``read`` gives its pack where it is not open.

        A pack of another ``stamp`` is read anew and takes the place of the one before. An error of
        ``read`` is nothing to keep: who waited for it tries again.
        """
        with self._lock:
            reading = self._reading.setdefault(slug, Lock())
        with reading:
            found = self._open.get(slug)
            if found is None or found.stamp != stamp:
                pack = read()
                atlas = Atlas(pack, min(ROOM, self.room // SHARE))
                found = _Open(stamp, atlas, bytes_of(pack))
            with self._lock:
                self._open[slug] = found
                self._open.move_to_end(slug)
                self._trim()
        return found.atlas

    def of(self, pack: Pack) -> Atlas | None:
        """Return the atlas of a pack that is open; None where it has left."""
        with self._lock:
            found = self._open.get(pack.manifest.place)
        return found.atlas if found is not None and found.atlas.pack is pack else None

    @property
    def places(self) -> tuple[str, ...]:
        """The places that are open, the least lately asked for first."""
        with self._lock:
            return tuple(self._open)

    @property
    def size(self) -> int:
        """About how many bytes the open places take."""
        with self._lock:
            return self._size()

    def _size(self) -> int:
        return sum(one.size + one.atlas.store.size for one in self._open.values())

    def _trim(self) -> None:
        while len(self._open) > 1 and self._size() > self.room:
            self._open.popitem(last=False)


def bytes_of(pack: Pack) -> int:
    """Return about how many bytes a pack takes in memory.

    Figures count twice: as they were read, and by indicator and period, as pages ask for them.
    """
    tables = (pack.areas, pack.points, pack.retired, pack.tenths, pack.guidelines, pack.postcodes)
    views = sum(map(len, pack.periods_held.values()))
    figures = 2 * weight(pack.figures) + views * FRAME
    return figures + sum(map(weight, tables)) + weight(pack.shapes)
