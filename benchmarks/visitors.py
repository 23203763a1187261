"""Visitors without a browser: the websocket of a session, a page asked for, its messages counted.

A visitor's time is from sending what he asks for until the server says that the script has ended.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass
from random import Random
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

STREAM = "/_stcore/stream"
ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass
class _Kept:
    """A message that a browser keeps, the run that used it last, and the part of page it is of."""

    message: ForwardMsg
    run: int
    part: str


class Visitor:
    """One session of the explorer at an address, such as ``http://localhost:8501``.

    Args:
        address: where the server answers.
        cookie: what a proxy keeps a visitor with one server by; "" for none.
        packed: have messages sent as a browser has them, each packed (deflate).
    """

    def __init__(self, address: str, cookie: str = "", *, packed: bool = False) -> None:
        """Begin without a session."""
        parts = urlsplit(address)
        self._url = f"ws://{parts.netloc}{parts.path.rstrip('/')}{STREAM}"
        self._origin = address
        self._head = {"Cookie": cookie} if cookie else {}
        self._line: ClientConnection | None = None
        self._packed = "deflate" if packed else None
        self._session = ""
        self.received = 0
        self._kept: dict[str, _Kept] = {}  # messages that are not sent twice, by their hash
        self._runs, self._most = 0, 0
        self.parts: Counter[str] = Counter()  # of the page: each with what it shows
        self.files: list[str] = []  # that the page offers and makes when they are asked for

    async def __aenter__(self) -> Visitor:
        """Open the session."""
        self._line = await connect(
            self._url, subprotocols=["streamlit"], origin=self._origin, max_size=None,  # type: ignore[list-item, arg-type]
            compression=self._packed, additional_headers=self._head, open_timeout=60,
            ping_interval=None,
        )  # fmt: skip
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        if self._line is not None:
            await self._line.close()

    async def open(self, page: str, query: str, part: str = "") -> float:
        """Ask for a page by its name and query; return the seconds until its script has ended.

        With ``part`` only that part of the page that stands is run, as by a choice in it.
        """
        if not part:
            self.parts.clear()
            self.files.clear()
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        asked.rerun_script.fragment_id = part
        asked.rerun_script.cached_message_hashes.extend(self._kept)
        return await self._until(asked, "script_finished", part)

    async def select(self, query: str) -> float:
        """Choose in the part of the page that shows most; return the seconds until it has run."""
        return await self.open("", query, self.parts.most_common(1)[0][0])

    async def download(self, number: int) -> float:
        """Ask for a file that the page offers; return the seconds until it can be fetched."""
        asked = BackMsg()
        asked.backend_operation_request.request_id = "a"
        asked.backend_operation_request.session_id = self._session
        file = asked.backend_operation_request.deferred_file
        file.file_id = self.files[number % len(self.files)]
        return await self._until(asked, "backend_operation_response")

    async def _until(self, asked: BackMsg, kind: str, part: str = "") -> float:
        assert self._line is not None
        begun = time.perf_counter()
        await self._line.send(asked.SerializeToString())
        while True:
            data = await self._line.recv()
            self.received += len(data)
            message = ForwardMsg()
            message.ParseFromString(data if isinstance(data, bytes) else data.encode())
            self._see(message)
            if message.WhichOneof("type") == "script_finished":
                self._forget(part)
            if message.WhichOneof("type") == kind and message.script_finished in ENDS:
                return time.perf_counter() - begun

    def _forget(self, part: str) -> None:
        """Drop what no run has used for as many runs as the server names, as a browser does."""
        self._runs += 1
        for name, kept in list(self._kept.items()):
            if (not part or kept.part == part) and self._runs - kept.run > self._most:
                del self._kept[name]

    def _see(self, message: ForwardMsg) -> None:
        """Remember what a page is made of, as a browser does."""
        if message.WhichOneof("type") == "ref_hash":
            kept = self._kept[message.ref_hash]
            kept.run, message = self._runs, kept.message
        elif message.metadata.cacheable:
            self._kept[message.hash] = _Kept(message, self._runs, message.delta.fragment_id)
        if message.HasField("new_session") and message.new_session.HasField("config"):
            self._most = message.new_session.config.max_cached_message_age
        if message.HasField("new_session") and message.new_session.HasField("initialize"):
            self._session = message.new_session.initialize.session_id
        if message.HasField("delta"):
            delta = message.delta
            if delta.fragment_id:
                self.parts[delta.fragment_id] += 1
            if file := delta.new_element.download_button.deferred_file_id:
                self.files.append(file)


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
