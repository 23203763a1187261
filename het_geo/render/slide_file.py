"""An empty 16:9 presentation to fill, and how it is written: the same bytes for the same slides."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pptx
from pptx.presentation import Presentation
from pptx.util import Pt

from het_geo.classes import INK
from het_geo.files import dated

WIDE, HIGH = 960.0, 540.0  # points of a slide, 16:9
LANGUAGE = "en-GB"
FONT = "Arial"  # on every machine a councillor may plug in
TITLE, CONTENT, HEADLINE = 0, 1, 5  # the layouts in use, by their place in the empty file
TONE = "0B5C73"  # of table heads: white on it has a contrast of 7.5
_DROPPED = ("thumbnail", "printerSettings")  # of the empty file, not of ours
_FACES = [(b"4F81BD", TONE.encode()), (b'"Calibri"', f'"{FONT}"'.encode())]


def opened() -> tuple[Presentation, dict[int, Any]]:
    """Return an empty presentation and its layouts by :data:`TITLE`, ``CONTENT``, ``HEADLINE``."""
    deck = pptx.Presentation()
    widened = Pt(WIDE) / deck.slide_width
    deck.slide_width, deck.slide_height = Pt(WIDE), Pt(HIGH)
    layouts = {number: deck.slide_layouts[number] for number in (TITLE, CONTENT, HEADLINE)}
    for layout in list(deck.slide_layouts):
        if layout not in layouts.values():
            deck.slide_layouts.remove(layout)
    for page in (deck.slide_master, *layouts.values()):
        for box in page._element.iter("{*}xfrm"):
            box.off.x, box.ext.cx = round(box.off.x * widened), round(box.ext.cx * widened)
    _restyled(deck)
    return deck, layouts


def _restyled(deck: Presentation) -> None:
    """Give the master our type and colours, so that what is added later looks the same."""
    styles = deck.slide_master._element.find("{*}txStyles")
    for level in styles.find("{*}titleStyle"):
        level.set("algn", "l")
        level.find("{*}defRPr").set("b", "1")
    black = b'<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    ink = f'<a:dk1><a:srgbClr val="{INK[1:]}"/></a:dk1>'.encode()
    for part in deck.part.package.iter_parts():
        if str(part.partname).startswith("/ppt/theme/"):
            theme = part.blob.replace(black, ink)
            for old, new in _FACES:
                theme = theme.replace(old, new)
            part._blob = theme


def written(deck: Presentation, title: str, subject: str, version: str, made: date) -> bytes:
    """Return the presentation as a file with its properties, its language and fixed times."""
    moment = datetime.combine(made, datetime.min.time())
    about = deck.core_properties
    about.title, about.subject, about.keywords = title[:255], subject[:255], ""
    about.author = about.last_modified_by = "het_geo"
    about.comments, about.version = f"Pack {version}"[:255], version[:255]
    about.language, about.revision = LANGUAGE, 1
    about.created = about.modified = about.last_printed = moment
    _in_english(deck)
    for holder in (deck.part.package, deck.part):  # each knows one of them
        for name, relation in list(holder._rels.items()):
            if relation.reltype.endswith(_DROPPED):
                holder._rels.pop(name)
    rough = BytesIO()
    deck.save(rough)
    return dated(rough.getvalue(), made)


def _in_english(deck: Presentation) -> None:
    """Say of every run of text in every part that it is British English."""
    for part in deck.part.package.iter_parts():
        root = getattr(part, "_element", None)
        if root is None or not hasattr(root, "iter"):
            continue
        for run in root.iter("{*}r", "{*}fld"):
            if run.tag.endswith(("main}r", "main}fld")) and run.find("{*}t") is not None:
                _properties(run).set("lang", LANGUAGE)
        for style in root.iter("{*}defRPr", "{*}rPr", "{*}endParaRPr"):
            style.set("lang", LANGUAGE)


def _properties(run: Any) -> Any:
    found = run.find("{*}rPr")
    return run.get_or_add_rPr() if found is None else found
