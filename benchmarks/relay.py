"""A relay before a server: it counts what goes to the browser over the wire, and can be cut."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Thread


class Relay:
    """Passes all connections on to a port of this machine; ``sent`` counts bytes to the browser."""

    def __init__(self, port: int) -> None:
        self.sent = 0
        self._to = port
        self._cut = False
        self._ends: list[socket.socket] = []
        self._door = socket.create_server(("localhost", 0))
        self.url = f"http://localhost:{self._door.getsockname()[1]}"
        self._threads: list[Thread] = []
        self._begin(self._open)

    def _open(self) -> None:
        while True:
            try:
                browser, _ = self._door.accept()
            except OSError:  # it was closed
                return
            if self._cut:
                browser.close()
                continue
            server = socket.create_connection(("localhost", self._to))
            self._ends += (browser, server)
            for end in (browser, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._begin(self._pass, browser, server, False)
            self._begin(self._pass, server, browser, True)

    def _begin(self, work: Callable[..., None], *args: object) -> None:
        self._threads.append(Thread(target=work, args=args, daemon=True))
        self._threads[-1].start()

    def cut(self) -> None:
        """Drop all connections, and every further one at once."""
        self._cut = True
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._ends.clear()

    def close(self) -> None:
        """Drop all connections and take no further one."""
        self.cut()
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for each in self._threads:
            each.join()

    def mend(self) -> None:
        """Pass connections on again."""
        self._cut = False

    def _pass(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self.sent += len(data) if counted else 0
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        source.close()  # the other one is closed by who reads from it
