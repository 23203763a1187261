"""Which sites may show a page within theirs: does every page say it, and nothing else?"""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route

from het_geo.ui.frames import FrameAncestors

SITES = "https://www.example.org https://intranet.example.org"


async def page(request):
    return HTMLResponse("<h1>A page</h1>")


async def data(request):
    return JSONResponse({})


APP = Starlette(
    routes=[Route("/", page), Route("/data", data)], middleware=[Middleware(FrameAncestors)]
)


def head(path):
    async def ask():
        transport = httpx.ASGITransport(APP)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return (await client.get(path)).headers.get("content-security-policy")

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("sites", "said"),
    [
        ("", "frame-ancestors 'self'"),
        (SITES, f"frame-ancestors 'self' {SITES}"),
        ("*", "frame-ancestors 'self'"),  # what is no site allows none
    ],
)
def test_may_a_page_be_shown_on_the_sites_named_alone(monkeypatch, sites, said):
    monkeypatch.setenv("HET_GEO_FRAME_ANCESTORS", sites)
    assert head("/") == said
    assert head("/data") is None
