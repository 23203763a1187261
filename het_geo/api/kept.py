"""Answers that are kept, so that one asked for again costs nothing: bounded by bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from het_geo.api.encoded import Encoded

ROOM = 48 * 2**20
SHARE = 8  # an answer larger than this part of the room is not kept


class KeptReplies:
    """The answers asked for last, each with the stamp of the pack that it was made from.

    Args:
        room: bytes that they may take together.
    """

    def __init__(self, room: int = ROOM) -> None:
        """Begin empty."""
        self.room, self.size = room, 0
        self._held: OrderedDict[Hashable, tuple[Hashable, Encoded]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, stamp: Hashable) -> Encoded | None:
        """Return an answer that was made from the same pack, or ``None``."""
        with self._lock:
            found = self._held.get(key)
            if found is None or found[0] != stamp:
                return None
            self._held.move_to_end(key)
            return found[1]

    def put(self, key: Hashable, stamp: Hashable, answer: Encoded) -> None:
        """Keep an answer; those asked for least lately leave."""
        if answer.size > self.room // SHARE:
            return
        with self._lock:
            before = self._held.pop(key, None)
            self.size += answer.size - (before[1].size if before else 0)
            self._held[key] = (stamp, answer)
            while self.size > self.room:
                _, (_, gone) = self._held.popitem(last=False)
                self.size -= gone.size
