"""Who asks a server without a network: requests and sessions as a server hands them to an app."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def scope_of(kind, path, method="GET", client="10.1.1.1", **headers):
    """Return what an app is told of a request; a header's name has "_" for "-"."""
    named = {"host": "localhost"} | headers
    return {
        "type": kind,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "method": method,
        "client": (client, 1),
        "server": ("localhost", 80),
        "headers": [(k.replace("_", "-").encode(), v.encode("latin-1")) for k, v in named.items()],
        "extensions": {"websocket.http.response": {}},
    }


def run(work):
    """Run what waits, in a thread of its own: a browser of another test may wait in this one."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, work).result()


class Seen:
    """An app that notes what reaches it, and answers it."""

    def __init__(self):
        self.scopes, self.said = [], []

    async def __call__(self, scope, receive, send):
        self.scopes.append(scope)
        if scope["type"] == "websocket":
            while (message := await receive())["type"] != "websocket.disconnect":
                self.said.append(message.get("bytes"))
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"seen"})


async def ask(app, scope, frames=()):
    """Return the messages that an app answers a request with."""
    coming = [*frames, {"type": "websocket.disconnect", "code": 1000}]
    answered = []

    async def receive():
        return coming.pop(0)

    async def send(message):
        answered.append(message)

    await app(scope, receive, send)
    return answered


def status(answered):
    """Return what an app has answered; 200 where a session went its way."""
    return answered[0].get("status", 403) if answered else 200
