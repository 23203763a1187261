"""The app with what the first visitor would wait for read before he comes: ``make run``.

``streamlit run app.py`` serves the same pages; its first visitor waits for imports and the pack,
nobody can sign in, and nothing guards the server: both need the middleware. It is for one's own
machine.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from het_geo.api.door import Door
from het_geo.api.routes import api_routes
from het_geo.health.routes import health_routes
from het_geo.ui.cookies import SignInCookies
from het_geo.ui.first_run import PageBeforeStep
from het_geo.ui.guard import guard
from het_geo.ui.health import watch
from het_geo.ui.keep import serve_sign_in
from het_geo.ui.rehearsal import Rehearsal
from het_geo.ui.shelf import opened, packs, places, stamp_of
from het_geo.ui.spreading import SpreadCookie
from het_geo.ui.streamlit_server import keep_theme
from het_geo.ui.warm import quiet, warm

ROOT = Path(__file__).resolve().parents[2]


@asynccontextmanager
async def _ready(_app: st.App) -> AsyncIterator[None]:
    serve_sign_in()
    keep_theme()
    with quiet():
        warm()
    async with REHEARSAL.going():
        yield


def _base() -> str:
    """Return the prefix below which the pages stand; routes of our own do not get it by itself."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


REHEARSAL = Rehearsal()
DOOR = Door(places, lambda place: packs().name_of(place), opened, stamp_of)
app = st.App(
    ROOT / "app.py",
    lifespan=_ready,
    routes=[
        *health_routes(watch(REHEARSAL.first, REHEARSAL.further), _base()),
        *api_routes(DOOR, _base()),
    ],
    middleware=[
        *guard(_base()),
        Middleware(SignInCookies),
        Middleware(SpreadCookie, base=_base()),
        Middleware(PageBeforeStep),
    ],
)
