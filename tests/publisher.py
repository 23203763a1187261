"""A publisher on this machine: all it serves is made up by the tests."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from het_geo.fetch.web import Web


@dataclass(frozen=True)
class Answer:
    """One answer; ``cut`` closes the connection after so many bytes of the body."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    ranges: bool = True
    slow: float = 0.0


Route = Answer | list[Answer] | Callable[[dict[str, str]], Answer]


@dataclass
class Publisher:
    """The routes of a server (path to answers, the last one repeated) and what was asked of it."""

    base: str
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    busy: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    closing: threading.Event = field(default_factory=threading.Event)

    def answer(self, path: str, query: dict[str, str]) -> Answer:
        route = self.routes.get(path, Answer(b"nothing here", 404))
        if isinstance(route, list):
            return route.pop(0) if len(route) > 1 else route[0]
        return route(query) if callable(route) else route

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count a request as under way until its answer begins: a client may go on from then."""
        with self.lock:
            self.busy += 1
            self.most_at_once = max(self.most_at_once, self.busy)
        yield
        with self.lock:
            self.busy -= 1

    def web(self, *hosts: str) -> tuple[Web, list[float]]:
        """Return a client sent here for these hosts, and the seconds it would have slept."""
        slept: list[float] = []
        bases = {host: f"{self.base}/{host}" for host in hosts}
        return Web(timeout=5, hosts=bases, sleep=slept.append), slept


class Handler(BaseHTTPRequestHandler):
    """Answers for its publisher; continues a file as RFC 9110 has it (Range, If-Range)."""

    publisher: Publisher

    def do_GET(self) -> None:
        publisher = self.publisher
        with publisher.counted():
            publisher.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            parts = urlsplit(self.path)
            query = dict(parse_qsl(parts.query))
            publisher.asked.append((parts.path, query, dict(self.headers)))
            answer = publisher.answer(parts.path, query)
            late = answer.slow and publisher.closing.wait(answer.slow)
        if not late:  # else nobody waits for it any more
            self.send(answer)

    do_POST = do_GET  # noqa: N815 - the name http.server looks for

    def send(self, answer: Answer) -> None:
        body, status, headers = answer.body, answer.status, dict(answer.headers)
        asked, tag = self.headers.get("Range", ""), answer.headers.get("ETag")
        same = self.headers.get("If-Range", tag) == tag
        if asked and answer.ranges and same and status == 200:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            body, status = body[start:], 206
        if "Date" in headers:  # else the server says its own
            self.send_response_only(status)
        else:
            self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if answer.cut is None else body[: answer.cut])

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serve() -> Iterator[Publisher]:
    """Run a publisher on a free port of 127.0.0.1 for as long as the block lasts."""
    publisher = Publisher("")
    handler = type("Handler", (Handler,), {"publisher": publisher})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    publisher.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield publisher
    finally:
        publisher.closing.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
