"""A refusal in words, in the form that whoever asks can read: a page, problem details or text."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import ceil

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from het_geo.api.problem import MIME, TITLES, ProblemError

_PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>:root {{ color-scheme: light dark; }}
body {{ font: 1.125rem/1.5 sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }}
</style></head>
<body><main><h1>{title}</h1><p>{words}</p></main></body></html>
"""


@dataclass(frozen=True)
class Refusal:
    """Why something is not answered: its status, what to do, and when to come again (s)."""

    status: int
    words: str
    after: float = 0.0

    async def send(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or a socket that asks to be opened."""
        if scope["type"] == "websocket" and not _can_tell(scope):
            await send({"type": "websocket.close", "code": 1008})
            return
        await self.response(scope)(scope, receive, send)

    def response(self, scope: Scope) -> Response:
        """Return the answer in the form that is asked for."""
        head = {"Cache-Control": "no-store"}
        if self.after:
            head["Retry-After"] = str(ceil(self.after))
        if "/api/" in f"{scope['path']}/":
            head["Access-Control-Allow-Origin"] = "*"  # as all answers of the interface have it
            return Response(ProblemError(self.status, self.words).body(), self.status, head, MIME)
        if "text/html" in Headers(scope=scope).get("accept", ""):
            made = _PAGE.format(title=TITLES[self.status], words=escape(self.words))
            return Response(made, self.status, head, "text/html")
        return Response(f"{self.words}\n", self.status, head, "text/plain")


def _can_tell(scope: Scope) -> bool:
    return "websocket.http.response" in scope.get("extensions", {})
