"""An empty 16:9 presentation to fill, and how it is written: the same bytes for the same slides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pptx
from pptx.presentation import Presentation

from het_geo.files import dated, zipped
from het_geo.render.slide_names import count_names

WIDE, HIGH = 960.0, 540.0  # points of a slide, 16:9
LANGUAGE = "en-GB"
COVER, LISTED, HEADLINE = 0, 1, 2  # the layouts, by their place in the template
_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_SCHEMAS = "http://schemas.openxmlformats.org"
_TYPES = f"{_SCHEMAS}/package/2006/content-types"
_PREFIXES = {
    "a": f"{_SCHEMAS}/drawingml/2006/main",
    "r": f"{_SCHEMAS}/officeDocument/2006/relationships",
    "p": f"{_SCHEMAS}/presentationml/2006/main",
}


def opened() -> Presentation:
    """Return the empty presentation of ``slides.xml``; its layouts are by :data:`COVER` …."""
    deck = pptx.Presentation(BytesIO(_template()))
    count_names(deck)
    return deck


@cache
def _template() -> bytes:
    """Return ``slides.xml``, a package written as one text, as a package in a file."""
    text = (files("het_geo.render") / "slides.xml").read_text(encoding="utf-8")
    for prefix, address in _PREFIXES.items():  # the usual ones, for readers that know no others
        ElementTree.register_namespace(prefix, address)
    types = ElementTree.Element("Types", {"xmlns": _TYPES})
    parts = {}
    for part in ElementTree.fromstring(text):
        name, kind = (str(part.get(f"{_PACKAGE}{key}")) for key in ("name", "contentType"))
        ElementTree.SubElement(types, "Override", {"PartName": name, "ContentType": kind})
        parts[name.removeprefix("/")] = ElementTree.tostring(part[0][0], "utf-8")
    return zipped({"[Content_Types].xml": ElementTree.tostring(types, "utf-8"), **parts})


def written(deck: Presentation, title: str, subject: str, version: str, made: date) -> bytes:
    """Return the presentation as a file with its properties, its language and fixed times."""
    moment = datetime.combine(made, datetime.min.time())
    about = deck.core_properties
    about.title, about.subject, about.keywords = title[:255], subject[:255], ""
    about.author = about.last_modified_by = "het_geo"
    about.comments, about.version = f"Pack {version}"[:255], version[:255]
    about.language, about.revision = LANGUAGE, 1
    about.created = about.modified = about.last_printed = moment
    for page in _pages(deck):
        _in_english(page)
    rough = BytesIO()
    deck.save(rough)
    return dated(rough.getvalue(), made)


def _pages(deck: Presentation) -> Iterator[Any]:
    """Yield every slide with its notes, and what the notes are laid out by."""
    yield deck.notes_master
    for slide in deck.slides:
        yield slide
        if slide.has_notes_slide:
            yield slide.notes_slide


def _in_english(page: Any) -> None:
    """Say of every run of text that it is British English."""
    for run in page.element.iter("{*}r", "{*}fld"):
        if run.find("{*}t") is not None and run.find("{*}rPr") is None:
            run.get_or_add_rPr()
    for style in page.element.iter("{*}defRPr", "{*}rPr", "{*}endParaRPr"):
        style.set("lang", LANGUAGE)
