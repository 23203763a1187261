"""The tables of a profile's Word document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from het_geo import words
from het_geo.blank import Blank, no_rank
from het_geo.compare import Verdict
from het_geo.exports.layout_tables import beside, percentile
from het_geo.exports.values import notes_of
from het_geo.exports.word.marks import Cell, Column, table
from het_geo.geography import Level
from het_geo.profiles import Cell as Figure
from het_geo.profiles import (
    Fit,
    GapLens,
    IndicatorRow,
    Inside,
    InsideRow,
    Named,
    Spread,
    Unknown,
)
from het_geo.trends import Direction

ROOM = 174.0  # millimetres between the margins
FIGURE, BENCHMARK, RANK, TREND = 25.0, 17.0, 20.0, 17.0
WIDE = 20.0  # a benchmark where there is room
NAMES = 0.58  # of what the numbers leave: for the indicators' names; the rest is for the verdict
AREA, PEOPLE = 29.0, 14.0


def rows_table(
    rows: Sequence[IndicatorRow], names: Mapping[Level, str], says: str, *, full: bool = True
) -> str:
    """Return indicators beside their benchmarks.

    ``full`` gives the rank interval and the recent trend too, where one of the rows has one.
    """
    ranks = full and any(row.rank or row.percentile is not None for row in rows)
    trends = full and any(row.trend.direction != Direction.UNJUDGED for row in rows)
    england = names.get(Level.COUNTRY)
    numbers = [
        Column("Figure and 95% interval", FIGURE, right=True),
        *(Column(name, BENCHMARK if full else WIDE, right=True) for name in names.values()),
    ]
    last = [Column("Rank interval", RANK)] if ranks else []
    last += [Column("Recent trend", TREND)] if trends else []
    room = ROOM - sum(column.width for column in (*numbers, *last))
    first = Column("Indicator", room * NAMES if england else room)
    verdict = [Column(f"Against {england}", room * (1 - NAMES))] if england else []
    body = [
        [
            Cell(row.label, f"{row.period}. {note}" if (note := notes_of(row)) else row.period),
            Cell(row.written, row.interval or str(row.record.lower), right=True),
            *(Cell(beside(row, level), right=True) for level in names),
            *([_against(row)] if england else []),
            *([_rank(row)] if ranks else []),
            *([Cell(row.trend.word)] if trends else []),
        ]
        for row in rows
    ]
    return table([first, *numbers, *verdict, *last], body, says)


def _against(row: IndicatorRow) -> Cell:
    found = row.beside(Level.COUNTRY)
    if found is None:
        return Cell(Blank("the area itself"))
    if found.verdict == Verdict.NOT_COMPARED:
        return Cell(found.blanks.verdict, found.words or found.note)
    return Cell(found.verdict, found.words)


def _rank(row: IndicatorRow) -> Cell:
    known = row.percentile is not None
    small = f"percentile {percentile(row)}" if known else ""
    if row.rank is None:
        return Cell(no_rank(limited=row.lower is not None), small)
    first, last = row.rank.lower, row.rank.upper
    places = f"{first}" if first == last else f"{first} to {last}"
    return Cell(f"{places} of {row.rank.of}", small)


def gaps_table(gaps: Sequence[GapLens], says: str) -> str:
    """Return what it would take to be at the level of England or the best fifth."""
    columns = [
        Column("Indicator", 42), Column("To be at the level of", 38),
        Column("It would take", 48), Column("How far apart", 46),
    ]  # fmt: skip
    doubt = "within the margin of error, or no margin is known"
    body: list[list[Cell | str]] = [
        [
            gap.label,
            Cell(gap.towards, gap.written),
            Cell(f"{gap.people_written} {gap.people_label}", _limits(gap)),
            Cell(gap.lenses, "" if gap.certain else doubt),
        ]
        for gap in gaps
    ]
    return table(columns, body, says)


def _limits(gap: GapLens) -> str:
    if gap.lower is None or gap.upper is None:
        return ""
    return f"95% interval {words.number(gap.lower, 0)} to {words.number(gap.upper, 0)}"


def inside_table(inside: Inside, says: str) -> str:
    """Return the areas inside with a few figures each; a column's longest word has room."""
    longest = [max(map(len, column.label.split())) + 3 for column in inside.columns]
    each = (ROOM - AREA - PEOPLE) / max(sum(longest), 1)
    columns = [
        Column("Area", AREA),
        Column("People", PEOPLE, right=True),
        *(
            Column(column.label, each * most, right=True, style="TableHeadSmall")
            for column, most in zip(inside.columns, longest)
        ),
    ]
    body = [
        [
            Cell(row.area.label),
            Cell(_people(row), right=True),
            *(_cell(cell) for cell in row.cells),
        ]
        for row in inside.rows
    ]
    return table(columns, body, says)


def _people(row: InsideRow) -> str:
    known = row.population is not None
    return words.number(row.population, 0) if known else Blank("not known")


def _cell(cell: Figure) -> Cell:
    return Cell(cell.written or str(cell.record.value), cell.note, right=True)


def spreads_table(spreads: Sequence[Spread], says: str) -> str:
    """Return how far apart the areas inside are."""
    columns = [Column("Indicator", 54), Column("Lowest", 60), Column("Highest", 60)]
    body = [
        [
            Cell(spread.label, spread.period),
            Cell(spread.lowest.written, _areas(spread.lowest.areas)),
            Cell(spread.highest.written, _areas(spread.highest.areas)),
        ]
        for spread in spreads
    ]
    return table(columns, body, says)


def _areas(areas: Sequence[Named]) -> str:
    others = len(areas) - 1
    more = f" and {words.count_of(others, 'other', 'others')}" if others else ""
    return f"{areas[0].label}{more}"


def fits_table(fits: Sequence[Fit], says: str) -> str:
    """Return the neighbourhoods that lie partly outside their ward."""
    columns = [Column("Neighbourhood", 70), Column("Ward", 60), Column("Area inside", 44)]
    return table(columns, [[f.area.label, f.ward.label, f.written] for f in fits], says)


def unknown_table(unknown: Sequence[Unknown], says: str) -> str:
    """Return what has no figure here: indicators by their reason, each reason once."""
    reasons: dict[str, list[str]] = {}
    for line in unknown:
        reasons.setdefault(line.reason, []).append(line.label)
    columns = [Column("Why", 60), Column("What", ROOM - 60)]
    return table(columns, [[why, "; ".join(what)] for why, what in reasons.items()], says)


def blanks_table(blanks: Sequence[Unknown], says: str) -> str:
    """Return what no figure here measures, and whom to ask."""
    columns = [Column("What", 44), Column("Why not", 60), Column("Whom to ask", 70)]
    return table(columns, [[b.label, b.reason, b.ask] for b in blanks], says)
