"""What a server keeps for a short while under random keys: bounded in number, in size and in time.

It stands in the memory of one process. Servers that share visitors send each visitor to the same
one (``docs/sign-in.md``).
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

KEPT_S = 3600.0  # how long a way back and what was typed are kept
LONGEST_VIEW, LONGEST_DRAFTS = 4_000, 100_000  # letters
KEY = r"[A-Za-z0-9_-]{32}"  # what a key looks like

Kept = TypeVar("Kept")


class Keep(Generic[Kept]):
    """Values under keys for some seconds; beyond ``most`` of them the oldest leaves."""

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Keep nothing yet."""
        self._most, self._seconds, self._clock = most, seconds, clock
        self._held: OrderedDict[str, tuple[float, Kept]] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, key: str, value: Kept) -> None:
        """Keep a value as the newest, from now."""
        with self._lock:
            self._held.pop(key, None)
            self._held[key] = (self._clock() + self._seconds, value)
            while len(self._held) > self._most or self._eldest_is_over():
                self._held.popitem(last=False)

    def get(self, key: str) -> Kept | None:
        """Return what is kept under a key; None where nothing is, or no longer."""
        with self._lock:
            until, value = self._held.get(key, (0.0, None))
            return value if self._clock() < until else None

    def pop(self, key: str) -> Kept | None:
        """Return what is kept under a key, and keep it no longer."""
        value = self.get(key)
        with self._lock:
            self._held.pop(key, None)
        return value

    def _eldest_is_over(self) -> bool:
        return self._clock() >= next(iter(self._held.values()))[0]


@dataclass(frozen=True)
class TypedTexts:
    """What somebody (his reference) had typed, by the name of the field."""

    owner: str
    texts: Mapping[str, str]


VIEWS: Keep[str] = Keep(2_000, KEPT_S)  # path and query that a sign-in leads back to
DRAFTS: Keep[TypedTexts] = Keep(200, KEPT_S)  # at most 20 MB together
ENDED: Keep[bool] = Keep(20_000, 24 * 3600.0)  # sign-ins that were ended before their time
GROUPS: Keep[frozenset[str]] = Keep(5_000, 60.0)  # as last said; what is shown may be that old
SILENT: Keep[str] = Keep(5_000, 20.0)  # why it is not known which groups somebody is in
ENDPOINTS: Keep[str] = Keep(20, KEPT_S)  # where a provider says who somebody is

_SERVED = threading.Event()


def serve_sign_in() -> None:
    """Say that this process serves pages behind the middleware that sign-in needs."""
    _SERVED.set()


def is_sign_in_served() -> bool:
    """Tell whether sign-in may be used: the plain script has no middleware."""
    return _SERVED.is_set()


def new_key() -> str:
    """Return a random key of 192 bits."""
    return secrets.token_urlsafe(24)
