"""A cookie by which a proxy before several servers sends a visitor to the same one each time.

A council's visitors share one address: by it all would come to one server. The proxy hashes this
cookie (``deploy/nginx``); it says nothing of whose it is, and goes when the browser is closed.
"""

from __future__ import annotations

import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp

from het_geo.gate.heads import MendedHeads
from het_geo.ui.cookies import is_behind_tls

COOKIE = "het_geo_server"


class SpreadCookie(MendedHeads):
    """Gives a visitor's browser the cookie with its first page.

    Args:
        app: what answers.
        base: the prefix under which the server is reached, such as "/explorer"; "" for none.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        """Stand before an app."""
        super().__init__(app)
        self._base = base

    def mend(self, request: HTTPConnection, headers: MutableHeaders) -> None:
        """Set the cookie where a browser that has none goes to a page, be it one that it kept."""
        if COOKIE in request.cookies or "text/html" not in request.headers.get("accept", ""):
            return
        secure = "; Secure" if is_behind_tls(request) else ""
        said = (
            f"{COOKIE}={secrets.token_hex(8)}; Path={self._base}/; HttpOnly; SameSite=Lax{secure}"
        )
        headers.append("set-cookie", said)
