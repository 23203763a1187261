"""A visitor whose server was replaced goes on where he was: his page is run before his next step.

A page that stays open connects by itself to the server that comes after. That one has not run it,
knows none of its parts, and would do nothing about what is clicked in one. So a connection whose
first step is one in a page that stands has the page run first, as its link says.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from het_geo.ui.streamlit_messages import has_ended, page_before, run_asked

PATIENCE_S = 30.0  # for the page; then the step is handed on all the same


class PageBeforeStep:
    """Has the page of a connection's first step run before it."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what comes and goes."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        line = _Line(receive, send)
        await self._app(scope, line.receive, line.send)


class _Line:
    """One connection, whose first step may be kept back until its page has run."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._begun = False
        self._kept: Message | None = None
        self._ended = asyncio.Event()

    async def receive(self) -> Message:
        """Return what comes next: the page in place of the first step, and then the step."""
        if self._kept is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), PATIENCE_S)
            step, self._kept = self._kept, None
            return step
        message = await self._receive()
        sent = message.get("bytes") if message["type"] == "websocket.receive" else None
        if self._begun or not sent or not run_asked(sent):
            return message
        self._begun = True
        page = page_before(sent)
        if page is None:
            return message
        self._kept = message
        return {**message, "bytes": page}

    async def send(self, message: Message) -> None:
        """Hand on what goes, and see when the page has run."""
        await self._send(message)
        if self._kept is not None and has_ended(message.get("bytes") or b""):
            self._ended.set()
