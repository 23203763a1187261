"""What a visitor says of a table: what it measures, of which time, from whom."""

from __future__ import annotations

from dataclasses import dataclass, field

from het_geo.catalogue.records import Catalogue
from het_geo.own.areas.area import OwnError
from het_geo.own.data.periods import period_of
from het_geo.own.data.places import Edition
from het_geo.plain import plain

KINDS = {
    "proportion": "A share: of so many people, so many (%)",
    "rate": "A rate: so many for each 100 or 1,000",
    "count": "A number: how many",
    "mean": "A mean or another value of each area",
    "score": "A score",
}
COUNTED = ("proportion", "rate", "count")
UNITS = {
    "proportion": ("%",),
    "rate": ("per 1,000", "per 100"),
    "count": ("people", "homes"),
    "mean": ("%", "£", "years", "m", "µg/m³", "tonnes", "rating", "score"),
    "score": ("score",),
}
DIRECTIONS = {-1: "Higher is worse", 1: "Higher is better", 0: "Neither"}
RESIDENTS = "residents"  # what is divided by: people who live there, mid-2022
FILE = "file"  # … a column of the file
LICENCES = (
    "Open Government Licence v3.0",
    "Not for publication: for use inside the organisation",
    "Creative Commons Attribution 4.0",
)
MOST_TEXT = 200


@dataclass(frozen=True)
class Columns:
    """Which column of a table is what; "" for none. ``people``: a row is a person or an event."""

    area: str
    people: bool = False
    numerator: str = ""
    denominator: str = ""
    value: str = ""
    lower: str = ""
    upper: str = ""
    period: str = ""

    @property
    def numbers(self) -> dict[str, str]:
        """The columns of numbers, by what they are."""
        names = ("numerator", "denominator", "value", "lower", "upper")
        return {name: found for name in names if (found := getattr(self, name))}


@dataclass(frozen=True)
class Description:
    """What a form says of a table.

    Args:
        columns: which column is what.
        edition: the list of areas that it is by; of rows of people neighbourhoods of today.
        name: what is measured, such as "Library members".
        question: what it answers.
        kind: one of :data:`KINDS`.
        unit: one of :data:`UNITS` of that kind.
        polarity: one of :data:`DIRECTIONS`.
        divided_by: :data:`FILE`, :data:`RESIDENTS` or "".
        period: the time of all rows, where no column says it.
        publisher, licence, url: where it is from.
        block: a building block of health.
        principle: a Marmot principle; 0 for none.
        counted: what the denominator counts, such as "people".
        withhold: whether counts of 1 to 4 are withheld.
    """

    columns: Columns
    edition: Edition
    name: str
    question: str
    kind: str
    unit: str
    polarity: int = 0
    divided_by: str = ""
    period: str = ""
    publisher: str = ""
    licence: str = LICENCES[1]
    url: str = ""
    block: str = "community"
    principle: int = 0
    counted: str = "people"
    withhold: bool = field(default=True)


def check(said: Description, catalogue: Catalogue) -> None:
    """Refuse a description that lacks something, or whose parts cannot go together.

    Raises:
        OwnError: something lacks or contradicts; the message says what is to be said or changed.
    """
    of = said.columns
    counts, residents = said.kind in COUNTED, said.divided_by == RESIDENTS
    valued = bool(of.value)
    faults = [
        (not of.area, "Say which column names the area."),
        (not said.name.strip(), "Give it a name."),
        (not said.question.strip(), "Say what question it answers."),
        (said.kind not in KINDS, "Say what kind of figure it is."),
        (said.unit not in UNITS.get(said.kind, ()), "Say its unit."),
        (said.unit not in catalogue.units, "Say its unit."),
        (said.block not in catalogue.blocks, "Say to which building block it belongs."),
        (said.polarity not in DIRECTIONS, "Say which direction is better."),
        (not of.people and not of.numbers, "Say which column has the figures."),
        (of.people and not counts, "Rows of people make a number, a share or a rate."),
        (not of.people and counts and not of.numerator and not valued, "Say which column counts."),
        (said.kind in ("proportion", "rate") and not residents and not of.denominator,
         "Say what it is divided by: a column, or the people who live there."),
        (of.people and said.divided_by == FILE, "Rows of people have no column to divide by."),
        (not counts and not valued, "Say which column has the values."),
        (bool(of.lower) != bool(of.upper), "Give both limits, or neither."),
        (not of.period and period_of(said.period) is None,
         "Say of what time it is: 2023, 2022/23, March 2023 or 21 March 2021."),
        (not said.publisher.strip(), "Say who made the table."),
        (not said.licence.strip(), "Say under which licence it may be used."),
    ]  # fmt: skip
    for wrong, what in faults:
        if wrong:
            raise OwnError(what)


def told(text: str, most: int = MOST_TEXT) -> str:
    """Return what a visitor has typed as one line of plain text, without braces.

    >>> told(" Library  {members} ")
    'Library (members)'
    """
    line = " ".join(plain(text.replace("\n", " ").replace("\t", " ")).split())
    return line.replace("{", "(").replace("}", ")")[:most]
