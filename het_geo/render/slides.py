"""A briefing as PowerPoint slides: text that can be edited, native tables, sharp pictures.

Counts of the setting, of what is getting better and of what it would take are native tables:
their picture shows the same few counts, smaller, and nobody could correct or copy them. The
picture stands above the table where both can be read. What is not known is a list for the same
reason: its picture is nothing but words. Shapes of a distribution, maps and lines over time say
more than their numbers and stay pictures; their tables are too long for a slide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pptx.enum.text import MSO_ANCHOR

from het_geo.briefing.cover import INVITED, Cover, cover_of
from het_geo.briefing.credits import closing_of, made_line
from het_geo.briefing.model import Briefing, Screen
from het_geo.document import Items, Part
from het_geo.render import slide_file as file
from het_geo.render import slide_parts as parts
from het_geo.render.logo import logo_size, logo_svg
from het_geo.render.qr import qr_svg
from het_geo.render.slide_parts import Box

EDGE = 36.0
FOOT = 494.0  # where the source begins, in points from the top
SIDE = Box(EDGE, EDGE, 276, FOOT - EDGE - 8)  # a headline left of a tall picture
BESIDE = Box(336, EDGE, file.WIDE - EDGE - 336, FOOT - EDGE - 8)
TOP = Box(EDGE, EDGE - 6, file.WIDE - 2 * EDGE, 4 * 28 * parts.LINE)
SOURCE = Box(EDGE, FOOT, 830, 30)
TABLED = ("counts", "bars")  # forms of picture whose table says the same few counts
ROWS, COLUMNS = 8, 6  # of a table that can be read from a seat
GAP = 16.0
CODE, LOGO = 180.0, 64.0  # points: sides of the QR code; height of the logo
LIST_SIZES = (24, 22, 20, 18)
SMALL = 14  # points: sources and caveats, to be read at a desk


def to_pptx(briefing: Briefing, today: date, credits: Sequence[str] = ()) -> bytes:
    """Return a briefing as a PPTX file; the same briefing gives the same bytes.

    A title slide, a slide a screen with its notes and answers in the speaker notes, then sources,
    licences and caveats.

    Args:
        briefing: what is said, in order.
        today: the day written on the title slide and into the file.
        credits: attributions of what no receipt names, such as the shapes of maps.
    """
    deck = file.opened()
    layouts = deck.slide_layouts
    _cover(deck.slides.add_slide(layouts[file.COVER]), briefing, today)
    for screen, title in zip(briefing.screens, titles(briefing)):
        layout = file.LISTED if isinstance(screen.shown, Items) else file.HEADLINE
        _fill(deck.slides.add_slide(layouts[layout]), replace(screen, headline=title))
    first = [made_line(briefing, today)]
    for section in closing_of(briefing, credits):
        texts = [text for part in section.parts for text in _texts(part)]
        for name, page in _paged(section.title, [*first, *texts]):
            _close(deck.slides.add_slide(layouts[file.LISTED]), name, page)
        first = []
    version = briefing.pack_version
    return file.written(deck, briefing.title, made_line(briefing, today), version, today)


def titles(briefing: Briefing) -> list[str]:
    """Return the title of each screen's slide: its headline, told apart where two are the same."""
    found: list[str] = []
    for screen in briefing.screens:
        title, count = screen.headline, 1
        while title in found:
            count += 1
            title = f"{screen.headline} ({count})"
        found.append(title)
    return found


def has_table(screen: Screen, box: Box) -> bool:
    """Return whether a screen's table is counts, and small enough to stand on a slide."""
    table = screen.table
    small = 0 < len(table.rows) <= ROWS and len(table.header) <= COLUMNS
    if screen.drawing.form not in TABLED or not small:
        return False
    return parts.table_height(table, box.wide) <= box.high


def _cover(slide: Any, briefing: Briefing, today: date) -> None:
    """Fill the title slide: whom it is for, about what, when and by whom; logo and code beside."""
    cover = cover_of(briefing, today)
    wide = file.WIDE - 4 * EDGE - (CODE + EDGE if cover.link else 0)
    title, below = slide.shapes.title, slide.placeholders[1]
    head = Box(EDGE * 2, 130, wide, 120)
    parts.place(title, head)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    sizes = (44, 36, 32, 28)
    parts.write(title.text_frame, [cover.heading], parts.size_for(cover.heading, head, sizes))
    rest = Box(EDGE * 2, 268, wide, 190)
    parts.place(below, rest)
    texts = [cover.about, *cover.lines]
    parts.write(below.text_frame, texts, _size(texts, rest, (24, 20, 18)))
    parts.hush(below.text_frame)
    _marks(slide, cover)
    parts.add_number(slide)
    parts.add_notes(slide, cover.notes)


