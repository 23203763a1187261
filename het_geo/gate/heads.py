"""What the app changes in the heads of answers, whoever made them: pure ASGI, on HTTP alone."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class MendedHeads:
    """Hands requests on, and mends the head of each answer: a middleware says how in ``mend``."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and mend the head of its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def mending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.mend(HTTPConnection(scope), MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, mending)

    def mend(self, request: HTTPConnection, headers: MutableHeaders) -> None:
        """Mend the head of an answer to a request."""
        raise NotImplementedError
