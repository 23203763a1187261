"""A journey's report as PowerPoint slides: a slide a drawing, native tables, lists by the page.

What stands beside a drawing in the document stands above it on its slide, and in the speaker notes
with all else of its section. What does not fit goes on to a slide of the same name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from het_geo.document import Drawing, Item, Items, Part, Section, Text
from het_geo.document.table import Table
from het_geo.journey.report import AnnualReport
from het_geo.pictures.svg import SLIDE
from het_geo.render import slide_file as file
from het_geo.render import slide_parts as parts
from het_geo.render.plain import plain
from het_geo.render.slide_parts import Box
from het_geo.render.slide_tables import add_whole_table, table_pages
from het_geo.render.typesetter import as_pngs

EDGE, FOOT, GAP = 36.0, 484.0, 10.0
ACROSS = file.WIDE - 2 * EDGE
HEAD = Box(EDGE, EDGE - 8, ACROSS, 60)
BODY = Box(EDGE, 96, ACROSS, FOOT - 96)
SOURCE = Box(EDGE, FOOT + 2, 830, 44)
TITLES, TOLD = (28, 24, 20), (18, 16, 14)  # points of letters
PIXELS = 2.0  # a point of a drawing: sharp on a screen of 1,900 pixels
MOST_LINES = 120  # of a list: more are read in a document, not from a seat
LARGER = 0.85  # a drawing is read from further away than on paper
LEAST = 190.0  # points: what a drawing needs of height to be read


def to_slides(report: AnnualReport) -> bytes:
    """Return a report as a PPTX file; the same report gives the same bytes."""
    document = report.document
    deck = _Deck()
    deck.cover([document.title, document.lead, document.made])
    chapter = ""
    for section in document.sections:
        chapter = section.title if section.level == 2 else chapter
        deck.put(section, "" if section.title == chapter else chapter)
    deck.draw()
    title, made = plain(document.title), plain(document.made)
    return file.written(deck.file, title, made, report.pack, report.made)


class _Deck:
    """A presentation that is filled section by section."""

    def __init__(self) -> None:
        self.file = file.opened()
        self.titles: list[str] = []
        self.drawn: list[tuple[Any, Drawing, Box, list[str]]] = []

    def cover(self, texts: Sequence[str]) -> None:
        """Write the title slide."""
        slide = self._slide(file.COVER)
        title, below = slide.shapes.title, slide.placeholders[1]
        head = Box(EDGE * 2, 110, file.WIDE - 4 * EDGE, 150)
        parts.place(title, head)
        title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        parts.write(title.text_frame, [plain(texts[0])], parts.size_for(texts[0], head, (40, 32)))
        rest = Box(EDGE * 2, 280, head.wide, 190)
        parts.place(below, rest)
        parts.write(below.text_frame, [plain(text) for text in texts[1:] if text], TOLD[0])
        parts.hush(below.text_frame)
        parts.add_number(slide)

    def put(self, section: Section, chapter: str) -> None:
        """Write a section on as many slides as it needs; one without parts is a name alone."""
        drawing = next((part for part in section.parts if isinstance(part, Drawing)), None)
        if drawing:
            self._drawn(section, drawing, chapter)
            return
        tables = [part for part in section.parts if isinstance(part, Table)]
        notes = [t for part in section.parts if _is_note(part) for t in _texts(part)]
        lists = [p for p in section.parts if not (isinstance(p, Table) or (tables and _is_note(p)))]
        texts = [text for part in lists for text in _texts(part)]
        first = not isinstance(section.parts[0] if section.parts else None, Table)
        title = f"{section.title}: in words" if tables else section.title
        foot = " ".join(notes)
        if section.opening and texts and not tables and parts.fits(foot, 10, SOURCE):
            texts, chapter = [text for text in texts if text not in notes], foot
        if texts and first:
            self._lists(title, texts, chapter)
        self._tables(section.title, tables, foot)
        if texts and not first:
            self._lists(title, texts, chapter)

    def draw(self) -> None:
        """Put all pictures on their slides: the typesetter draws them in one turn."""
        scales = [_scale(drawing, box) for _, drawing, box, _ in self.drawn]
        across = [
            min(box.wide / scale, 1.25 * _narrowest(drawing))
            for scale, (_, drawing, box, _) in zip(scales, self.drawn)
        ]
        pictures = [one.slide or one.wide for _, one, _, _ in self.drawn]
        svgs = [picture.as_file(wide) for picture, wide in zip(pictures, across)]
        shown = zip(self.drawn, pictures, scales, across, as_pngs(svgs, PIXELS), strict=True)
        for (slide, _, box, spoken), picture, scale, wide, png in shown:
            left = box.left + (box.wide - wide * scale) / 2
            corner = (left, box.top, wide * scale, picture.height * scale)
            shape = slide.shapes.add_picture(BytesIO(png), *map(Pt, corner))
            parts.describe(shape, "Picture", picture.says)
            parts.add_number(slide)
            parts.add_notes(slide, spoken)

    def _slide(self, layout: int) -> Any:
        return self.file.slides.add_slide(self.file.slide_layouts[layout])

    def _titled(self, layout: int, title: str, chapter: str) -> Any:
        slide = self._slide(layout)
        count = self.titles.count(title) + 1
        self.titles.append(title)
        title = f"{title} ({count})" if count > 1 else title  # a name that leads to one slide
        parts.place(slide.shapes.title, HEAD)
        size = parts.size_for(title, HEAD, TITLES)
        parts.write(slide.shapes.title.text_frame, [plain(title)], size)
        if chapter:
            parts.add_source(slide, plain(chapter), SOURCE)
        return slide

    def _drawn(self, section: Section, drawing: Drawing, chapter: str) -> None:
        """Write what is said, and below it the drawing as large as there is room."""
        said = [t for part in section.parts if not _is_note(part) for t in _texts(part)]
        every = [text for part in section.parts for text in _texts(part)]
        foot = " ".join(said)
        whole = f"{chapter}. {foot}" if chapter else foot
        foot = whole if parts.fits(whole, 10, SOURCE) else foot
        if not _is_flat(drawing) and parts.fits(foot, 10, SOURCE):  # it needs the whole slide
            said, chapter = [], foot
        size = parts.list_size(said, TOLD, BODY.wide, BODY.high - LEAST)
        high = parts.list_height(said, size, BODY.wide)
        if high > BODY.high - LEAST:  # more than stands above a drawing: on a slide of its own
            self._lists(f"{section.title}, in words", said, chapter)
            said, high = [], 0.0
        slide = self._titled(file.HEADLINE, section.title, chapter)
        if said:
            box = slide.shapes.add_textbox(0, 0, 0, 0)
            box.name = "What is said"
            parts.place(box, BODY._replace(high=high))
            parts.write(box.text_frame, said, size)
        top = BODY.top + (high + GAP if said else 0)
        self.drawn.append((slide, drawing, BODY._replace(top=top, high=FOOT - top), every))

    def _lists(self, title: str, texts: Sequence[str], chapter: str) -> None:
        left = len(texts) - MOST_LINES
        if left > 0:
            texts = [*texts[:MOST_LINES], f"And {left:,} more, in the PDF and the Word file."]
        whole = parts.list_size(texts, TOLD, BODY.wide - parts.DOTS, BODY.high)
        pages = list(_paged(texts, whole))
        for name, page in zip(_names(title, len(pages)), pages, strict=True):
            slide = self._titled(file.LISTED, name, chapter)
            shape = slide.placeholders[1]
            parts.place(shape, BODY)
            parts.write(shape.text_frame, page, whole)
            parts.add_number(slide)

    def _tables(self, title: str, tables: Sequence[Table], foot: str) -> None:
        pages = [page for table in tables for page in table_pages(table, BODY)]
        for name, page in zip(_names(title, len(pages)), pages, strict=True):
            slide = self._titled(file.HEADLINE, name, foot)
            add_whole_table(slide, page, BODY)
            parts.add_number(slide)


def _narrowest(drawing: Drawing) -> float:
    """Return how many points a drawing needs across; one that asks for few is drawn larger."""
    if drawing.slide is not None:
        return SLIDE.across
    return min(parts.NARROWEST, LARGER * drawing.across)


def _scale(drawing: Drawing, box: Box) -> float:
    return parts.scale_in(drawing.slide or drawing.wide, box, _narrowest(drawing))


def _is_flat(drawing: Drawing) -> bool:
    """Return whether words may stand above a drawing that is as wide as the slide."""
    return _scale(drawing, BODY) >= 1


def _is_note(part: Part) -> bool:
    return isinstance(part, Text) and part.style in ("note", "source")


def _texts(part: Part) -> list[str]:
    """Return a part as lines of plain text; a drawing says what it shows in its own text."""
    if isinstance(part, Text):
        return [plain(part.text)]
    if isinstance(part, Items):
        return [plain(f"{part.title}. {_line(i)}" if part.title else _line(i)) for i in part.items]
    if isinstance(part, Table):
        return [
            plain(f"{head}: {cell}") for row in part.rows for head, cell in zip(part.header, row)
        ]
    return []


def _line(item: Item) -> str:
    links = "; ".join(text for text, _ in item.links)
    return " ".join(filter(None, (item.lead, item.text, item.formula, links))) + item.tail


def _paged(texts: Sequence[str], size: float) -> Iterator[list[str]]:
    page: list[str] = []
    for text in texts:
        if page and parts.list_height([*page, text], size, BODY.wide - parts.DOTS) > BODY.high:
            yield page
            page = []
        page.append(text)
    yield page


def _names(title: str, count: int) -> list[str]:
    if count == 1:
        return [title]
    return [f"{title} ({i} of {count})" for i in range(1, count + 1)]
