"""What a browser may do with an answer: its Content-Security-Policy and the heads beside it.

One policy holds for every answer, so that none is forgotten. What needs more is declared, by the
path below which it lies.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp

from het_geo.council import FRAMES, council_here
from het_geo.gate.heads import MendedHeads

YEAR_S = 365 * 24 * 3600


@dataclass(frozen=True)
class Rules:
    """What a page may do; what is not said it may not.

    Args:
        scripts: what may run besides the server's own files: hashes, ``blob:``.
        styles: what may dress it besides.
        pictures: where pictures come from besides: other servers.
        fonts: where fonts come from besides.
    """

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()

    def text(self, frames: str) -> str:
        """Return the policy; ``frames`` are the sites that may frame it.

        Styles are written into pages by Streamlit as it draws them, so ``'unsafe-inline'`` stands
        for styles, and for nothing else.
        """
        said = {
            "default-src": "'self'",
            "script-src": " ".join(("'self'", *self.scripts)),
            "style-src": " ".join(("'self' 'unsafe-inline'", *self.styles)),
            "img-src": " ".join(("'self' data: blob:", *self.pictures)),
            "font-src": " ".join(("'self' data:", *self.fonts)),
            "worker-src": "'self' blob:",
            "object-src": "'none'",
            "base-uri": "'self'",
            "form-action": "'self'",
            "frame-ancestors": frames,
        }
        return "; ".join(f"{name} {value}" for name, value in said.items())


class Policies(MendedHeads):
    """Says in the head of every answer what a browser may do with it.

    ``looser`` are the rules of paths (by how they begin) that need more than pages do; they are
    made when such a path is first asked for.
    """

    def __init__(
        self, app: ASGIApp, rules: Rules, looser: Mapping[str, Callable[[], Rules]]
    ) -> None:
        """Stand before an app."""
        super().__init__(app)
        self._rules, self._looser = rules, looser

    def mend(self, request: HTTPConnection, headers: MutableHeaders) -> None:
        """Say it in the head of an answer."""
        path = request.url.path
        found = (made() for begin, made in self._looser.items() if path.startswith(begin))
        frames = ancestors_of(os.environ.get(FRAMES, ""))
        headers["content-security-policy"] = next(found, self._rules).text(frames)
        headers["x-content-type-options"] = "nosniff"
        # Not less: the server of streets answers only those who say where they come from.
        headers["referrer-policy"] = "strict-origin-when-cross-origin"
        if is_by_tls(request):
            headers["strict-transport-security"] = f"max-age={YEAR_S}"


@lru_cache(maxsize=4)
def ancestors_of(sites: str) -> str:
    """Return which sites may frame a page: its own, and those that are named.

    >>> ancestors_of("https://www.example.org")
    "'self' https://www.example.org"
    """
    return " ".join(("'self'", *council_here({FRAMES: sites}).frames))


def is_by_tls(request: HTTPConnection) -> bool:
    """Tell whether a visitor speaks TLS: with us, or with the proxy before us.

    A header that somebody made up is about his own answer, and nobody else's.
    """
    said = request.headers.get("x-forwarded-proto", "").split(",")[0].strip().lower()
    return "https" in (request.url.scheme, said)
