"""The app with what the first visitor would wait for read before he comes: ``make run``.

``streamlit run app.py`` serves the same pages; its first visitor waits for imports and the pack,
nobody can sign in, and nothing guards the server: both need the middleware. It is for one's own
machine.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from het_geo.api.door import Door
from het_geo.api.routes import api_routes
from het_geo.atlas.tiles import tiles_of
from het_geo.errors import HetGeoError
from het_geo.health.packs import first_of
from het_geo.health.routes import health_routes
from het_geo.ui.cookies import SignInCookies
from het_geo.ui.first_run import PageBeforeStep
from het_geo.ui.guard import guard
from het_geo.ui.health import watch
from het_geo.ui.keep import serve_sign_in
from het_geo.ui.rehearsal import Rehearsal
from het_geo.ui.shelf import atlas_of, opened, pack_of, packs, places, stamp_of
from het_geo.ui.spreading import SpreadCookie
from het_geo.ui.streamlit_server import NO_VISITOR_LOG, keep_theme

ROOT = Path(__file__).resolve().parents[2]


def warm() -> str:
    """Import what pages need and open the place that a bare link opens; return its name.

    What is wrong with the packs is said on the page, as it is to every visitor: "" is returned.
    """
    for page in sorted((ROOT / "pages").glob("*.py")):
        for name in _imports(page):
            import_module(name)
    place = first_of(packs().places())
    try:
        if place:
            tiles_of(atlas_of(pack_of(place)))
    except (HetGeoError, OSError):
        return ""
    return place


def _imports(page: Path) -> list[str]:
    """Return the modules of the project that a page imports."""
    lines = page.read_text("utf-8").splitlines()
    return [line.split()[1] for line in lines if line.startswith("from het_geo")]


@asynccontextmanager
async def _ready(_app: st.App) -> AsyncIterator[None]:
    serve_sign_in()
    keep_theme()
    with _quiet():
        warm()
    async with REHEARSAL.going():
        yield


@contextmanager
def _quiet() -> Iterator[None]:
    """Let Streamlit not warn that no visitor is there yet: that is what this is for."""
    log = logging.getLogger(NO_VISITOR_LOG)
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)


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
