"""A document's table on slides: as wide as the slide, in pages that fit, names of groups across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pptx.util import Pt

from het_geo.document.table import Table, TableGroup, TableRow
from het_geo.render import slide_parts as parts
from het_geo.render.slide_parts import Box

CELL = 14  # points of letters
MOST = 80  # rows that slides show of a table: more are read in a document, not from a seat


def add_whole_table(slide: Any, table: Table, box: Box) -> None:
    """Draw one of the pages of a table: native, its columns as the document shares them out."""
    parts.add_table(slide, _flat(table), table.says, box, (CELL,))
    grid = slide.shapes[-1].table
    for column, wide in zip(grid.columns, _widths(table, box.wide), strict=True):
        column.width = Pt(wide)
    for row, line in zip(grid.rows, (table.header, *_flat(table).rows), strict=True):
        row.height = Pt(_height(line, table, box.wide))
        if not any(line[1:]):
            row.cells[0].merge(row.cells[len(line) - 1])
            row.cells[0].text_frame.paragraphs[0].font.bold = True


def table_pages(table: Table, box: Box) -> Iterator[Table]:
    """Return a table in tables that each fit a box; a group that goes on says its name again.

    Of a table with more than ``MOST`` rows the last says how many it leaves out.
    """
    held: list[TableGroup] = []
    room = 0.0
    for label, row in _rows(table):
        high = _height((row.name, *row.cells), table, box.wide)
        name = _height((label,), table, box.wide) if label else 0.0
        goes_on = held and held[-1].label == label
        if held and high + (0 if goes_on else name) > room:
            yield replace(table, groups=tuple(held))
            held, goes_on = [], False
        if not held:
            room = box.high - _height(table.header, table, box.wide)
        room -= high + (0 if goes_on else name)
        if goes_on:
            held[-1] = replace(held[-1], rows=(*held[-1].rows, row))
        else:
            held.append(TableGroup(label, (row,)))
    yield replace(table, groups=tuple(held))


def _rows(table: Table) -> Iterator[tuple[str, TableRow]]:
    """Yield the rows that slides show, each with the name of its group."""
    rows = [(group.label, row) for group in table.groups for row in group.rows]
    yield from rows[:MOST]
    if len(rows) > MOST:
        empty = ("",) * (len(table.columns) - 1)
        said = f"And {len(rows) - MOST:,} more, which the PDF and the Word file hold"
        yield "", TableRow(said, "", empty)


def _flat(table: Table) -> Table:
    """Return a table whose groups' names are rows of their own."""
    empty = ("",) * (len(table.columns) - 1)
    rows: list[TableRow] = []
    for group in table.groups:
        rows += [TableRow(group.label, "", empty)] if group.label else []
        rows += group.rows
    return replace(table, groups=(TableGroup("", tuple(rows)),))


def _widths(table: Table, across: float) -> list[float]:
    """Return how wide the columns are, in points: as the document shares out the width."""
    whole = sum(column.wide for column in table.columns)
    return [across * column.wide / whole for column in table.columns]


def _height(line: Sequence[str], table: Table, across: float) -> float:
    """Return how high a row stands, in points; what stands alone in it goes across."""
    widths = _widths(table, across) if any(line[1:]) else [across]
    return parts.PADDING + max(
        parts.height(cell, CELL, wide - 16) for cell, wide in zip(line, widths)
    )
