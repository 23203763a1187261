"""A document as a Word file, for officers to edit: real headings, tables, lists and captions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm

from het_geo.blank import Blank
from het_geo.document import Document, Drawing, Item, Items, Part, Section, Text, Tiles
from het_geo.document.table import Table, TableGroup, TableRow
from het_geo.files import dated
from het_geo.pack.model import Pack
from het_geo.pictures.svg import WIDTH
from het_geo.plain import is_web_address
from het_geo.profiles.model import Profile
from het_geo.render.paper import paper_of
from het_geo.render.plain import plain
from het_geo.render.typesetter import as_pngs
from het_geo.render.word import marks
from het_geo.render.word.marks import cell, paragraph, quiet, run
from het_geo.render.word.package import Pictures, packed
from het_geo.render.word.styles import LANGUAGE, SHADE, TONES, blank, fill, new_list
from het_geo.render.word.widths import ROOM, widths_of

TALLEST = 215.0  # millimetres that a picture may stand high, with its heading on the same page
PIXELS = 1.15  # a point of a drawing as wide as the page: about 150 an inch
STYLES = {"plain": "", "said": "Lead", "note": "Note", "source": "Note"}


def to_docx(profile: Profile, pack: Pack) -> bytes:
    """Return a profile as DOCX; the same profile gives the same bytes."""
    return written(paper_of(profile, pack), profile.made)


def written(document: Document, made: date) -> bytes:
    """Return a document as DOCX; ``made`` is the day that is written into the file.

    Text of data is only ever text: never a field, a link or markup.
    """
    file = blank(document.foot)
    _describe(file, document, made)
    fill(file, _Walk(file, document).text())
    return dated(packed(file), made)


def _describe(file: WordFile, document: Document, made: date) -> None:
    about, day = file.core_properties, datetime.combine(made, time())
    about.title = plain(document.title)[:255]
    about.subject = "Health inequality between neighbourhoods and wards"
    about.author = about.last_modified_by = "het_geo"
    about.comments = plain(document.made)[:255]
    about.language = LANGUAGE
    about.created = about.modified = day


class _Walk:
    """Walks a document's parts; pictures, links and lists are put into the file on the way."""

    def __init__(self, file: WordFile, document: Document) -> None:
        self.file, self.document = file, document
        self.addresses: dict[str, str] = {}  # of links, with their ids in the file
        parts = [part for section in document.sections for part in section.parts]
        # Drawn at fewer points across, a drawing is shown larger: it has more pixels a point.
        least = min((part.across for part in parts if isinstance(part, Drawing)), default=WIDTH)
        drawings = [part.place if isinstance(part, Tiles) else part for part in parts]
        drawn = [d.wide.as_file(d.across) for d in drawings if isinstance(d, Drawing)]
        pngs = as_pngs(drawn, PIXELS * WIDTH / least)
        self.drawn = enumerate(pngs, 1)
        self.pictures = Pictures(file)

    def text(self) -> str:
        """Return the whole body."""
        document = self.document
        head = (
            paragraph(run(document.title), "Title"),
            paragraph(run(document.lead), "Lead"),
            paragraph(run(document.made), "Subtitle"),
        )
        return "".join(
            [*head, *(t for section in document.sections for t in self._section(section))]
        )

    def _section(self, section: Section) -> Iterator[str]:
        yield paragraph(run(section.title), f"Heading{section.level - 1}")
        for i, part in enumerate(section.parts, 1):
            yield self._part(part, last=i == len(section.parts))

    def _part(self, part: Part, *, last: bool) -> str:
        if isinstance(part, Text):
            return paragraph(run(part.text), STYLES[part.style], kept=not last)
        if isinstance(part, Items):
            return self._items(part)
        if isinstance(part, Table):
            return table(part)
        if isinstance(part, Tiles):
            return table(part.table) + self._drawing(part.place, WIDTH)
        return self._drawing(part, part.across)

    def _items(self, part: Items) -> str:
        style = f"List{'Number' if part.numbered else 'Bullet'}{'Small' if part.small else ''}"
        own = new_list(self.file) if part.numbered else 0
        title = paragraph(run(part.title), "Heading2") if part.title else ""
        return title + "".join(
            paragraph(self._item(item), style, list_id=own) for item in part.items
        )

    def _item(self, item: Item) -> str:
        lead = run(f"{item.lead} ", bold=True, ink=TONES.get(item.tone, "")) if item.lead else ""
        links = run("; ").join(self._link(text, url) for text, url in item.links)
        formula = run(f" {item.formula}") if item.formula else ""
        texts = (run(text) if text else "" for text in (item.text, item.tail))
        return f"{lead}{next(texts)}{formula}{links}{next(texts)}"

    def _link(self, text: str, url: str) -> str:
        """Return a link; what is no web address is only text."""
        if not is_web_address(url):
            return run(text)
        if url not in self.addresses:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self.addresses[url] = self.file.part.relate_to(url, kind, is_external=True)
        return marks.linked(text, self.addresses[url])

    def _drawing(self, part: Drawing, across: float) -> str:
        """Return a drawing with its caption; one of ``across`` points is as wide as the page."""
        number, png = next(self.drawn)
        high = min(TALLEST, ROOM * part.wide.height / across)
        placed = self.pictures.place(png, Mm(high))
        drawn = marks.drawing(placed, number, part.title, part.wide.says)
        caption = paragraph(run(f"Figure {number}. {part.title}."), "Caption")
        return drawn + caption


def table(part: Table) -> str:
    """Return a table as wide as the page, or half as wide; its head is repeated on every page."""
    widths = widths_of(part, ROOM / 2 if part.half else ROOM)
    head = [
        cell(paragraph(run(column.head), "TableHead", right=column.number), width)
        for column, width in zip(part.columns, widths, strict=True)
    ]
    groups = (line for group in part.groups for line in _group(group, part, widths))
    return marks.table(widths, [marks.row(head, head=True), *groups], part.says)


def _group(group: TableGroup, part: Table, widths: Sequence[float]) -> Iterator[str]:
    if group.label:
        label = paragraph(run(group.label), "TableGroup")
        yield marks.row([cell(label, sum(widths), span=len(widths), fill=SHADE)])
    for one in group.rows:
        yield _row(one, part, widths)


def _row(one: TableRow, part: Table, widths: Sequence[float]) -> str:
    name = run(one.name) + (quiet(f", {one.quiet}") if one.quiet else "")
    first = cell(paragraph(name, "TableText"), widths[0])
    others = (
        cell(paragraph(_figure(text), "TableText", right=column.number), width)
        for text, column, width in zip(one.cells, part.columns[1:], widths[1:], strict=True)
    )
    return marks.row([first, *others])


def _figure(text: str) -> str:
    """Return a cell's text; the few words of a blank are quiet."""
    return quiet(text) if isinstance(text, Blank) else run(text)
