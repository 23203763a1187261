"""A document as its renderings need it: sections of texts, lists, tables and drawings. Pure data.

What a profile says is put in order once (:mod:`het_geo.profiles.layout`), what a screen of a
briefing says by its own function; every page and file walks over the same parts, so that none can
leave out what another has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from het_geo.blank import Blank
from het_geo.document.table import Table, TableColumn, TableGroup, TableRow
from het_geo.pictures.svg import WIDTH, Picture
from het_geo.sentences.minute_words import TileWords

# Headings of what several documents say: the same words everywhere.
SOURCES, CARE, UNKNOWN = "Sources and licences", "Before you use it", "What is not known here"


@dataclass(frozen=True)
class Text:
    """A paragraph.

    ``style`` is ``plain``, ``said`` (large, to be said), ``note`` (small) or ``source`` (the line
    at a foot).
    """

    kind: ClassVar[str] = "text"
    text: str
    style: str = "plain"


@dataclass(frozen=True)
class Item:
    """A line of a list: a few words in bold, then the text.

    ``tone`` is ``worse`` or ``better``. After the text come a ``formula``, ``links`` (texts with
    their addresses) and the ``tail`` of the sentence.
    """

    lead: str
    text: str
    tone: str = ""
    links: tuple[tuple[str, str], ...] = ()
    formula: str = ""
    tail: str = ""


@dataclass(frozen=True)
class Items:
    """A list; ``numbered`` where its numbers are referred to, ``small`` for notes.

    A list with a ``title`` may take ``half`` the width, as a table does.
    """

    kind: ClassVar[str] = "items"
    items: tuple[Item, ...]
    numbered: bool = False
    small: bool = False
    title: str = ""
    half: bool = False


@dataclass(frozen=True)
class Drawing:
    """A picture with its caption, and how it is drawn where there is no room across.

    On paper there is room. ``form`` says what its table is to it, where it has one beside it:
    ``plot`` (shapes that say more than their numbers), ``rows`` (the same, a row an area),
    ``bars`` (a few counts, as its table has them), ``counts`` (such counts told apart by colour
    alone) or ``words`` (lines of text, which the table's first column lists). ``across`` is how
    many points wide it is in a file. ``slide`` is the same drawn for a slide of its own.
    """

    kind: ClassVar[str] = "drawing"
    title: str
    wide: Picture
    narrow: Picture | None = None
    form: str = "plot"
    across: float = WIDTH
    slide: Picture | None = None


NOTHING = Blank("nothing to say")


@dataclass(frozen=True)
class TileBox:
    """One tile: what it says, and its strip where it has one."""

    says: TileWords
    strip: Picture | None = None


@dataclass(frozen=True)
class Tiles:
    """Tiles side by side, the last of them a map; ``table`` says the same in rows.

    ``key`` is how to read the boxes' strips, for whoever draws them; a table has none.
    """

    kind: ClassVar[str] = "tiles"
    boxes: tuple[TileBox, ...]
    place: Drawing
    key: Text | None = None

    @property
    def table(self) -> Table:
        """The tiles as a table, for where no tiles can stand."""
        heads = zip(("Building block", "Figure", "How it stands", "Before"), (3, 5, 5, 5))
        columns = tuple(TableColumn(head, wide, number=False) for head, wide in heads)
        rows = (
            TableRow(
                said.block,
                "",
                (
                    said.sentence or _sentences(said.about),
                    _sentences(_clauses(said.standing, said.lenses), said.strip) or NOTHING,
                    said.change or Blank("no earlier figure"),
                ),
            )
            for said in (box.says for box in self.boxes)
        )
        return Table("The building blocks of health", columns, (TableGroup("", tuple(rows)),))


def _clauses(*parts: str) -> str:
    """Return the parts that say something as clauses of one sentence."""
    return "; ".join(part for part in parts if part)


def _sentences(*parts: str) -> str:
    """Return the parts that say something as sentences."""
    return " ".join(f"{part.strip().removesuffix('.')}." for part in parts if part.strip())


Part = Text | Items | Drawing | Table | Tiles


@dataclass(frozen=True)
class Section:
    """A heading (level 2, or 3 inside the section before it) and what stands below it.

    ``closing`` sections are notes, which paper sets in two columns at the end. A page on a screen
    shows the ``opening`` ones and folds the others. One that stands ``alone`` fills the first page
    of paper.
    """

    title: str
    parts: tuple[Part, ...]
    level: int = 2
    closing: bool = False
    opening: bool = False
    alone: bool = False

    @property
    def rows(self) -> tuple[tuple[Part, ...], ...]:
        """Its parts in order, those that stand side by side together."""
        found: list[tuple[Part, ...]] = []
        for part in self.parts:
            if found and is_half(part) and is_half(found[-1][0]):
                found[-1] += (part,)
            else:
                found.append((part,))
        return tuple(found)


def is_half(part: Part) -> bool:
    """Return whether a part takes half the width where there is room."""
    return isinstance(part, Table | Items) and part.half


@dataclass(frozen=True)
class Document:
    """A whole document; ``foot`` stands at the bottom of each page.

    ``address`` is where a telephone finds the same living, "" where that is not known.
    """

    title: str
    lead: str
    made: str
    foot: str
    sections: tuple[Section, ...]
    address: str = ""

    @property
    def chapters(self) -> tuple[tuple[tuple[int, Section], ...], ...]:
        """Its sections with their numbers: each of level 2 with those inside it."""
        found: list[tuple[tuple[int, Section], ...]] = []
        for number, section in enumerate(self.sections):
            if section.level == 2 or not found:
                found.append(())
            found[-1] += ((number, section),)
        return tuple(found)


def items_of(texts: Sequence[str]) -> Items:
    """Return a list of plain texts."""
    return Items(tuple(Item("", text) for text in texts))
