"""What is worked out once is kept, within so many bytes: the oldest leaves first, ranks last."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from itertools import islice
from threading import Lock, RLock
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
import pandas as pd

T = TypeVar("T")
Key = tuple[Hashable, ...]
SAMPLE = 16  # parts of a large container that are weighed for all of them
TEXT = 60  # bytes that a name takes
NUMBER = 8  # bytes that a number takes, or where a name stands
SHARED = ("het_geo.catalogue.", "het_geo.pack.")  # whose records stand in memory anyway


class _Kept(NamedTuple):
    value: Any
    size: int
    dear: bool


class Store:
    """Values by key, each made once, however many threads ask: the others wait for the first.

    Args:
        room: bytes that may be held; what is larger than that by itself is given and not kept.
    """

    def __init__(self, room: int) -> None:
        """Begin empty."""
        self.room, self.size = room, 0
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()  # the least lately asked for first
        self._making: dict[Key, Any] = {}
        self._lock = Lock()

    def keep(self, key: Key, make: Callable[[], T], *, dear: bool = False) -> T:
        """Return what ``make`` gives, worked out once for a key; an error is nothing to keep.

        What is ``dear`` (ranks: they take longest) leaves after all else.
        """
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return cast("T", found.value)
            lock = self._making.setdefault(key, RLock())
        with lock:
            if (found := self._kept.get(key)) is not None:
                return cast("T", found.value)
            try:
                value = make()
                self._put(key, _Kept(value, weight(value), dear))
            finally:
                with self._lock:
                    self._making.pop(key, None)
            return value

    def _put(self, key: Key, kept: _Kept) -> None:
        if kept.size > self.room:
            return
        with self._lock:
            self._kept[key] = kept
            self.size += kept.size
            while self.size > self.room:
                others = [k for k in self._kept if k != key]
                leaves = next((k for k in others if not self._kept[k].dear), others[0])
                self.size -= self._kept.pop(leaves).size

    def __len__(self) -> int:
        """Return how many values are held."""
        return len(self._kept)

    def __contains__(self, key: object) -> bool:
        """Tell whether a key's value is held."""
        return key in self._kept


def weight(value: object) -> int:
    """Return about how many bytes a value takes that nothing else holds.

    >>> weight(np.zeros(1000)) >= 8000
    True
    """
    if isinstance(value, pd.DataFrame | pd.Series):
        return _of_table(pd.DataFrame(value))
    if isinstance(value, np.ndarray):
        return int(value.nbytes)
    if (kept := getattr(value, "bytes_kept", None)) is not None:
        return int(kept)
    if type(value).__module__.startswith(SHARED):
        return 0
    return sys.getsizeof(value) + _of_parts(value)


def _of_table(table: pd.DataFrame) -> int:
    # To weigh each text, or each column by itself, would take milliseconds.
    texts = sum(not isinstance(kind, np.dtype) or kind.kind == "O" for kind in table.dtypes)
    return NUMBER * int(table.size + len(table)) + texts * len(table) * TEXT


def _of_parts(value: object) -> int:
    if isinstance(value, Mapping):
        return _of_many(value.values(), len(value)) + _of_many(value.keys(), len(value))
    if isinstance(value, list | tuple | set | frozenset):
        return _of_many(value, len(value))
    if is_dataclass(value):
        elsewhere = getattr(value, "HELD", ())  # what something else holds is not weighed again
        own = (field.name for field in fields(value) if field.name not in elsewhere)
        return sum(weight(getattr(value, name)) for name in own)
    return 0


def _of_many(values: Iterable[object], count: int) -> int:
    """Weigh some of many values for all of them."""
    if count <= SAMPLE:
        return sum(map(weight, values))
    some = islice(values, 0, None, count // SAMPLE)
    weights = [weight(value) for value in some]
    return sum(weights) * count // len(weights)
