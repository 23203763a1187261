"""``/healthz``, that the process lives, and ``/readyz``, that visitors can be sent to it.

``/healthz`` looks at nothing but the event loop: a process is not killed because a store is away.
``/readyz`` looks at the pack that a bare link opens. Neither names a path or an address.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from het_geo.health.ready import Watch

ALIVE, READY = "/healthz", "/readyz"
_NOT_KEPT = {"Cache-Control": "no-store"}


def health_routes(watch: Watch, base: str = "") -> list[Route]:
    """Return the two routes, to stand before those of the pages.

    Args:
        watch: looks at what visitors need.
        base: the prefix under which the server is reached, such as "/explorer"; "" for none.
    """

    async def alive(_request: Request) -> Response:
        return JSONResponse({"alive": True}, headers=_NOT_KEPT)

    async def ready(_request: Request) -> Response:
        found = await watch.ready()
        body = {"ready": found.ready, **found.parts}
        return JSONResponse(body, 200 if found.ready else 503, _NOT_KEPT)

    return [Route(f"{base}{ALIVE}", alive), Route(f"{base}{READY}", ready)]
