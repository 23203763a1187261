"""A table of a document: columns, rows in groups, and the cells that are blank. Pure data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from het_geo.blank import Blank

_NUMERIC = set("0123456789-−+£")  # what a cell that is a number begins with


@dataclass(frozen=True)
class TableColumn:
    """A column: its head, its share of the width, and whether it holds numbers."""

    head: str
    wide: float
    number: bool = True


@dataclass(frozen=True)
class TableRow:
    """A row: its name (with a few quiet words behind it) and its cells."""

    name: str
    quiet: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class TableGroup:
    """Rows under one heading of a table ("" for none)."""

    label: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class Table:
    """A table: the first column names the rows; ``says`` is what it holds, in words.

    Tables that take ``half`` the width stand side by side where there is room.
    """

    kind: ClassVar[str] = "table"
    says: str
    columns: tuple[TableColumn, ...]
    groups: tuple[TableGroup, ...]
    half: bool = False

    @property
    def header(self) -> tuple[str, ...]:
        """The heads of its columns."""
        return tuple(column.head for column in self.columns)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Its rows as texts, each as long as the header; headings between them left out."""
        return tuple((row.name, *row.cells) for group in self.groups for row in group.rows)


def without_empty(table: Table) -> Table:
    """Return a table without the columns in which every cell is empty or a blank.

    >>> columns = (TableColumn("Area", 2), TableColumn("Value", 1), TableColumn("Rank", 1))
    >>> row = TableRow("Dallow", "", ("3", Blank("not ranked")))
    >>> table = Table("", columns, (TableGroup("", (row,)),))
    >>> [column.head for column in without_empty(table).columns]
    ['Area', 'Value']
    """
    rows = [row for group in table.groups for row in group.rows]
    kept = [
        i
        for i in range(len(table.columns) - 1)
        if any(row.cells[i] and not isinstance(row.cells[i], Blank) for row in rows)
    ]
    columns = (table.columns[0], *(table.columns[i + 1] for i in kept))
    groups = tuple(
        replace(g, rows=tuple(replace(r, cells=tuple(r.cells[i] for i in kept)) for r in g.rows))
        for g in table.groups
    )
    return replace(table, columns=columns, groups=groups)


def text_table(says: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Return a table of texts; a column whose every cell begins as a number does is numbers.

    >>> table = text_table("People", ("Ward", "People"), (("Dallow", "1,204"),))
    >>> table.columns[1].number, table.rows
    (True, (('Dallow', '1,204'),))
    """
    columns = tuple(
        TableColumn(head, 1, number=i > 0 and all(row[i][:1] in _NUMERIC for row in rows))
        for i, head in enumerate(header)
    )
    lines = tuple(TableRow(name, "", tuple(cells)) for name, *cells in rows)
    return Table(says, columns, (TableGroup("", lines),))


def blanks_in(table: Table) -> list[Blank]:
    """Return the blank cells of a table, in reading order."""
    rows = (row for group in table.groups for row in group.rows)
    return [cell for row in rows for cell in row.cells if isinstance(cell, Blank)]
