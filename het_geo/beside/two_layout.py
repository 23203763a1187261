"""Two indicators against each other as sections of a document: sentence, picture, table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import isnan
from typing import TypeVar

from het_geo import words
from het_geo.beside.two import TwoIndicators, withheld, years_between
from het_geo.catalogue.records import Catalogue
from het_geo.correlation import Coefficient
from het_geo.document import Drawing, Item, Items, Part, Section, Text
from het_geo.document.table import Table, TableColumn, TableGroup, TableRow
from het_geo.geography import Level, the
from het_geo.pictures.scale import of_what
from het_geo.pictures.scatter import Scatter, ScatterPoint, scatter_picture
from het_geo.pictures.svg import PAGE, TELEPHONE, Form, Picture
from het_geo.sentences.ages import told
from het_geo.sentences.headlines import figure
from het_geo.sentences.parts import limits
from het_geo.sentences.receipts import Number, Statement, how_made, receipt
from het_geo.trends.change import Reading

Two = TypeVar("Two", bound=TwoIndicators)
NEIGHBOURS = "Neighbours are alike, so these limits are narrower than they should be."
NOT_PERSONS = (
    "Areas are not persons: what goes together over areas need not go together in people, and "
    "neither need be the cause of the other."
)
MEANING = (
    "1 would be all areas in one order by both, −1 in opposite orders, 0 no order at all. Each "
    "area counts once, whatever its people."
)


def title_of_two(found: TwoIndicators) -> str:
    """Return what is set against what."""
    one, other = (phrase(view.indicator.label) for view in (found.one, found.other))
    return f"{one} against {other}: the {found.level.many} of {the(found.one.place)}"


def phrase(label: str) -> str:
    """Return a label in the middle of a sentence, in quotation marks."""
    return f"“{label}”"


def said_of(found: TwoIndicators) -> str:
    """Return whether two indicators go together over areas, and how surely.

    What the limits of both coefficients leave open is not told as a direction.
    """
    one, other = (phrase(view.indicator.label) for view in (found.one, found.other))
    if found.found.reason:
        return f"Whether {one} and {other} go together is not told: {found.found.reason}."
    rho, r = found.found.spearman, found.found.pearson
    numbers = f"Spearman’s ρ {coefficient(rho)}, Pearson’s r {coefficient(r)}"
    over = f"Over {words.count_of(found.found.n, found.level.one, found.level.many)}"
    if rho.lower > 0 or rho.upper < 0:
        way = "higher" if rho.value > 0 else "lower"
        return f"{over}, where {one} is higher, {other} tends to be {way}: {numbers}."
    return f"{over}, {one} and {other} do not surely go together: {numbers}."


def coefficient(found: Coefficient) -> str:
    """Return a coefficient with its limits.

    >>> coefficient(Coefficient(-0.5, -0.72, 0.04))
    '−0.50 (95% limits −0.72 to 0.04)'
    """
    value, lower, upper = (words.number(part, 2) for part in found)
    return f"{value} (95% limits {lower} to {upper})"


def notes_said(found: TwoIndicators, subjects: Mapping[str, str]) -> Iterator[str]:
    """Yield what must be said beside it: the two sentences that always stand there first."""
    if found.found.reason:
        return
    yield f"{NEIGHBOURS} {NOT_PERSONS} {MEANING}"
    one, other = found.one, found.other
    if years_between(one.period, other.period):
        when = f"{one.period.label} and {other.period.label}"
        yield f"The two are not of one time: {when}. They share no day in any period held."
    if same_thing(found, subjects):
        yield "Both tell of the same thing: that they go together is no news."
    if found.found.left_out:
        left = words.count_of(found.found.left_out, found.level.one, found.level.many)
        yield f"Left out, for want of one of the two figures: {left}."
    if ranged := len(list(withheld(found))):
        areas = words.count_of(ranged, "area", "areas")
        yield f"Of {areas} a figure is a range, as small counts are withheld: its middle is taken."


def same_thing(found: TwoIndicators, subjects: Mapping[str, str]) -> bool:
    """Tell whether two indicators are of one subject, or one is a part of an index of its source.

    Shares of one whole, such as tenures, are of one thing too.
    """
    one, other = found.one.indicator, found.other.indicator
    alike = subjects[one.id] == subjects[other.id]
    whole = bool(one.partition) and one.partition == other.partition
    index = one.source == other.source and "score" in (one.kind, other.kind)
    return alike or whole or index


def two_statement(found: TwoIndicators, catalogue: Catalogue) -> Statement:
    """Return the sentence with its receipt: both coefficients, and how they are worked out."""
    text, measures = said_of(found), []
    numbers: list[Number] = [("areas with both figures", str(found.found.n))]
    if not found.found.reason:
        measures = ["spearman", "pearson"]
        both = (("Spearman’s ρ", found.found.spearman), ("Pearson’s r", found.found.pearson))
        numbers += [(name, coefficient(value)) for name, value in both]
    numbers += [(v.indicator.label, v.period.label) for v in (found.one, found.other)]
    texts = dict.fromkeys(c.text for v in (found.one, found.other) for c in v.caveats)
    record = receipt(found.one, catalogue, numbers, measures, list(texts))
    sources = {s.id: s for v in (found.one, found.other) for s in v.sources}
    periods = dict.fromkeys(v.period.label for v in (found.one, found.other))
    made = dict.fromkeys(how_made(v.indicator, v.level) for v in (found.one, found.other))
    return Statement(
        text,
        replace(
            record, sources=tuple(sources.values()), period="; ".join(periods), made=" ".join(made)
        ),
    )


def two_picture(found: TwoIndicators, form: Form = PAGE) -> Picture:
    """Return the areas by two figures; those chosen, and England where it has both."""
    one, other = found.one, found.other
    england = one.benchmark(Level.COUNTRY)
    x, y = float(england.value), float(other.benchmark(Level.COUNTRY).value)
    cross = None if isnan(x + y) else ScatterPoint(england.name, x, y)
    marks = {code: place for place, code in enumerate(found.chosen)}
    points = (
        ScatterPoint(one.label(c), float(one.value(c)), float(other.value(c)), marks.get(c, -1))
        for c in found.codes
    )
    more = "other " if any(code in marks for code in found.codes) else ""
    drawn = Scatter(
        f"{of_what(one)}, {one.period.label}",
        f"{of_what(other)}, {other.period.label}",
        tuple(points),
        cross,
        f"The {more}{found.level.many} of {one.place}",
        f"{title_of_two(found)}. {said_of(found)}",
    )
    return scatter_picture(drawn, form)


def two_table(found: TwoIndicators) -> Table:
    """Return what the picture holds: both figures of each area, with their limits."""
    heads = (f"{of_what(v)}, {v.period.label}" for v in (found.one, found.other))
    columns = (
        TableColumn(words.capital(found.level.one), 3, number=False),
        *(TableColumn(head, 3) for head in heads),
    )
    rows = tuple(TableRow(found.one.label(code), "", _cells(found, code)) for code in found.codes)
    return Table(title_of_two(found), columns, (TableGroup("", rows),))


def _cells(found: TwoIndicators, code: str) -> tuple[str, ...]:
    cells = []
    for view in (found.one, found.other):
        own = view.figures[code]
        said = limits(view, Reading(own.value, own.lower, own.upper))
        cells.append(f"{figure(view, own.value)}{said}")
    return tuple(cells)


def two_sections(found: TwoIndicators, catalogue: Catalogue, today: date) -> tuple[Section, ...]:
    """Return the picture with what must be said of it, and folded below it its table."""
    if found.found.reason:
        return ()
    return (
        section_of(found, two_picture, list(notes_said(found, catalogue.subjects)), today),
        Section("Both figures of every area", (two_table(found),)),
    )


def section_of(
    found: Two, picture: Callable[[Two, Form], Picture], notes: Sequence[str], today: date
) -> Section:
    """Return a picture of two indicators with what must be said of it, and how old they are."""
    title = title_of_two(found)
    drawn = Drawing(title, picture(found, PAGE), picture(found, TELEPHONE))
    views = (found.one, found.other)
    ages = tuple(Item(f"{v.indicator.label}:", f"{told(v.period, today)}.") for v in views)
    texts: list[Part] = [Text(text) for text in notes]
    return Section(title, (drawn, *texts, Items(ages, small=True)), opening=True)
