"""A profile as a Word document, for officers to edit: real headings, tables, captions, notes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, time

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from het_geo.exports.drawn import MAP, figures_of
from het_geo.exports.layout_tables import blank_key
from het_geo.exports.plain import dated, plain
from het_geo.exports.values import PEOPLE, levels_of
from het_geo.exports.word import notes, tables
from het_geo.exports.word.marks import NAMESPACES, paragraph, picture
from het_geo.exports.word.styles import LANGUAGE, blank
from het_geo.pack import Pack
from het_geo.pictures.spine import KEY
from het_geo.profiles import Block, Inside, Profile
from het_geo.words import capital

TALLEST = 215.0  # millimetres that a picture may stand high, with its heading on the same page
ALL_IN = "All the figures, with their numbers of people, are in the spreadsheet of this profile."
RANK_RULE = (
    "A rank interval is the places that the area could hold among areas of its kind, 1 the worst "
    "(or highest). A percentile is that of England’s areas of the same kind. A table without a "
    "column of rank intervals, or of recent trends, has none that can be told."
)


def to_docx(profile: Profile, pack: Pack) -> bytes:
    """Return a profile as DOCX; the same profile gives the same bytes.

    Text of data is only ever text: never a field, a link or markup.
    """
    made = f"made on {profile.made_written}, pack {profile.pack_version}"
    document = blank(f"{profile.title}, {made}")
    _describe(document, profile)
    writer = _Writer(document, profile, pack)
    body = document.element.body
    for place, element in enumerate(parse_xml(f"<w:body {NAMESPACES}>{writer.text()}</w:body>")):
        body.insert(place, element)
    raw = io.BytesIO()
    document.save(raw)
    return dated(raw.getvalue(), profile.made)


def _describe(document: Document, profile: Profile) -> None:
    about, made = document.core_properties, datetime.combine(profile.made, time())
    about.title = plain(profile.title)[:255]
    about.subject = "Health inequality between neighbourhoods and wards"
    about.author = about.last_modified_by = "het_geo"
    about.comments = f"Pack {profile.pack_version}"
    about.language, about.keywords = LANGUAGE, plain(profile.subject.id)
    about.created = about.modified = made


class _Writer:
    """Writes a profile part by part; pictures and links are put into the document on the way."""

    def __init__(self, document: Document, profile: Profile, pack: Pack) -> None:
        self.document, self.profile = document, profile
        self.names = levels_of(profile.rows)
        self.figures = figures_of(profile, pack)
        self.count = 0  # pictures so far

    def text(self) -> str:
        """Return the whole body."""
        parts = (self._front, self._people, self._blocks, self._gaps, self._areas)
        written = [text for part in parts for text in part()]
        return "".join([*written, *notes.notes(self.profile, self._link)])

    def _front(self) -> Iterator[str]:
        profile = self.profile
        made = f"Made on {profile.made_written} from pack {profile.pack_version}."
        yield paragraph(profile.title, "Title")
        yield paragraph(f"{profile.place.label}. {made}", "Subtitle")
        yield paragraph(profile.summary)
        yield paragraph("What stands out", "Heading1")
        for line in profile.headlines:
            yield paragraph(line.sentence, "ListBullet")
        if not profile.headlines:
            yield paragraph("No figure here stands out by the rule below.")
        yield paragraph(profile.headline_rule, "Rule")
        yield self._figure(MAP)

    def _people(self) -> Iterator[str]:
        who = self.profile.who_lives_here
        yield paragraph(PEOPLE, "Heading1")
        for fact in who.facts:
            yield paragraph(f"{fact.label}: {fact.written} ({fact.period}).")
        for group in who.groups:
            yield paragraph(group.label, "Heading2")
            yield tables.rows_table(group.rows, self.names, group.label, full=False)
        if not who.groups:
            yield paragraph(notes.NOTHING)

    def _blocks(self) -> Iterator[str]:
        yield paragraph("The building blocks of health", "Heading1")
        yield paragraph(f"{RANK_RULE} {blank_key(self.profile)}".strip(), "Rule")
        if self.figures:
            yield paragraph(f"{self.profile.spine_rule} {KEY}", "Rule")
        for block in self.profile.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        yield paragraph(block.label, "Heading2")
        yield paragraph(block.question, "Question")
        if not block.rows:
            yield paragraph(notes.NOTHING)
            return
        yield self._figure(block.id)
        yield tables.rows_table(block.rows, self.names, f"{block.label}: {block.question}")

    def _gaps(self) -> Iterator[str]:
        yield paragraph("What it would take", "Heading1")
        yield paragraph(self.profile.gap_rule, "Rule")
        if self.profile.gaps:
            yield tables.gaps_table(self.profile.gaps, "What it would take to close each gap")
        else:
            yield paragraph("No gap can be counted in people, households or events.")

    def _areas(self) -> Iterator[str]:
        for inside in self.profile.inside:
            yield from self._inside(inside)

    def _inside(self, inside: Inside) -> Iterator[str]:
        many = capital(inside.level.many)
        yield paragraph(f"{many} inside", "Heading1")
        yield paragraph(inside.sentence)
        yield tables.inside_table(inside, f"{many} inside, with a figure of each building block")
        shown = {column.indicator for column in inside.columns}
        spreads = [spread for spread in inside.spreads if spread.indicator in shown]
        if spreads:
            yield paragraph("How far apart they are", "Heading2")
            yield tables.spreads_table(spreads, f"{many}: the lowest and the highest figures")
            yield paragraph(ALL_IN, "Rule")

    def _figure(self, key: str) -> str:
        figure = self.figures.get(key)
        if figure is None:
            return ""
        self.count += 1
        relation, _ = self.document.part.get_or_add_image(io.BytesIO(figure.png))
        wide = min(tables.ROOM, TALLEST * figure.width / figure.height)
        size = (wide, wide * figure.height / figure.width)
        drawn = picture(relation, self.count, size, figure.title, figure.says)
        return drawn + paragraph(f"Figure {self.count}. {figure.title}.", "Caption")

    def _link(self, url: str) -> str:
        """Return the id of an address in the document, or "" for what is no web address."""
        if not url.startswith(("https://", "http://")):
            return ""
        return self.document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
