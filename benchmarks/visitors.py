"""Visitors without a browser: the websocket of a session, a page asked for, its messages counted.

A visitor's time is from sending what he asks for until the server says that the script has ended.
"""

from __future__ import annotations

import asyncio
import time
from random import Random
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

STREAM = "/_stcore/stream"


class Visitor:
    """One session of the explorer at an address, such as ``http://localhost:8501``."""

    def __init__(self, address: str) -> None:
        """Begin without a session."""
        parts = urlsplit(address)
        self._url = f"ws://{parts.netloc}{parts.path.rstrip('/')}{STREAM}"
        self._origin = address
        self._line: ClientConnection | None = None
        self.received = 0

    async def __aenter__(self) -> Visitor:
        """Open the session."""
        self._line = await connect(
            self._url, subprotocols=["streamlit"], origin=self._origin, max_size=None,  # type: ignore[list-item, arg-type]
            compression=None,
        )  # fmt: skip
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        if self._line is not None:
            await self._line.close()

    async def open(self, page: str, query: str) -> float:
        """Ask for a page by its name and query; return the seconds until its script has ended."""
        assert self._line is not None
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        begun = time.perf_counter()
        await self._line.send(asked.SerializeToString())
        while True:
            data = await self._line.recv()
            self.received += len(data)
            message = ForwardMsg()
            message.ParseFromString(data if isinstance(data, bytes) else data.encode())
            if message.WhichOneof("type") == "script_finished":
                return time.perf_counter() - begun


async def visit(
    address: str, queries: list[tuple[str, str]], seconds: float, think: float, seed: int
) -> list[float]:
    """Return the times of a visitor who asks for one page after another until time is over.

    He waits ``think`` seconds on average between two (exponential, seeded), and before the first.
    """
    random, times = Random(seed), []
    until = time.perf_counter() + seconds
    async with Visitor(address) as visitor:
        await asyncio.sleep(random.expovariate(1 / think))
        await visitor.open("explore", queries[0][1])  # the first page is no switch
        while time.perf_counter() < until:
            await asyncio.sleep(random.expovariate(1 / think))
            times.append(await visitor.open(*random.choice(queries)))
    return times
