"""A session of Streamlit's without a browser: pages are run for it, and what it is sent is dropped.

``tests/unit/test_rehearsal.py`` names what an upgrade of Streamlit has changed of this.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg

from het_geo.ui.streamlit_messages import ends_whole

if TYPE_CHECKING:
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class SessionAlone:
    """Stands for the browser of one session; all of it happens on the server's own loop."""

    client_context = None  # it has neither heads nor cookies nor an address

    def __init__(self) -> None:
        """Begin a session; nothing is run yet."""
        self._ended = asyncio.Event()
        self._name = runtime.get_instance().connect_session(client=self, user_info={})

    def write_forward_msg(self, message: ForwardMsg) -> None:
        """Drop what a browser would show, and see when a page has run."""
        if ends_whole(message):
            self._ended.set()

    async def open(self, page: str, query: str, patience: float) -> None:
        """Open a page by its name and its link's query; return when it has run.

        Raises:
            TimeoutError: it has not within so many seconds.
        """
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        self._ended.clear()
        runtime.get_instance().handle_backmsg(self._name, asked)
        await asyncio.wait_for(self._ended.wait(), patience)

    def close(self) -> None:
        """End the session: nothing of it is kept."""
        runtime.get_instance().close_session(self._name)
