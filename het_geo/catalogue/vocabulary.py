"""The closed vocabulary that records draw on: units, blocks, principles, caveats, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from het_geo.catalogue.periods import Span

CONTEXT = "context"  # the block of who lives where: no gap, and nobody better or worse
SEVERAL = 4  # principles: a figure of more of them is of none in particular


@dataclass(frozen=True)
class Unit:
    """How a value is scaled and written: the unit, never a list of ids, drives the conversion.

    ``times`` turns numerator / denominator into the unit. With ``fraction``, published values of
    this unit reach us as fractions of one and are scaled too. ``no_ratio`` says why one value is
    not said to be so many times another; empty where it is. Of two values one is ``more`` or
    ``less`` than the other, and so many times as ``much``: farther or nearer, three times as far.
    ``money`` is what prices change too. ``one`` is a distance of exactly 1, where the noun bends;
    of an ``ordinal`` unit values are written as places in an order.
    """

    id: str
    times: float
    write: str
    suffix: str
    difference: str
    fraction: bool = False
    no_ratio: str = ""
    more: str = "higher"
    less: str = "lower"
    much: str = "high"
    money: bool = False
    one: str = ""
    ordinal: bool = False


@dataclass(frozen=True)
class BuildingBlock:
    """One of the seven building blocks of health, in the words Luton uses with the public."""

    id: str
    label: str
    question: str


COMPARED = ("england", "guideline", "place", "none")  # how a figure that leads can be compared


@dataclass(frozen=True)
class Lead:
    """By which rule one figure is chosen to speak for a building block.

    ``kinds`` are the plain kinds; ``people`` how many people (households …) at least must stand
    behind each area's figure; ``compared`` the ways to compare, the better first, of
    :data:`COMPARED`: by margins with England, with a guideline, by margins with the place, none.
    """

    id: str
    kinds: tuple[str, ...]
    people: int
    compared: tuple[str, ...]


@dataclass(frozen=True)
class Principle:
    """One of the eight Marmot principles."""

    number: int
    label: str


@dataclass(frozen=True)
class MeasureDefinition:
    """The definition of a measure: what it says in plain words, its formula and its reference."""

    id: str
    name: str
    says: str
    formula: str
    reference: str


@dataclass(frozen=True)
class Unmeasured:
    """Something that matters to a principle and that no figure here measures: whom to ask."""

    id: str
    label: str
    principles: tuple[int, ...]
    why: str
    ask: str


@dataclass(frozen=True)
class Subgroup:
    """One of the working groups of the Health Equity Town programme."""

    id: str
    label: str


@dataclass(frozen=True)
class Caveat:
    """One wording for one thing a reader must know before using a figure.

    It is shown always, or for some levels, source vintages or years of the period alone. ``dated``:
    it says what time the data are of. ``missing`` are the times that it says have no figure.
    ``mixed``: no record names it; it holds wherever count and people are of different years.
    ``told`` is what a sentence says of it beside the figure itself, which is misread without;
    ``beside`` the same in two or three words, where there is room for no more.
    """

    id: str
    text: str
    levels: tuple[str, ...] = ()
    vintages: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    dated: bool = False
    missing: tuple[Span, ...] = ()
    mixed: bool = False
    told: str = ""
    beside: str = ""

    def holds(self, level: str, vintage: str, year: int) -> bool:
        """Tell whether it is to be shown with a figure of a level, source vintage and year."""
        return (
            (not self.levels or level in self.levels)
            and (not self.vintages or vintage in self.vintages)
            and (not self.years or year in self.years)
        )


@dataclass(frozen=True)
class PointKind:
    """A kind of place shown on the map for orientation; ``note`` says what its list holds."""

    id: str
    label: str
    note: str


@dataclass(frozen=True)
class Withheld:
    """A publisher's rule for low counts: the mark in their place, and what the count can be.

    ``columns`` are the counts it holds for; all that are read, where none is named. ``known`` says
    how the rule is known.
    """

    mark: str
    least: float
    most: float
    known: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Newer:
    """A newer edition of a source that is said to exist, which nobody here has had in hand.

    ``said_by`` names who says so, ``url`` where, and ``seen`` the day that it was read there.
    ``due``: it is announced for then, and was not out on that day.
    """

    edition: str
    said_by: str
    url: str
    seen: date
    due: str = ""

    @property
    def standing(self) -> str:
        """How sure it is, in words: said to exist, or announced for a time."""
        return f"is announced for {self.due}" if self.due else "is said to exist"


@dataclass(frozen=True)
class Source:
    """A published table: who made it, under what licence, and which raw file holds it.

    ``caveats`` are what its publisher warns of, so they stand beside every figure made from it.
    A table that the build works out of others has no file: ``made_from`` names those.
    ``withheld`` is how it withholds low counts, if it does; ``rounded_to`` what counts are rounded
    to (0: they are not), and ``counts`` of how many such counts each figure is the mean.
    ``credits`` are the sentences of the attribution that are owed for some columns alone, by how
    the names of those begin. ``newer`` is an edition that the catalogue knows of and does not hold.
    """

    id: str
    file: str
    sha256: str
    publisher: str
    title: str
    url: str
    licence: str
    attribution: str
    period: str
    vintage: str
    coverage: str
    status: str
    obtained: str
    reader: str
    options: Mapping[str, str] = field(default_factory=dict)
    caveats: tuple[str, ...] = ()
    note: str = ""
    made_from: tuple[str, ...] = ()
    withheld: Withheld | None = None
    rounded_to: float = 0.0
    counts: int = 1
    credits: Mapping[str, str] = field(default_factory=dict)
    newer: Newer | None = None

    def behind(self, columns: Iterable[str]) -> Source:
        """Return the source with the attribution that is owed where these columns are used."""
        names, owed = tuple(columns), self.attribution
        for start, credit in self.credits.items():
            if not any(name.startswith(start) for name in names):
                owed = owed.replace(f". {credit}", "")
        return self if owed == self.attribution else replace(self, attribution=owed)

    @property
    def covers_part(self) -> bool:
        """Whether it covers some districts alone: no figure of a region or England is its own."""
        return bool({"district", "without"} & set(self.options))

    @property
    def share_alike(self) -> bool:
        """Whether whoever publishes a database made from it must do so under the same licence."""
        return "share-alike" in self.licence

    @property
    def licence_told(self) -> str:
        """The attribution and the licence; the licence once where the attribution names it."""
        if "licensed under" in self.attribution and not self.share_alike:
            return f"{self.attribution.rstrip('.')}."
        return " ".join(f"{text.rstrip('.')}." for text in (self.attribution, self.licence) if text)
