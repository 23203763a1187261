"""A relay before a server that counts what goes to the browser, as it goes over the wire."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Thread


class Relay:
    """Passes all connections on to a port of this machine; ``sent`` counts bytes to the browser."""

    def __init__(self, port: int) -> None:
        self.sent = 0
        self._to = port
        self._door = socket.create_server(("localhost", 0))
        self.url = f"http://localhost:{self._door.getsockname()[1]}"
        Thread(target=self._open, daemon=True).start()

    def _open(self) -> None:
        while True:
            browser, _ = self._door.accept()
            server = socket.create_connection(("localhost", self._to))
            for end in (browser, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            Thread(target=self._pass, args=(browser, server, False), daemon=True).start()
            Thread(target=self._pass, args=(server, browser, True), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self.sent += len(data) if counted else 0
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
