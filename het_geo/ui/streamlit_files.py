"""Files that a button makes, kept for as long as a click and its answer take.

Streamlit drops a file, and what makes it, when a run of any visitor ends after the button was sent
anew. A browser that has not heard of the new one yet asks for the earlier one, and is told that
there is none; a file that was made is gone before a slow line has come for it. Here both go at the
first end of a run that comes a minute or more after nobody is shown them any more.
``tests/unit/test_files_kept.py`` holds what is known of Streamlit's insides.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from streamlit import runtime

KEPT_S = 60.0  # a line that answers no sooner has been cut
EVERY_S = 5.0  # 50 visitors end 25 runs a second, and thousands of their buttons wait


class LaterRemoval:
    """What stands for a manager's ``remove_orphaned_files``: none is removed before its time.

    Args:
        manager: Streamlit's own, of all files of all sessions.
        every: seconds at least between two looks through all of them.
        clock: seconds, of which the differences count.
    """

    def __init__(
        self, manager: Any, every: float = EVERY_S, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Keep the manager; nothing has been seen without a page yet."""
        self._manager, self._every, self._clock = manager, every, clock
        self._alone_since: dict[str, float] = {}
        self._next = clock()

    def __call__(self) -> None:
        """Remove the files, and what makes files, that no page has shown for a minute."""
        manager, now = self._manager, self._clock()
        with manager._lock:
            if now < self._next:
                return
            self._next = now + self._every
            alone = {*manager._file_metadata, *manager._deferred_callables}
            for shown in manager._files_by_session_and_coord.values():
                alone.difference_update(shown.values())
            since = {name: self._alone_since.get(name, now) for name in alone}
            self._alone_since = {n: at for n, at in since.items() if now - at <= KEPT_S}
            for name in since.keys() - self._alone_since.keys():
                self._remove(name)

    def _remove(self, name: str) -> None:
        if name in self._manager._file_metadata:
            self._manager._delete_file(name)
        self._manager._drop_deferred_id(name)


def keep_files() -> None:
    """Have the server's files stay for a minute after the last page that shows them."""
    if not runtime.exists():
        return
    manager: Any = runtime.get_instance().media_file_mgr
    if not isinstance(manager.remove_orphaned_files, LaterRemoval):
        manager.remove_orphaned_files = LaterRemoval(manager)
