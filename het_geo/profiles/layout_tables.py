"""The tables of a profile, as PDF and HTML show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from het_geo import words
from het_geo.blank import Blank, key_of, no_rank
from het_geo.compare import Verdict
from het_geo.document import Text
from het_geo.document.table import (
    Table,
    TableColumn,
    TableGroup,
    TableRow,
    blanks_in,
    without_empty,
)
from het_geo.geography import Level
from het_geo.profiles.model import Profile
from het_geo.profiles.parts import Fit
from het_geo.profiles.parts import Group as People
from het_geo.profiles.parts_inside import Inside, InsideRow
from het_geo.profiles.row import IndicatorRow, Rank
from het_geo.profiles.spine import verdict_of

BLANK = "A column that would have no figure at all is left out."
LEVELS = (Level.DISTRICT, Level.REGION, Level.COUNTRY)
KINGDOM = "UK: the figure of the United Kingdom, where England has none."


def rows_table(profile: Profile) -> tuple[Text | Table, ...]:
    """Return every figure by building block, beside district, region and England."""
    rows = [row for block in profile.blocks for row in block.rows]
    if not rows:
        return (Text("No figure is known here."),)
    numbers = {caveat.id: i + 1 for i, caveat in enumerate(profile.caveats)}
    shared = [name for name in numbers if all(name in row.caveats for row in rows)]
    note = {name: number for name, number in numbers.items() if name not in shared}
    names = _names(profile)
    counts = Counter(row.rank.of for row in rows if row.rank)
    most = max(counts, key=lambda count: counts[count], default=0)
    columns = (
        TableColumn("Figure and period", 50, number=False),
        TableColumn("Notes", 16, number=False),
        TableColumn("This area", 15),
        TableColumn("95% interval", 21.5),
        *(TableColumn(words.capital(names[level]), 14.5) for level in LEVELS if level in names),
        TableColumn("Against England", 26.5, number=False),
        TableColumn(f"Rank of {most}", 14),
        TableColumn("National percentile", 13),
    )
    groups = tuple(
        TableGroup(block.label, tuple(_row(row, note, names, most) for row in block.rows))
        for block in profile.blocks
        if block.rows
    )
    table = without_empty(Table("Every figure, by building block", columns, groups))
    kingdom = f"{KINGDOM} " if any(_of_kingdom(row) for row in rows) else ""
    key = _key([numbers[name] for name in shared], key_of(blanks_in(table)), kingdom)
    return Text(key, "note"), table


def _key(shared: Sequence[int], blanks: str, kingdom: str) -> str:
    """Return how to read the table of figures; notes that hold for all rows are named once."""
    every = f" Note {words.listed([str(n) for n in shared])} holds for every figure."
    return (
        f"Notes: the numbers of the notes further down.{every if shared else ''} Rank: the "
        "ranks that the area could hold among the district’s areas of its level, 1 the worst (or "
        f"the highest, where a figure has no direction or follows age). {kingdom}{BLANK} {blanks}"
    ).strip()


def _names(profile: Profile) -> dict[Level, str]:
    """Return the names of the benchmarks that any row has."""
    return {b.level: b.name for row in profile.rows for b in row.benchmarks}


def _row(row: IndicatorRow, note: dict[str, int], names: dict[Level, str], most: int) -> TableRow:
    notes = spans(sorted(note[c] for c in row.caveats if c in note))
    period = "" if row.period in row.label else row.period
    return TableRow(row.label, period, (notes, *_cells(row, names, most)))


def _cells(row: IndicatorRow, names: Iterable[Level], most: int) -> tuple[str, ...]:
    return (
        f"{row.written}{row.mark}",
        row.interval or _why(row.record.lower),
        *(_beside(row, level) for level in LEVELS if level in names),
        _against(row),
        _rank(row.rank, most) if row.rank else no_rank(limited=row.lower is not None),
        _percentile(row),
    )


def _why(cell: float | Blank) -> Blank:
    return cell if isinstance(cell, Blank) else Blank("not known")


def _against(row: IndicatorRow) -> str:
    verdict, word = verdict_of(row)
    if verdict != Verdict.NOT_COMPARED:
        return f"{verdict.mark} {word}"
    england = row.beside(Level.COUNTRY)
    return england.blanks.verdict if england else Blank("not compared")


def _percentile(row: IndicatorRow) -> str:
    """Return a figure's national percentile as it is written, or why there is none."""
    found = row.record.national_percentile
    return found if isinstance(found, Blank) else words.percentile(found)


