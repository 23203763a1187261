"""The OpenAPI document (3.1), made from what is declared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from het_geo import __version__
from het_geo.api.about import PREFIX
from het_geo.api.encoded import MIMES, PACKED
from het_geo.api.endpoint import Endpoint, Param
from het_geo.api.problem import MIME, TITLES

LICENCE = {"name": "MIT", "url": "https://opensource.org/license/mit"}
ABOUT = (
    "Read only. Figures, limits, words and licences are those of the pages, from the same packs. "
    "Every answer names its sources and their licences; figures are mostly under the Open "
    "Government Licence v3.0, some under the ODbL. A cell without a figure says why in `why_blank`."
)
_TEXT = {"type": "string"}
_SOURCE = {
    "type": "object",
    "properties": {
        name: _TEXT for name in ("id", "publisher", "title", "url", "licence", "attribution")
    },
    "required": ["id", "publisher", "title", "url", "licence", "attribution"],
}
_ROWS = {
    "type": "object",
    "properties": {
        "version": {"type": "string", "description": "of the pack"},
        "total": {"type": "integer"},
        "offset": {"type": "integer"},
        "limit": {"type": "integer"},
        "next": {"type": ["string", "null"], "description": "the next page"},
        "rows": {"type": "array", "items": {"type": "object"}},
        "sources": {"type": "array", "items": {"$ref": "#/components/schemas/Source"}},
    },
    "required": ["total", "offset", "limit", "next", "rows"],
}
_PROBLEM = {
    "type": "object",
    "properties": {
        "type": _TEXT, "title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT,
    },
    "required": ["type", "title", "status", "detail"],
}  # fmt: skip


def openapi(endpoints: Sequence[Endpoint], base: str = "") -> dict[str, Any]:
    """Return the document; ``base`` is the prefix under which the server is reached."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "het_geo",
            "version": __version__,
            "description": ABOUT,
            "license": LICENCE,
        },
        "servers": [{"url": f"{base}{PREFIX}"}],
        "paths": {one.path: {"get": _operation(one)} for one in endpoints},
        "components": {"schemas": {"Source": _SOURCE, "Rows": _ROWS, "Problem": _PROBLEM}},
    }


def _operation(one: Endpoint) -> dict[str, Any]:
    path = [
        {"name": name, "in": "path", "required": True, "schema": _TEXT, "description": name}
        for name in one.parts
    ]
    bodies = {_mime(kind): {"schema": _schema(one, kind)} for kind in one.formats}
    problem = {MIME: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    errors = {str(code): {"description": TITLES[code], "content": problem} for code in _codes(one)}
    return {
        "operationId": one.name,
        "summary": one.says,
        "parameters": [*path, *map(_param, one.all_params)],
        "responses": {
            "200": {"description": one.says, "content": bodies},
            "304": {"description": "As it was: the tag is that of If-None-Match"},
            **errors,
        },
    }


def _codes(one: Endpoint) -> tuple[int, ...]:
    found = (404, 410, 422) if one.parts else ()
    return tuple(sorted({400, 414, 429, 503, *found}))


def _mime(kind: str) -> str:
    mime = MIMES.get(kind) or PACKED[kind].mime
    return mime.partition(";")[0]


def _schema(one: Endpoint, kind: str) -> dict[str, Any]:
    if kind != "json":
        return {}
    return {"$ref": "#/components/schemas/Rows"} if one.paged else {"type": "object"}


def _param(one: Param) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if one.options:
        schema["enum"] = list(one.options)
    if one.pattern:
        schema["pattern"] = f"^{one.pattern}$"
    if one.default:
        schema["default"] = one.default
    found = {
        "name": one.name,
        "in": "query",
        "required": one.needed,
        "description": one.says,
        "schema": schema,
    }
    return found | ({"example": one.example} if one.example else {})
