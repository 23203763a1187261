"""Room for all: how many pages are open at once and how much is asked, from an address and by all.

What is beyond a limit is refused in words (429 from one address, 503 of all together); choices
made on an open page are never refused, but wait their turn.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from het_geo.gate.allowance import AT_ONCE_S, PROXIES, Allowance
from het_geo.gate.buckets import Buckets, key_of
from het_geo.gate.doors import OpenPaths
from het_geo.gate.refusal import Refusal

PAGE_RUNS = (10, 60)  # choices on one page: a second over time, and in one go
AGAIN_S = 30.0  # after which a place may be free
FULL = "The explorer is full: {n:,} pages of it are open. Try again in a minute."
FULL_EACH = (
    "{n:,} pages of the explorer are open from your address. Close one, or try again in a minute."
)
FAST = "Too much was asked from your address in a short time. Try again in a minute."
_log = logging.getLogger(__name__)


class VisitorLimits:
    """Counts who is here, and what each address asks."""

    def __init__(self, app: ASGIApp, paths: OpenPaths, allowance: Allowance) -> None:
        """Stand before an app that nobody visits yet."""
        self._app, self._paths, self._most = app, paths, allowance
        self._requests = Buckets(allowance.requests, allowance.requests * AT_ONCE_S)
        self._runs = Buckets(allowance.runs, allowance.runs * AT_ONCE_S)
        self._open: Counter[str] = Counter()
        self._told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request or a session on, or refuse it."""
        if scope["type"] == "lifespan" or self._paths.is_health(scope):
            await self._app(scope, receive, send)
            return
        self._tell_of_proxy(scope)
        key = key_of((scope.get("client") or ("",))[0])
        refusal = self._refusal(scope, key)
        if refusal:
            await refusal.send(scope, receive, send)
        elif scope["type"] == "websocket":
            with self._place(key):
                await self._app(scope, self._in_turn(receive, key), send)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, scope: Scope, key: str) -> Refusal | None:
        if after := self._requests.take(key):
            return Refusal(429, FAST, after)
        if scope["type"] == "websocket" or _is_page(scope):
            return self._no_room(key)
        return None

    def _no_room(self, key: str) -> Refusal | None:
        """Return why no further page may be opened; a page that is none yet is told so too."""
        if self._open[key] >= self._most.sessions_each:
            return Refusal(429, FULL_EACH.format(n=self._most.sessions_each), AGAIN_S)
        if self._open.total() >= self._most.sessions:
            return Refusal(503, FULL.format(n=self._most.sessions), AGAIN_S)
        return None

    @contextmanager
    def _place(self, key: str) -> Iterator[None]:
        self._open[key] += 1
        try:
            yield
        finally:
            self._open[key] -= 1
            if not self._open[key]:
                del self._open[key]

    def _in_turn(self, receive: Receive, key: str) -> Receive:
        """Return what hands on what a page says, no faster than it and its address may."""
        own = Buckets(*PAGE_RUNS)

        async def receive_in_turn() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                # Also where nothing is to be waited for: others have their turn in between.
                await asyncio.sleep(max(self._runs.queue(key), own.queue("")))
            return message

        return receive_in_turn

    def _tell_of_proxy(self, scope: Scope) -> None:
        """Say once that a proxy is not known: its visitors have the room of one address."""
        if self._told or "x-forwarded-for" not in Headers(scope=scope):
            return
        peer = (scope.get("client") or ("",))[0]
        said = Headers(scope=scope)["x-forwarded-for"]
        if peer and peer not in said:
            self._told = True
            _log.warning(
                "A proxy hands on what others ask, and %s does not name it: all of them have the "
                "room of one address together.", PROXIES,
            )  # fmt: skip


def _is_page(scope: Scope) -> bool:
    """Tell whether a person opens a page: what pages load does not count."""
    accepts = Headers(scope=scope).get("accept", "")
    return scope["method"] == "GET" and "text/html" in accepts
