"""The middleware of sign-in: cookies that keep to TLS, and the way back to the view one left."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection

from het_geo.gate.heads import MendedHeads
from het_geo.gate.policy import is_by_tls
from het_geo.people.rules import MOST_H
from het_geo.ui.keep import KEPT_S, KEY, VIEWS
from het_geo.ui.streamlit_insides import CALLBACK, LOGIN, LOGOUT, OWN_COOKIES, SCRIPTS_READ

BACK = "het_geo_back"  # the cookie with the key of the view, and of what was typed
_OURS = (OWN_COOKIES, BACK)


class SignInCookies(MendedHeads):
    """Mends what Streamlit's answers set (see decision 39)."""

    def mend(self, request: HTTPConnection, headers: MutableHeaders) -> None:
        """Mend the cookies of an answer, and where it leads after sign-in and sign-out."""
        _mend(request, headers)


def _mend(request: HTTPConnection, headers: MutableHeaders) -> None:
    _lead_back(request, headers)
    cookies = headers.getlist("set-cookie")
    if cookies:
        del headers["set-cookie"]
        for cookie in cookies:
            headers.append("set-cookie", mended(cookie, secure=is_behind_tls(request)))


def _lead_back(request: HTTPConnection, headers: MutableHeaders) -> None:
    """Carry the key of a view through sign-in and sign-out, and lead back to it at the end."""
    path = request.url.path
    if not path.endswith((LOGIN, LOGOUT, CALLBACK)):
        return
    asked = parse_qs(request.url.query).get("back", [""])[0]
    key = asked if re.fullmatch(KEY, asked) else request.cookies.get(BACK, "")
    if key == asked != "":
        headers.append("set-cookie", f"{BACK}={key}; Path=/; Max-Age={KEPT_S:.0f}")
    base = path.removesuffix(LOGIN).removesuffix(LOGOUT).removesuffix(CALLBACK)
    if headers.get("location") in (base, f"{base}/") and (view := VIEWS.pop(key)):
        headers["location"] = view


def mended(cookie: str, *, secure: bool) -> str:
    """Return a Set-Cookie line of sign-in with what keeps it safe; others as they are.

    Scripts cannot read it (but for the one that Streamlit's own script must), no other site sends
    it, it goes over TLS alone where the explorer is behind it, and is forgotten after a day.
    """
    if not cookie.startswith(_OURS):
        return cookie
    found = SimpleCookie(cookie)
    for name, morsel in found.items():
        morsel["secure"] = secure or morsel["secure"]
        morsel["httponly"] = name not in SCRIPTS_READ
        morsel["samesite"] = morsel["samesite"] or "Lax"
        if morsel["max-age"] and int(morsel["max-age"]) > MOST_H * 3600:
            morsel["max-age"], morsel["expires"] = MOST_H * 3600, ""
    return found.output(header="").strip()


def is_behind_tls(request: HTTPConnection) -> bool:
    """Tell whether a visitor speaks TLS: with us, with the proxy before us, or by configuration."""
    return is_by_tls(request) or _address().startswith("https://")


def _address() -> str:
    auth: Any = st.secrets.get("auth", {}) if st.secrets.load_if_toml_exists() else {}
    return str(auth.get("redirect_uri", ""))
