"""How often something may be done under a key: so much at once, and so much a second over time."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

KEYS = 20_000  # that are remembered: some 4 MB; the one seen least lately is forgotten
_SIX = 64  # bits of an address of version 6 that one household or office is given


class Buckets:
    """For each key a bucket of permits that fills up at an even rate."""

    def __init__(
        self, rate: float, room: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin with full buckets: ``room`` permits each, ``rate`` more a second."""
        self._rate, self._room, self._clock = rate, room, clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> float:
        """Take a permit; return 0, or the seconds until there is one where there is none."""
        left, now = self._left(key)
        if left < 1:
            return (1 - left) / self._rate
        self._put(key, left - 1, now)
        return 0.0

    def queue(self, key: str) -> float:
        """Take a permit that may be still to come; return the seconds until it has."""
        left, now = self._left(key)
        self._put(key, left - 1, now)
        return max(0.0, (1 - left) / self._rate)

    def _left(self, key: str) -> tuple[float, float]:
        now = self._clock()
        left, then = self._held.get(key, (self._room, now))
        return min(self._room, left + (now - then) * self._rate), now

    def _put(self, key: str, left: float, now: float) -> None:
        self._held[key] = left, now
        self._held.move_to_end(key)
        while len(self._held) > KEYS:
            self._held.popitem(last=False)


def key_of(address: str) -> str:
    """Return what is counted together of a visitor's address: of version 6 its network.

    >>> key_of("10.1.2.3"), key_of("2001:db8:1:2:3::4"), key_of("::ffff:10.1.2.3"), key_of("socket")
    ('10.1.2.3', '2001:db8:1:2::', '10.1.2.3', 'socket')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    network = ipaddress.ip_network((found.packed, _SIX), strict=False)
    return str(network.network_address)