def _marks(slide: Any, cover: Cover) -> None:
    """Put the council's logo in the corner, and the code of the live view with its address."""
    right = file.WIDE - EDGE * 2
    if cover.logo:
        wide, high = logo_size(cover.logo, LOGO)
        corner = Box(right - wide, EDGE, wide, high)
        parts.add_drawing(slide, logo_svg(cover.logo, LOGO), corner, "Logo", "Logo")
    if cover.link:
        box = Box(right - CODE, 250, CODE, CODE)
        says = f"QR code that opens {cover.link}"
        parts.add_drawing(slide, qr_svg(cover.link, CODE), box, "Code", says)
        text = f"{INVITED}: {cover.address}"
        parts.add_source(slide, text, Box(box.left, box.top + CODE + 4, CODE, 48))


def _fill(slide: Any, screen: Screen) -> None:
    head, body = _boxes(screen)
    size = parts.size_for(screen.headline, head)
    parts.place(slide.shapes.title, head)
    parts.write(slide.shapes.title.text_frame, [screen.headline], size)
    if isinstance(screen.shown, Items):
        _list(slide, [row[0] for row in screen.table.rows], body, LIST_SIZES)
    elif has_table(screen, body):
        _tabled(slide, screen, body)
    else:
        parts.add_picture(slide, screen.picture, body)
    parts.add_source(slide, screen.source, SOURCE)
    parts.add_number(slide)
    parts.add_notes(slide, screen.spoken)


def _boxes(screen: Screen) -> tuple[Box, Box]:
    """Return where headline and body stand: side by side if the picture is larger so."""
    size = parts.size_for(screen.headline, TOP._replace(high=TOP.high * 0.9))
    head = TOP._replace(high=parts.height(screen.headline, size, TOP.wide))
    top = head.top + head.high + GAP
    body = Box(TOP.left, top, TOP.wide, FOOT - 8 - top)
    aside = parts.scale_in(screen.picture, BESIDE) > parts.scale_in(screen.picture, body)
    fits = parts.fits(screen.headline, parts.SIZES[-1], SIDE)
    listed = isinstance(screen.shown, Items)
    if not aside or not fits or listed or has_table(screen, body):
        return head, body
    return SIDE, BESIDE


def _tabled(slide: Any, screen: Screen, body: Box) -> None:
    room = body.high - parts.table_height(screen.table, body.wide) - GAP
    above = body._replace(high=max(room, 1))
    if parts.scale_in(screen.picture, above) >= 1:
        parts.add_picture(slide, screen.picture, above)
        used = screen.picture.height * parts.scale_in(screen.picture, above) + GAP
        body = body._replace(top=body.top + used, high=body.high - used)
    parts.add_table(slide, screen.table, screen.picture.says, body)


def _list(slide: Any, texts: Sequence[str], box: Box, sizes: Sequence[int]) -> None:
    shape = slide.placeholders[1]
    parts.place(shape, box)
    parts.write(shape.text_frame, texts, _size(texts, box, sizes))


def _size(texts: Sequence[str], box: Box, sizes: Sequence[int]) -> int:
    return parts.list_size(texts, sizes, box.wide - parts.DOTS, box.high)


def _texts(part: Part) -> list[str]:
    return [item.text for item in part.items] if isinstance(part, Items) else []


REST = Box(EDGE, 90, file.WIDE - 2 * EDGE, FOOT - 90)


def _paged(title: str, texts: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return texts in pages that fit, each with a title of its own."""
    pages: list[list[str]] = [[]]
    wide = REST.wide - parts.DOTS
    for text in texts:
        if pages[-1] and parts.list_height([*pages[-1], text], SMALL, wide) > REST.high:
            pages.append([])
        pages[-1].append(text)
    if len(pages) == 1:
        return [(title, pages[0])]
    return [(f"{title} ({i} of {len(pages)})", page) for i, page in enumerate(pages, start=1)]


def _close(slide: Any, title: str, texts: Sequence[str]) -> None:
    parts.place(slide.shapes.title, Box(EDGE, EDGE - 6, file.WIDE - 2 * EDGE, 44))
    parts.write(slide.shapes.title.text_frame, [title], 28)
    _list(slide, texts, REST, (SMALL,))
    parts.add_number(slide)
