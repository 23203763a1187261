"""The interface as routes of a server. Answers are made in threads, two at a time, and kept.

A visitor of the pages must not feel it: what is kept is sent from the event loop as it stands, and
no more than :data:`AT_ONCE` answers are worked out beside the pages.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from functools import partial

from anyio import CapacityLimiter, to_thread
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from het_geo import clock
from het_geo.api.about import PREFIX, VERSION
from het_geo.api.door import Door
from het_geo.api.encoded import Encoded, write
from het_geo.api.endpoint import LONGEST, Endpoint, Question
from het_geo.api.endpoints import ENDPOINTS
from het_geo.api.kept import KeptReplies
from het_geo.api.openapi import openapi
from het_geo.api.problem import MIME, ProblemError
from het_geo.errors import HetGeoError, PackError

AT_ONCE, WAITING = 2, 40
LOOK_S = 1.0  # seconds for which a pack is taken to be as it was
FRESH_S = 300  # seconds that an answer may be used again before it is asked whether it holds
SEEN = ["ETag", "Link", "Content-Disposition"]  # what scripts of other sites may read
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
_log = logging.getLogger(__name__)
Handler = Callable[[Request], Awaitable[Response]]


def api_routes(door: Door, base: str = "") -> list[Mount]:
    """Return the routes of the interface, to stand before those of the pages.

    Args:
        door: the way to the packs.
        base: the prefix under which the server is reached, such as "/explorer"; "" for none.
    """
    room = _Room(door, KeptReplies(), base)
    inside = [Route(one.path, partial(room.answer, one), methods=["GET"]) for one in ENDPOINTS]
    document = json.dumps(openapi(ENDPOINTS, base), ensure_ascii=False).encode()
    digest = hashlib.sha256(document).hexdigest()[:16]
    fixed = Encoded(document, None, "application/json", f'W/"{VERSION}-{digest}"')
    inside.append(Route("/openapi.json", _fixed(fixed), methods=["GET"]))
    # A path that is none is said in JSON: below, the pages' own route answers with the page.
    rest = Route("/{rest:path}", partial(_nothing, f"{base}{PREFIX}"), methods=_METHODS)
    cors = Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET"],
        allow_headers=["If-None-Match"],
        expose_headers=SEEN,
    )
    version = Mount(f"/{VERSION}", routes=[*inside, rest])
    return [Mount(f"{base}/api", routes=[version, rest], middleware=[cors])]


@dataclass
class _Room:
    """What answers have in common."""

    door: Door
    kept: KeptReplies
    base: str
    _limit: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(AT_ONCE))
    _looking: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(AT_ONCE))
    _seen: dict[str, tuple[float, Hashable]] = field(default_factory=dict)

    async def answer(self, endpoint: Endpoint, request: Request) -> Response:
        """Answer a question, from what is kept where it is."""
        try:
            asked = self._read(endpoint, request)
            written = await self._encoded(endpoint, asked)
        except ProblemError as error:
            return _problem(error)
        except PackError as error:
            return _problem(ProblemError(503, str(error)))
        except HetGeoError as error:
            return _problem(ProblemError(422, str(error)))
        except Exception:
            _log.exception("an answer of the interface failed")
            return _problem(ProblemError(500, "Nothing can be answered. It has been noted."))
        return _respond(request, written)

    def _read(self, endpoint: Endpoint, request: Request) -> Question:
        if len(request.url.query) > LONGEST:
            said = f"A question has {LONGEST:,} characters at most."
            raise ProblemError(414, said)
        path = {name: str(request.path_params[name]) for name in endpoint.parts}
        root = f"{self.base}{PREFIX}"
        return endpoint.read(path, request.query_params.multi_items(), root)

    async def _encoded(self, endpoint: Endpoint, asked: Question) -> Encoded:
        key = (endpoint.name, *asked.path.values(), *asked.params.items())
        # Some say on which day they were made.
        stamp = (await self._stamp(asked.path.get("place", "")), clock.today())
        found = self.kept.get(key, stamp)
        if found is None:
            found = await self._made(endpoint, asked)
            self.kept.put(key, stamp, found)
        return found

    async def _stamp(self, place: str) -> Hashable:
        """Return what changes when an answer about a place, or about all places, does.

        It is looked at once a second, in a thread: packs may lie behind an address.
        """
        seen, stamp = self._seen.get(place, (0.0, None))
        if place in self._seen and time.monotonic() - seen < LOOK_S:
            return stamp
        if place in self._seen:  # one looks; the others take it to be as it was meanwhile
            self._seen[place] = time.monotonic(), stamp
        known, stamp = await to_thread.run_sync(self._look, place, limiter=self._looking)
        if known:
            self._seen[place] = time.monotonic(), stamp
        return stamp

    def _look(self, place: str) -> tuple[bool, Hashable]:
        """Return whether there is such a place, and its stamp; of none the stamp of all places."""
        places = tuple(self.door.places())
        if place in places:
            return True, self.door.stamp_of(place)
        return not place, places

    async def _made(self, endpoint: Endpoint, asked: Question) -> Encoded:
        if self._limit.statistics().tasks_waiting >= WAITING:
            raise ProblemError(503, "Too many questions wait: ask again in a few seconds.")
        return await to_thread.run_sync(self._make, endpoint, asked, limiter=self._limit)

    def _make(self, endpoint: Endpoint, asked: Question) -> Encoded:
        return write(endpoint, asked, endpoint.answer(self.door, asked))


def _respond(request: Request, written: Encoded) -> Response:
    head = {
        "ETag": written.tag,
        "Cache-Control": f"public, max-age={FRESH_S}",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if written.links:
        head["Link"] = ", ".join(written.links)
    asked = request.headers.get("if-none-match", "")
    if written.tag in [tag.strip() for tag in asked.split(",")]:
        return Response(status_code=304, headers=head)
    if written.file:
        head["Content-Disposition"] = f'attachment; filename="{written.file}"'
    body = written.body
    # Said even where it is sent as it is: the pages' own packing leaves it alone then.
    head["Content-Encoding"] = "identity"
    if written.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body, head["Content-Encoding"] = written.packed, "gzip"
    return Response(body, headers=head, media_type=written.mime)


def _fixed(written: Encoded) -> Handler:
    async def handler(request: Request) -> Response:
        return _respond(request, written)

    return handler


async def _nothing(root: str, request: Request) -> Response:
    if request.method not in {"GET", "HEAD"}:
        return _problem(ProblemError(405, "Ask by GET."), {"Allow": "GET, HEAD, OPTIONS"})
    said = f"Nothing stands at this address. What does: {root}/openapi.json."
    return _problem(ProblemError(404, said))


def _problem(error: ProblemError, head: dict[str, str] | None = None) -> Response:
    more = {"Retry-After": "5"} if error.status == 503 else {}
    return Response(error.body(), error.status, {**more, **(head or {})}, MIME)
