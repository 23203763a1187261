"""Whether a server can answer visitors, looked at in a thread and kept for a moment.

However often it is asked, and whatever the packs lie behind, one thread looks at a time, and an
answer is given within :data:`PATIENCE_S`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock

from anyio import move_on_after, to_thread

PATIENCE_S = 3.0  # for a look; what was seen before it is told then
FRESH_S = 2.0  # for which what was seen is not looked at again
STALE_S = 15.0  # after which what was seen holds no longer
GOOD, NOT_SEEN = "ok", "no answer"

Look = Callable[[], str]


@dataclass(frozen=True)
class Readiness:
    """What was seen: whether visitors can be sent here, and a word about each part."""

    ready: bool
    parts: Mapping[str, str]


class Watch:
    """Looks at the parts of a server.

    Args:
        needed: looks without which nobody can be served, by name; each returns "ok" or a word.
        beside: looks at what a page can do without, and says on the page.
        clock: seconds that only go forward.
    """

    def __init__(
        self,
        needed: Mapping[str, Look],
        beside: Mapping[str, Look] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep how to look; nothing is looked at yet."""
        self._needed, self._beside, self._clock = needed, beside or {}, clock
        self._when, self._held = float("-inf"), Readiness(False, {})
        self._words = dict.fromkeys(self._beside, NOT_SEEN)
        self._looking = Lock()  # held by the thread that looks: one that never began holds nothing

    async def ready(self) -> Readiness:
        """Return how the server stands now."""
        if not self._looking.locked() and self._clock() - self._when >= FRESH_S:
            with move_on_after(PATIENCE_S):
                await to_thread.run_sync(self._look, abandon_on_cancel=True)
        if self._clock() - self._when < STALE_S:
            return self._held
        return Readiness(False, dict.fromkeys(self._needed, NOT_SEEN))

    def _look(self) -> None:
        """Look at what is needed, and then at what may take longer without being missed."""
        if not self._looking.acquire(blocking=False):
            return
        try:
            needed = {name: look() for name, look in self._needed.items()}
            self._see(needed)
            self._words = {name: look() for name, look in self._beside.items()}
            self._see(needed)
        finally:
            self._looking.release()

    def _see(self, needed: Mapping[str, str]) -> None:
        ready = all(word == GOOD for word in needed.values())
        self._held, self._when = Readiness(ready, {**needed, **self._words}), self._clock()
