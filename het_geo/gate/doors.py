"""Which requests reach the pages at all: of known names, from own pages, to what is open."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from het_geo.gate.hosts import HOSTS, KnownHosts, name_of
from het_geo.gate.refusal import Refusal
from het_geo.geography import shortened

NOTHING = Refusal(404, "Nothing stands at this address.")
FOREIGN = Refusal(
    403, "A page of another site asks for this, and is not answered. Open the explorer itself."
)


@dataclass(frozen=True)
class OpenPaths:
    """What of a server is open, below its prefix (``base``).

    Args:
        base: the prefix under which the server is reached, such as "/explorer"; "" for none.
        core: the part of the paths of which only those named are open.
        open: what is open of it; one that ends in "/" is open with all below.
        health: answered whoever asks, by whatever name, and counted towards nothing.
        public: open to pages of other sites as well.
    """

    base: str
    core: str
    open: tuple[str, ...]
    health: tuple[str, ...]
    public: str = "/api"

    def within(self, path: str) -> str:
        """Return a path without the prefix."""
        return path.removeprefix(self.base) if path.startswith(f"{self.base}/") else path

    def is_open(self, path: str) -> bool:
        """Tell whether something stands at a path (below the prefix) that a visitor needs."""
        if self.core not in f"{path}/":
            return True
        return any(
            path.startswith(one) if one.endswith("/") else path == one
            for one in (*self.open, *self.health)
        )

    def is_health(self, scope: Scope) -> bool:
        """Tell whether a request asks how the server is."""
        return scope["type"] == "http" and self.within(scope["path"]) in self.health

    def is_public(self, path: str) -> bool:
        """Tell whether pages of other sites may ask for a path (below the prefix)."""
        return f"{path}/".startswith(f"{self.public}/")


class Doors:
    """Refuses what no visitor of the pages asks for, before Streamlit sees it."""

    def __init__(self, app: ASGIApp, paths: OpenPaths, hosts: KnownHosts) -> None:
        """Stand before an app."""
        self._app, self._paths, self._hosts = app, paths, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or refuse it."""
        refusal = self.refusal(scope) if scope["type"] in {"http", "websocket"} else None
        if refusal:
            await refusal.send(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def refusal(self, scope: Scope) -> Refusal | None:
        """Return why a request is refused; None where it is not."""
        path = self._paths.within(scope["path"])
        if self._paths.is_health(scope):
            return None
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self._hosts.knows(host):
            return _unknown(host)
        if not self._paths.is_open(path):
            return NOTHING
        if origin is None or self._hosts.is_own(origin, host):
            return None
        public = self._paths.is_public(path) and scope["type"] == "http"
        return None if public else FOREIGN


def _unknown(host: str) -> Refusal:
    name = shortened(name_of(host) or (host if host.isprintable() else ""))
    return Refusal(
        421,
        f"This server does not go by the name “{name}”. Open it at its own address. Whoever runs "
        f"it names further ones in {HOSTS}.",
    )
