"""Areas side by side as a document: what differs first, then pictures, tables and what to know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from het_geo import phrases, words
from het_geo.atlas.atlas import Atlas
from het_geo.beside.drawn import KEY, block_picture
from het_geo.beside.lines import BesideLine, counted, lines_of
from het_geo.beside.said import (
    RULE,
    SAME_THING,
    SURE_RULE,
    WHO,
    chance_said,
    names_of,
    outstanding,
    shared_said,
    tally,
    unknown_said,
)
from het_geo.beside.tables import change_table, figures_table, remarks
from het_geo.blank import key_of
from het_geo.catalogue.records import Catalogue
from het_geo.catalogue.vocabulary import CONTEXT
from het_geo.document import CARE, SOURCES, Document, Drawing, Item, Items, Part, Section, Text
from het_geo.document.table import blanks_in
from het_geo.geography import Level, slug_of, the
from het_geo.pictures.svg import PAGE, PAPER, TELEPHONE
from het_geo.profiles.layout_notes import source_parts
from het_geo.profiles.notes import NO_FIT, caveats_of, sources_of
from het_geo.profiles.parts import CaveatNote
from het_geo.sentences.ages import source_ages
from het_geo.sentences.changed import ONE_IN_TWENTY

NOTHING = (
    "No figure is held of all of these areas, so that nothing can be set side by side. Choose "
    "others."
)
SUMMED = (
    " Where no figure is published for neighbourhood groups (MSOA), it is that of their "
    "neighbourhoods together."
)
NAMED = 3  # figures that a caveat names
NONE_SURE = "None of the figures differs by more than chance."
NO_CHANGE = "No earlier figure that can be compared is held of these areas."


@dataclass(frozen=True, eq=False)
class SideBySide:
    """Areas side by side as pages and files are made of it: whose, which figures, what it says."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    place: str
    pack: str
    made: date
    lines: tuple[BesideLine, ...]
    document: Document

    @property
    def file_stem(self) -> str:
        """What its files are called, without an ending."""
        areas = "-and-".join(slug_of(name) for name in self.names)
        return f"{self.place}-{areas}-{self.made:%Y-%m-%d}-{self.pack}"[:120]


def side_by_side(
    atlas: Atlas, codes: Sequence[str], today: date, *, paper: bool = False
) -> SideBySide:
    """Return areas side by side; on ``paper`` no drawing has a narrow form."""
    pack, lines = atlas.pack, lines_of(atlas, codes)
    names = names_of(atlas, codes)
    title = title_of(names)
    made = phrases.made(pack.manifest.version, today)
    sections = _sections(atlas, names, lines, today, paper) if lines else _none(atlas, codes)
    document = Document(
        title, _lead(atlas, lines), f"{the(pack.manifest.name)}. {made}", f"{title}. {made}",
        tuple(sections),
    )  # fmt: skip
    manifest = pack.manifest
    return SideBySide(
        tuple(codes), tuple(names), manifest.place, manifest.version, today, lines, document
    )


def title_of(names: Sequence[str]) -> str:
    """Return what areas side by side are called.

    >>> title_of(["Dallow ward", "Stopsley ward"]), title_of(["a ward", "b ward", "c ward"])
    ('Dallow ward beside Stopsley ward', 'A ward beside b ward and c ward')
    """
    return f"{words.capital(names[0])} beside {words.listed(names[1:])}"


def _lead(atlas: Atlas, lines: Sequence[BesideLine]) -> str:
    if not lines:
        return f"{words.capital(atlas.know.place)}: these areas have no figure in common."
    held = words.count_of(len(counted(lines)), "figure", "figures")
    levels = {atlas.know.levels[code] for code in lines[0].codes}
    fit = " Ward figures are best fit." if Level.WARD in levels else ""
    fit += SUMMED if Level.MSOA in levels else ""
    named = f"{words.capital(atlas.know.place)}: {held} of the building blocks of health"
    return f"{named}, each in the newest period that all have.{fit}"


def _none(atlas: Atlas, codes: Sequence[str]) -> Iterator[Section]:
    """Yield that nothing can be set side by side, and which areas have no figure at all."""
    know = atlas.know
    bare = [NO_FIT.format(know.labels[code]) for code in codes if know.overlapped_by[code]]
    texts = tuple(Text(words.capital(text)) for text in (NOTHING, *bare))
    yield Section("What differs", texts, opening=True)


