"""A document as PDF: tagged for screen readers (PDF/UA-1), A4, typeset by Typst from data alone."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from het_geo.blank import Blank
from het_geo.document import Document, Drawing, Part, Section, TileBox, Tiles
from het_geo.errors import ExportError
from het_geo.render.plain import plain
from het_geo.render.qr import qr_svg
from het_geo.render.typesetter import sources, typesetter

SMALL = 220.0  # points across: what stands in a tile, a quarter of the page
ENDLESS = 32  # letters: a word as long may be broken at a line's end
_LONG = re.compile(rf"[^\s/\u200b-]{{{ENDLESS}}}")


def typeset(document: Document, made: datetime) -> bytes:
    """Return a document as PDF; ``made`` is the time written into the file, as UTC.

    Raises:
        ExportError: the typesetter refused the document; the message holds its reason.
    """
    return compiled("profile.typ", as_data(document), made)


def compiled(template: str, data: dict[str, Any], made: datetime) -> bytes:
    """Return data as PDF by one of our templates, which reads it as ``document.json``.

    Raises:
        ExportError: the typesetter refused the document; the message holds its reason.
    """
    text = json.dumps(wrappable(data), ensure_ascii=False)
    with typesetter() as compiler:
        try:
            found = compiler.compile(
                sources(_template(template), "document.json", text),
                format="pdf",
                pdf_standards=["ua-1"],
                timestamp=made.replace(tzinfo=UTC),
            )
        except typst.TypstError as error:
            raise ExportError(f"The PDF could not be made: {error.message}.") from error
    if not isinstance(found, bytes):
        raise ExportError("The PDF could not be made: the typesetter gave no file.")
    return found


def as_data(document: Document) -> dict[str, Any]:
    """Return a document as the template reads it."""
    return {
        "title": document.title,
        "lead": document.lead,
        "made": document.made,
        "foot": document.foot,
        "code": _code(document.address),
        "sections": [section_data(section) for section in document.sections],
    }


def section_data(section: Section) -> dict[str, Any]:
    """Return a section as a template reads it."""
    return {
        "title": section.title,
        "level": section.level,
        "closing": section.closing,
        "alone": section.alone,
        "parts": [part_data(part) for part in section.parts],
        "beside": [len(row) for row in section.rows],
    }


def part_data(part: Part, across: float | None = None) -> dict[str, Any]:
    """Return a part as a template reads it; a drawing ``across`` points wide, else as it asks."""
    if isinstance(part, Drawing):
        return {
            "kind": part.kind,
            "svg": part.wide.as_file(across or part.across),
            "says": part.wide.says,
        }
    if isinstance(part, Tiles):
        return {
            "kind": part.kind,
            "boxes": [_box(box) for box in part.boxes],
            "place": part_data(part.place) | {"title": part.place.title},
            "key": part_data(part.key) if part.key else None,
        }
    return {"kind": part.kind, **_fields(part)}


def _box(box: TileBox) -> dict[str, Any]:
    return {**_fields(box.says), "svg": box.strip.as_file(SMALL) if box.strip else ""}


def _code(address: str) -> dict[str, str]:
    """Return the QR code of an address, with the address; texts without a letter where none is."""
    return {"svg": qr_svg(address) if address else "", "says": address}


def wrappable(value: Any, name: str = "") -> Any:
    """Return data whose endless words can be broken at a line's end (drawings as they are).

    A cell without a figure becomes a record of its own, which the template writes small.
    """
    if isinstance(value, Blank):
        return {"blank": str(value)}
    if isinstance(value, str):
        text = plain(value)
        if name == "svg" or len(text) < ENDLESS:
            return text
        return _LONG.sub(lambda run: f"{run.group()}\u200b", text)
    if is_dataclass(value):
        value = _fields(value)
    if isinstance(value, dict):
        return {key: wrappable(inner, key) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [wrappable(inner) for inner in value]
    return value


def _fields(record: Any) -> dict[str, Any]:
    """Return a record's fields by name, none copied."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


@cache
def _template(name: str) -> bytes:
    return (files("het_geo.render") / name).read_bytes()
