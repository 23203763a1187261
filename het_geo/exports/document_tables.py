"""The tables of a profile's Word document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from het_geo import words
from het_geo.exports.values import notes_of
from het_geo.exports.word import Cell, Column, table
from het_geo.geography import Level
from het_geo.profiles import Fit, GapLens, IndicatorRow, Inside, Spread, Unknown

ROOM = 174.0  # millimetres between the margins
NONE = "–"
FIGURE, ENGLAND, BENCHMARK, RANK, TREND = 26.0, 36.0, 17.0, 19.0, 21.0
AREA, PEOPLE = 42.0, 16.0


def rows_table(
    rows: Sequence[IndicatorRow], names: Mapping[Level, str], says: str, *, full: bool = True
) -> str:
    """Return indicators beside their benchmarks; ``full`` with rank interval and trend."""
    beside = [level for level in names if level != Level.COUNTRY]
    england = [Level.COUNTRY] if Level.COUNTRY in names else []
    last = [Column("Rank interval", RANK), Column("Recent trend", TREND)] if full else []
    columns = [
        Column("Figure and 95% interval", FIGURE, right=True),
        *(Column(names[level], BENCHMARK, right=True) for level in beside),
        *(Column(f"{names[level]}, and how this compares", ENGLAND) for level in england),
        *last,
    ]
    first = Column("Indicator", ROOM - sum(column.width for column in columns))
    body = []
    for row in rows:
        cells = [
            Cell(row.label, " ".join(t for t in (f"{row.period}.", notes_of(row)) if t)),
            Cell(row.written, row.interval, right=True),
            *(_benchmark(row, level) for level in beside),
            *(_compared(row, level) for level in england),
        ]
        body.append([*cells, _rank(row), Cell(row.trend.word)] if full else cells)
    return table([first, *columns], body, says)


def _benchmark(row: IndicatorRow, level: Level) -> Cell:
    found = row.beside(level)
    if found is None or found.value is None:
        return Cell(NONE, found.note if found else "", right=True)
    return Cell(found.written, right=True)


def _compared(row: IndicatorRow, level: Level) -> Cell:
    found = row.beside(level)
    if found is None or found.value is None:
        return Cell(NONE, found.note if found else "")
    return Cell(f"{found.written}: {found.verdict}", found.words)


def _rank(row: IndicatorRow) -> Cell:
    percentile = row.percentile
    small = "" if percentile is None else f"percentile {words.number(percentile, 0)}"
    if row.rank is None:
        return Cell(NONE, small)
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
    body = [
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
    """Return the areas inside with a few figures each."""
    room = (ROOM - AREA - PEOPLE) / max(len(inside.columns), 1)
    columns = [
        Column("Area", AREA),
        Column("People", PEOPLE, right=True),
        *(Column(f"{c.label}, {c.period}", room, right=True) for c in inside.columns),
    ]
    body = [
        [
            Cell(row.area.label),
            Cell(NONE if row.population is None else words.number(row.population, 0), right=True),
            *(Cell(cell.written or NONE, cell.note, right=True) for cell in row.cells),
        ]
        for row in inside.rows
    ]
    return table(columns, body, says)


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


def _areas(areas: Sequence[object]) -> str:
    names = [str(getattr(area, "label", "")) for area in areas]
    more = f" and {words.count_of(len(names) - 1, 'other', 'others')}" if len(names) > 1 else ""
    return f"{names[0]}{more}" if names else ""


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
