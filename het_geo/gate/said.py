"""What a page may say to the server: what a visitor's choices need, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class OnlyWanted:
    """Drops what a page says and is not wanted, before Streamlit acts on it.

    Anybody can write such messages by hand: some would empty what is kept for all visitors, tell of
    the folder that is served, or write files.
    """

    def __init__(self, app: ASGIApp, is_wanted: Callable[[bytes], bool]) -> None:
        """Stand before an app; ``is_wanted`` tells of a message whether it is handed on."""
        self._app, self._is_wanted = app, is_wanted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a session on, without what is not wanted."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return

        async def receive_wanted() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                data = message.get("bytes")
                if data is not None and self._is_wanted(data):
                    return message

        await self._app(scope, receive_wanted, send)
