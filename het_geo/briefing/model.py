"""A briefing: an order of screens, each with one message. Pure data; renderings compute nothing.

Every sentence, number and picture that a page, an HTML file, slides or a handout show stands here.
Text is plain text: a rendering escapes it for its own format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from het_geo.atlas.lies import Named
from het_geo.council import NOBODY, Council
from het_geo.document import Drawing, Item, Items, Part, Text, items_of
from het_geo.document.table import Table
from het_geo.journey.here import NO_JOURNEY, Journey
from het_geo.pictures.svg import Picture
from het_geo.sentences.receipts import Receipt

LONGEST_HEADLINE = (
    180  # characters: what is read at a glance from ten metres, in two or three lines
)
NOT_TO_SAY = "Do not say:"  # how a note to the speaker alone begins


@dataclass(frozen=True)
class Audience:
    """Whom a briefing is for: wards or neighbourhoods by code, none for the whole place.

    ``principle`` (1 to 8) or ``subgroup`` (an id of the catalogue) keep the indicators of one
    Marmot principle or one working group; 0 and "" keep all.
    """

    codes: tuple[str, ...] = ()
    principle: int = 0
    subgroup: str = ""


@dataclass(frozen=True)
class Link:
    """Where to look further: a page (such as ``explore``) and its query parameters."""

    page: str
    params: dict[str, str]


@dataclass(frozen=True)
class Answer:
    """The answer to one question about one figure of one area.

    ``answer`` is one to three sentences; ``sure`` says how sure they are, in a sentence;
    ``receipt`` holds the numbers, the definitions, the period, the sources and the caveats.
    """

    id: str
    question: str
    answer: str
    sure: str
    receipt: Receipt


@dataclass(frozen=True)
class Card:
    """The answers about one area in one indicator."""

    area: Named
    indicator: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Screen:
    """One message: a headline read aloud, a picture, and what the speaker needs beside it.

    ``id`` is stable and stands in links and files; ``indicator`` and ``level`` are "" where a
    screen is of many. ``areas`` are the codes that the screen speaks of. ``source`` is the small
    line at the foot. ``table`` says what the picture shows. ``parts`` are those of a document.
    """

    id: str
    kind: str
    title: str
    indicator: str
    level: str
    areas: tuple[str, ...]
    headline: str
    drawing: Drawing
    table: Table
    source: str
    notes: tuple[str, ...]
    cards: tuple[Card, ...]
    links: tuple[Link, ...]

    @property
    def picture(self) -> Picture:
        """What is drawn."""
        return self.drawing.wide

    @property
    def parts(self) -> tuple[Part, ...]:
        """What stands below the headline, in order: picture, table, source and speaker's notes."""
        return (self.drawing, self.table, Text(self.source, "source"), items_of(self.notes))

    @property
    def shown(self) -> Drawing | Table | Items:
        """What stands for the picture where nothing moves and ink may be grey.

        Counts told apart by colour are their table, lines of text a list of all that it holds.
        """
        if self.drawing.form == "words" and self.table.rows:
            return Items(tuple(Item(f"{row[0]}.", " ".join(row[1:])) for row in self.table.rows))
        return self.table if self.drawing.form == "counts" and self.table.rows else self.drawing

    @property
    def left_behind(self) -> tuple[str, ...]:
        """The notes without what the speaker alone is told: not what not to say, but why."""
        parts = (n.partition(". ")[2] if n.startswith(NOT_TO_SAY) else n for n in self.notes)
        return tuple(part for part in parts if part)

    @property
    def spoken(self) -> tuple[str, ...]:
        """The speaker's notes, then each question that may be asked with its answer below it."""
        asked: list[str] = []
        for card in self.cards:
            asked += ["", f"If asked about {card.area.label}: {card.indicator}"]
            for answer in card.answers:
                asked += [answer.question, f"{answer.answer} {answer.sure}"]
        return (*self.notes, *asked)


@dataclass(frozen=True)
class Briefing:
    """Screens in order for an audience.

    ``said`` is the audience as sentences say it, ``about`` the principle or group that it keeps to,
    ``rule`` how the gaps were chosen, ``proposed`` the ids of the screens as they are proposed;
    ``pinned`` ones stay whatever the audience. ``council`` is who shows it, ``journey`` what
    screens that are added later say of the place's framework and of what is done. ``where`` is what
    every link of it says: the place, and a visitor's own areas.
    """

    place: Named
    slug: str
    pack_version: str
    audience: Audience
    said: str
    title: str
    rule: str
    screens: tuple[Screen, ...] = field(repr=False)  # hundreds of kilobytes
    proposed: tuple[str, ...]
    pinned: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    about: str = ""
    council: Council = NOBODY
    journey: Journey = field(default=NO_JOURNEY, repr=False)
    where: Mapping[str, str] = field(default_factory=dict)

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of the screens, in order."""
        return tuple(screen.id for screen in self.screens)

    def live(self, link: Link) -> str:
        """Return the public address of a link in this place; "" where no address is known."""
        return self.council.link(link.page, {**self.where, **link.params})