def _sections(
    atlas: Atlas,
    names: Sequence[str],
    lines: Sequence[BesideLine],
    today: date,
    paper: bool,
) -> Iterator[Section]:
    catalogue, place = atlas.pack.catalogue, the(atlas.pack.manifest.name)
    yield Section("What differs", tuple(_opening(atlas, names, lines)), opening=True)
    key = Text(f"{KEY.format(place=place)} {RULE.format(place=place)} {SURE_RULE}", "note")
    yield Section("How to read the pictures", (key,))
    for block in catalogue.blocks.values():
        own = [line for line in lines if line.block == block.id]
        if own and block.id != CONTEXT:
            parts = tuple(_block(names, own, block.label, paper))
            yield Section(block.label, (Text(block.question), *parts), opening=True)
    if some := counted(lines):
        table = figures_table("Every figure of the areas", catalogue, names, some)
        note = (Text(said, "note"),) if (said := key_of(blanks_in(table))) else ()
        yield Section("Every figure, with its margin of error", (table, *note))
    yield _changes(atlas, names, counted(lines))
    if who := [line for line in lines if line.block == CONTEXT]:
        table = figures_table("Who lives in the areas", catalogue, names, who)
        drawn = _block(names, who, catalogue.blocks[CONTEXT].label, paper)
        yield Section("Who lives there", (*drawn, table))
    yield from _notes(atlas, names, lines, today)


def _opening(atlas: Atlas, names: Sequence[str], lines: Sequence[BesideLine]) -> Iterator[Part]:
    for place in range(len(lines[0].pairs)):
        yield Text(tally(names, lines, place), "said")
    said = (chance_said(lines), unknown_said(lines), shared_said(names, lines))
    yield Text(" ".join(text for text in (*said, SAME_THING, WHO) if text))
    first = outstanding(atlas, names, lines)
    found = Items(tuple(Item("", text) for text in first), title="The largest differences")
    yield found if first else Text(NONE_SURE)


def _block(
    names: Sequence[str], lines: Sequence[BesideLine], label: str, paper: bool
) -> Iterator[Part]:
    wide = block_picture(names, lines, label, PAPER if paper else PAGE)
    if wide is not None:
        narrow = None if paper else block_picture(names, lines, label, TELEPHONE)
        yield Drawing(f"{label}: {words.listed(names)}", wide, narrow)
    rest = [line.indicator.label for line in lines if line.sure is None]
    if rest:
        yield Text(f"On no line, for nothing is gained by comparing: {words.listed(rest)}.", "note")


def _changes(atlas: Atlas, names: Sequence[str], lines: Sequence[BesideLine]) -> Section:
    table = change_table("What the figures were before", atlas.pack.catalogue, names, lines)
    parts: tuple[Part, ...] = (Text(ONE_IN_TWENTY, "note"), table) if table else (Text(NO_CHANGE),)
    return Section("How each has changed", parts)


def _notes(
    atlas: Atlas, names: Sequence[str], lines: Sequence[BesideLine], today: date
) -> Iterator[Section]:
    pack, catalogue = atlas.pack, atlas.pack.catalogue
    single = tuple(
        Item(f"{words.capital(why)}.", f"{words.listed(where)}.")
        for why, where in remarks(names, lines).items()
    )
    care = tuple(
        Item("", caveat.text, tail=f" ({_whose(catalogue, caveat)})")
        for caveat in caveats_of(catalogue, lines)
    )
    yield Section(CARE, (Items((*single, *care), small=True),), closing=True)
    ages = source_ages(catalogue, [(x.indicator, x.view.period) for x in lines], today)
    yield Section(SOURCES, source_parts(sources_of(pack, lines, ages)), closing=True)


def _whose(catalogue: Catalogue, caveat: CaveatNote) -> str:
    """Return which figures a caveat is of: by their names where they are few."""
    names = [catalogue.indicators[name].label for name in caveat.indicators]
    return words.listed(names) if len(names) <= NAMED else f"{len(names)} of the figures"