def spans(numbers: Sequence[int]) -> str:
    """Write numbers in order, three or more in a row as a span.

    >>> spans([1, 4, 6, 7, 8]), spans([2, 3])
    ('1, 4, 6–8', '2, 3')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )


def _rank(rank: Rank, most: int) -> str:
    """Return the ranks an area could hold; "of 90" where that is not how many most figures have.

    >>> _rank(Rank(2, 4, 20, 0.9, ""), 20), _rank(Rank(3, 3, 19, 0.1, ""), 20)
    ('2–4', '3 of 19')
    """
    last = "" if rank.lower == rank.upper else f"–{rank.upper}"
    return f"{rank.lower}{last}{'' if rank.of == most else f' of {rank.of}'}"


def _beside(row: IndicatorRow, level: Level) -> str:
    """Return a benchmark's figure as it is written, or why there is none."""
    found = row.beside(level)
    if found is None:
        return Blank("the area itself")
    kingdom = _of_kingdom(row) if level == Level.COUNTRY else ""
    return found.written or (f"UK: {kingdom}" if kingdom else found.blanks.value)


def _of_kingdom(row: IndicatorRow) -> str:
    """Return the United Kingdom's figure as it is written; "" where none stands beside."""
    found = row.beside(Level.UK)
    return found.written if found else ""


def who_table(profile: Profile) -> tuple[Table, ...]:
    """Return ages and groups of the people beside district and England, in two tables."""
    groups = profile.who_lives_here.groups
    longest = max(groups, key=lambda group: len(group.rows), default=None)
    others = [group for group in groups if group is not longest]
    halves = [others, [longest] if longest else []]
    return tuple(_people_table(profile, half) for half in halves if half)


def _people_table(profile: Profile, groups: Sequence[People]) -> Table:
    names = {level: name for level, name in _names(profile).items() if level != Level.REGION}
    columns = (
        TableColumn("People" if len(groups) > 1 else "Ethnic group", 42, number=False),
        TableColumn("This area", 13),
        *(TableColumn(words.capital(names[level]), 14) for level in LEVELS if level in names),
    )
    shown = tuple(
        TableGroup(
            f"{group.label}, {_periods(group)}",
            tuple(
                TableRow(
                    row.label.removeprefix("Ethnic group: "),
                    "",
                    (row.written, *(_beside(row, level) for level in LEVELS if level in names)),
                )
                for row in group.rows
            ),
        )
        for group in groups
    )
    says = words.listed([group.label for group in groups])
    return without_empty(Table(says, columns, shown, half=True))


def _periods(group: People) -> str:
    return words.listed(list(dict.fromkeys(row.period for row in group.rows)))


def inside_table(inside: Inside) -> tuple[Table, ...]:
    """Return the areas inside with a figure a building block, a unit in its column's head."""
    written = list(zip(*([cell.written for cell in row.cells] for row in inside.rows), strict=True))
    units = [_unit(column) for column in written]
    columns = (
        TableColumn(words.capital(inside.level.many), 2.9, number=False),
        TableColumn("People", 0.9),
        *(
            TableColumn(f"{c.label}, {c.period}{f', {unit}' if unit else ''}", 1.5)
            for c, unit in zip(inside.columns, units, strict=True)
        ),
    )
    rows = tuple(_inside(row, units) for row in inside.rows)
    return (Table(inside.sentence, columns, (TableGroup("", rows),)),)


def _unit(written: Iterable[str]) -> str:
    """Return the words that follow every number of a column, such as "in every 100"."""
    found = {text.partition(" ")[2] for text in written if text}
    return found.pop() if len(found) == 1 else ""


def _inside(row: InsideRow, units: Sequence[str]) -> TableRow:
    known = row.population is not None
    people = words.number(row.population, 0) if known else Blank("not known")
    cells = (
        cell.written.removesuffix(f" {unit}") or cell.note
        for cell, unit in zip(row.cells, units, strict=True)
    )
    return TableRow(row.area.label, "", (people, *cells))


def fits_table(fits: Sequence[Fit]) -> tuple[Table, ...]:
    """Return the neighbourhoods that lie partly outside their ward."""
    columns = (
        TableColumn("Neighbourhood across a ward’s edge", 3, number=False),
        TableColumn("Counted in", 2, number=False),
        TableColumn("Share of its area in the ward", 2),
    )
    rows = tuple(TableRow(fit.area.label, "", (fit.ward.label, fit.written)) for fit in fits)
    return (Table("Neighbourhoods across a ward’s edge", columns, (TableGroup("", rows),)),)
