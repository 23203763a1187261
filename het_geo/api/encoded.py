"""An answer in its format: JSON, CSV, Parquet, GeoJSON, SVG or a file of the whole pack."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from het_geo.api.endpoint import Endpoint, Question
from het_geo.api.reply import Reply, Row, credits_of
from het_geo.atlas.record import Value
from het_geo.render.plain import marked
from het_geo.render.table import csv_text
from het_geo.render.whole_pack import FORMATS

MIMES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "svg": "image/svg+xml",
}
PACKED = {kind.ending.removesuffix(".zip"): kind for kind in FORMATS}
SMALL = 500  # bytes that are sent as they are
CREDITS = ("attribution", "licence")  # an answer in JSON names its sources once


@dataclass(frozen=True)
class Encoded:
    """The bytes of an answer, also as gzip packs them, with what its head says."""

    body: bytes
    packed: bytes | None
    mime: str
    tag: str
    links: tuple[str, ...] = ()
    file: str = ""

    @property
    def size(self) -> int:
        """How many bytes it takes."""
        return len(self.body) + len(self.packed or b"") + 400


def write(endpoint: Endpoint, asked: Question, answer: Reply) -> Encoded:
    """Return an answer in the format that is asked for."""
    kind = asked["format"] or endpoint.formats[0]
    ways = _links(asked, answer)
    if kind in answer.written:
        body, mime, file = answer.written[kind](), MIMES.get(kind, ""), ""
        if endpoint.name == "whole":
            mime, file = PACKED[kind].mime, f"{asked['place']}.{PACKED[kind].ending}"
    elif answer.rows is not None and kind != "json":
        body, mime, file = _table(kind, answer.rows), MIMES[kind], f"{endpoint.name}.{kind}"
    else:
        body, mime, file = _json(asked, answer, ways), MIMES["json"], ""
    digest = hashlib.sha256(body).hexdigest()[:16]
    tag = f'W/"{answer.version or "0"}-{digest}"'
    text = not mime.startswith(("application/vnd", "application/zip", "application/geopackage"))
    packed = gzip.compress(body, 6, mtime=0) if text and len(body) > SMALL else None
    heads = tuple(f'<{url}>; rel="{rel}"' for rel, url in ways.items())
    return Encoded(body, packed, mime, tag, heads, file)


def _links(asked: Question, answer: Reply) -> dict[str, str]:
    """Return the pages before and after, by relation (RFC 8288)."""
    if answer.rows is None:
        return {}
    found, step = {}, asked.limit
    if asked.offset + step < answer.total:
        found["next"] = _page(asked, asked.offset + step)
    if asked.offset:
        found["prev"] = _page(asked, max(asked.offset - step, 0))
    return found


def _page(asked: Question, offset: int) -> str:
    said = {name: text for name, text in asked.params.items() if text and name != "offset"}
    return f"{asked.url}?{urlencode(said | {'offset': offset})}"


def _json(asked: Question, answer: Reply, ways: Mapping[str, str]) -> bytes:
    said: dict[str, object] = {"version": answer.version} if answer.version else {}
    said |= answer.about
    if answer.rows is not None:
        said |= {"total": answer.total, "offset": asked.offset, "limit": asked.limit}
        said["next"] = ways.get("next")
        named = bool(answer.sources)
        said["rows"] = [_cells(row, named=named) for row in answer.rows]
    if answer.sources:
        said["sources"] = credits_of(answer.sources)
    return json.dumps(said, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _cells(row: Row, *, named: bool) -> Row:
    return {k: v for k, v in row.items() if k not in CREDITS} if named else row


def _table(kind: str, rows: Sequence[Row]) -> bytes:
    flat = [{name: _flat(cell) for name, cell in row.items()} for row in rows]
    if kind == "csv":
        return marked(csv_text(flat)) if flat else b""
    raw = io.BytesIO()
    pd.DataFrame(flat).to_parquet(raw, index=False)
    return raw.getvalue()


def _flat(cell: object) -> Value | None:
    """Return a cell of a table: of a list, its parts as one text."""
    if isinstance(cell, list):
        return "; ".join(map(str, cell))
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return cell if isinstance(cell, str | float) or cell is None else str(cell)
