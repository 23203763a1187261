"""A stranger's table, CSV or XLSX: its header, and its rows one by one, within limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from het_geo.strangers.limits import CARRIED, MB, Limits, StrangerError, sized
from het_geo.strangers.text import rows_of_text
from het_geo.strangers.workbook import BEGINS, is_old_workbook, rows_of_workbook

SHEET = Limits(
    size=CARRIED, unpacked=256 * MB, rows=1_000_001, columns=60, cell=2_000, seconds=30,
    memory=300 * MB,
)  # fmt: skip
WHAT = "a table (CSV or XLSX)"
_LOOKED = 20  # rows among which the header is looked for: titles often stand above it


@dataclass
class StrangerSheet:
    """A table as it is read.

    Args:
        header: the names of its columns, each once.
        rows: each row's number in the file and its cells, as many as the header has; a row that is
            longer has none. Empty rows are left out.
    """

    header: list[str]
    rows: Iterator[tuple[int, list[str]]] = field(repr=False)


def sheet_of(data: bytes, limits: Limits = SHEET) -> StrangerSheet:
    """Return a table, of which the rows are read as they are asked for.

    Raises:
        StrangerError: it is none, has no header or the same column twice, or has too many columns.
            Asking for rows raises it for too many of them, and too long cells.
    """
    sized(data, limits.size, WHAT)
    if is_old_workbook(data):
        raise StrangerError("The workbook is of an old kind or has a password: save it as XLSX.")
    packed = data.startswith(BEGINS)
    rows = rows_of_workbook(data, limits) if packed else rows_of_text(data)
    numbered = enumerate(_bounded(rows, limits), 1)
    first = list(islice(numbered, _LOOKED))
    number, header = _header(first, limits)
    rest = (row for row in chain(first, numbered) if row[0] > number)
    return StrangerSheet(header, _fitted(rest, len(header)))


def _bounded(rows: Iterator[list[str]], limits: Limits) -> Iterator[list[str]]:
    for number, row in enumerate(rows, 1):
        if number > limits.rows + _LOOKED:
            raise StrangerError(f"It has more than {limits.rows - 1:,} rows.")
        if len(row) > limits.columns and any(row[limits.columns :]):
            said = f"It has {len(row):,} columns, and {limits.columns} are read at most."
            raise StrangerError(said)
        if max(map(len, row), default=0) > limits.cell:
            raise StrangerError(f"Row {number:,} has a cell that is too long.")
        yield row


def _header(rows: list[tuple[int, list[str]]], limits: Limits) -> tuple[int, list[str]]:
    """Return the first row that has as many cells as most rows have, and its number."""
    filled = {number: sum(1 for cell in row if cell.strip()) for number, row in rows}
    widths = [wide for wide in filled.values() if wide]
    if not widths:
        raise StrangerError(f"The file is empty: {WHAT} was expected.")
    usual = max(widths, key=lambda wide: (widths.count(wide), wide))
    number, cells = next((n, row) for n, row in rows if filled[n] >= usual)
    header = [" ".join(cell.split()) for cell in cells[: limits.columns]]
    while not header[-1]:
        header.pop()
    header = [name or f"column {place}" for place, name in enumerate(header, 1)]
    if all(name[:1].isdigit() for name in header if not name.startswith("column ")):
        raise StrangerError("It has no header: give each column a name in the first row.")
    for place, name in enumerate(header):  # not named: without a header it would be a row's cell
        if (first := header.index(name)) < place:
            said = f"Columns {first + 1} and {place + 1} have the same name"
            raise StrangerError(f"{said}: give each its own.")
    return number, header


def _fitted(rows: Iterator[tuple[int, list[str]]], wide: int) -> Iterator[tuple[int, list[str]]]:
    for number, row in rows:
        if len(row) == wide:
            if any(row):
                yield number, row
        elif any(cell.strip() for cell in row):
            longer = any(cell.strip() for cell in row[wide:])
            yield number, [] if longer else [*row[:wide], *[""] * (wide - len(row))]
