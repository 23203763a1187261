"""A journey's report as PowerPoint slides: a slide a drawing, native tables, lists by the page.

What stands beside a drawing in the document stands above it on its slide, and in the speaker notes
with all else of its section. What does not fit goes on to a slide of the same name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from het_geo.document import Drawing, Item, Items, Part, Section, Text
from het_geo.document.table import Table, TableGroup, TableRow
from het_geo.journey.report import AnnualReport
from het_geo.render import slide_file as file
from het_geo.render import slide_parts as parts
from het_geo.render.plain import plain
from het_geo.render.slide_parts import Box

EDGE, FOOT, GAP = 36.0, 484.0, 10.0
ACROSS = file.WIDE - 2 * EDGE
HEAD = Box(EDGE, EDGE - 8, ACROSS, 60)
BODY = Box(EDGE, 96, ACROSS, FOOT - 96)
SOURCE = Box(EDGE, FOOT + 2, 830, 44)
TITLES, TOLD, CELL = (28, 24, 20), (18, 16, 14), 14  # points of letters
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
    title, made = plain(document.title), plain(document.made)
    return file.written(deck.file, title, made, report.pack, report.made)


class _Deck:
    """A presentation that is filled section by section."""

    def __init__(self) -> None:
        self.file = file.opened()
        self.titles: list[str] = []

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
        if texts and first:
            self._lists(title, texts, chapter)
        self._tables(section.title, tables, " ".join(notes))
        if texts and not first:
            self._lists(title, texts, chapter)

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
        if not _is_flat(drawing) and parts.fits(foot, 10, SOURCE):  # it needs the whole slide
            said, chapter = [], foot
        size = next((s for s in TOLD if _high(said, s, BODY.wide) <= BODY.high - LEAST), TOLD[-1])
        high = _high(said, size, BODY.wide)
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
        parts.add_picture(slide, drawing.wide, BODY._replace(top=top, high=FOOT - top))
        parts.add_number(slide)
        parts.add_notes(slide, every)

    def _lists(self, title: str, texts: Sequence[str], chapter: str) -> None:
        whole = next((s for s in TOLD if _high(texts, s, BODY.wide - 27) <= BODY.high), TOLD[-1])
        pages = list(_paged(texts, whole))
        for name, page in zip(_names(title, len(pages)), pages, strict=True):
            slide = self._titled(file.LISTED, name, chapter)
            shape = slide.placeholders[1]
            parts.place(shape, BODY)
            parts.write(shape.text_frame, page, whole)
            parts.add_number(slide)

    def _tables(self, title: str, tables: Sequence[Table], foot: str) -> None:
        pages = [page for table in tables for page in _pages(table)]
        for name, page in zip(_names(title, len(pages)), pages, strict=True):
            slide = self._titled(file.HEADLINE, name, foot)
            parts.add_table(slide, _flat(page), page.says, BODY, (CELL,))
            _fit(slide.shapes[-1].table, page)
            parts.add_number(slide)


def _is_flat(drawing: Drawing) -> bool:
    """Return whether words may stand above a drawing that is as wide as the slide."""
    return parts.scale_in(drawing.wide, BODY) >= 1


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


def _high(texts: Sequence[str], size: float, wide: float) -> float:
    return sum(parts.height(text, size, wide) + 0.2 * size for text in texts)


def _paged(texts: Sequence[str], size: float) -> Iterator[list[str]]:
    page: list[str] = []
    for text in texts:
        if page and _high([*page, text], size, BODY.wide - 27) > BODY.high:
            yield page
            page = []
        page.append(text)
    yield page


def _names(title: str, count: int) -> list[str]:
    if count == 1:
        return [title]
    return [f"{title} ({i} of {count})" for i in range(1, count + 1)]


def _pages(table: Table) -> Iterator[Table]:
    """Return a table in tables that each fit a slide; a group that goes on says its name again."""
    held: list[TableGroup] = []
    for group in table.groups:
        for row in group.rows:
            more = _with(held, group.label, row)
            if held and sum(_heights(replace(table, groups=tuple(more)))) > BODY.high:
                yield replace(table, groups=tuple(held))
                more = [TableGroup(group.label, (row,))]
            held = more
    yield replace(table, groups=tuple(held))


def _with(groups: Sequence[TableGroup], label: str, row: TableRow) -> list[TableGroup]:
    """Return groups with a row more, in the last of them where it has this label."""
    if groups and groups[-1].label == label:
        return [*groups[:-1], replace(groups[-1], rows=(*groups[-1].rows, row))]
    return [*groups, TableGroup(label, (row,))]


def _flat(table: Table) -> Table:
    """Return a table whose groups' names are rows of their own."""
    empty = ("",) * (len(table.columns) - 1)
    rows: list[TableRow] = []
    for group in table.groups:
        rows += [TableRow(group.label, "", empty)] if group.label else []
        rows += group.rows
    return replace(table, groups=(TableGroup("", tuple(rows)),))


def _widths(table: Table) -> list[float]:
    """Return how wide the columns are, in points: as the document shares out the width."""
    whole = sum(column.wide for column in table.columns)
    return [ACROSS * column.wide / whole for column in table.columns]


def _heights(table: Table) -> list[float]:
    """Return how high the rows are, in points; the name of a group goes across."""
    rows = (table.header, *_flat(table).rows)
    return [
        max(
            parts.height(cell, CELL, wide - 16)
            for cell, wide in zip(row, [ACROSS] if _is_label(row) else _widths(table))
        )
        + parts.PADDING
        for row in rows
    ]


def _is_label(row: Sequence[str]) -> bool:
    return not any(row[1:])


def _fit(grid: Any, table: Table) -> None:
    """Give a native table its widths and heights, and let the names of groups go across."""
    for column, wide in zip(grid.columns, _widths(table), strict=True):
        column.width = Pt(wide)
    for row, high in zip(grid.rows, _heights(table), strict=True):
        row.height = Pt(high)
        if _is_label([cell.text for cell in row.cells]):
            row.cells[0].merge(row.cells[len(row.cells) - 1])
            row.cells[0].text_frame.paragraphs[0].font.bold = True
