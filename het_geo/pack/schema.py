"""What a table of a pack has: each column declared once, with its type, unit and meaning.

By this a table is read, and described for other programs (:mod:`het_geo.pack.described`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pandas as pd

TEXT, NUMBER, WHOLE = "string", "number", "integer"


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Args:
        name: as the header has it.
        says: what its cells say, in a sentence without its full stop.
        kind: string, number or integer.
        unit: of a number.
        needed: whether every row has it.
        among: the texts that it may hold; empty for any.
        between: the least and the most that a number may be; empty for any.
    """

    name: str
    says: str
    kind: str = TEXT
    unit: str = ""
    needed: bool = False
    among: tuple[str, ...] = ()
    between: tuple[float, ...] = ()

    @property
    def type(self) -> type:
        """What its cells are read as: a whole number that may be missing is no ``int``."""
        if self.kind == TEXT:
            return str
        return int if self.kind == WHOLE and self.needed else float


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose cells stand in another table of the pack, where they are not blank."""

    columns: tuple[str, ...]
    table: str
    theirs: tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """A kind of table: its columns, those that name a row, and where they point to."""

    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    refers: tuple[ForeignKey, ...] = ()

    @property
    def names(self) -> list[str]:
        """The columns' names, in order."""
        return [column.name for column in self.columns]

    def column(self, name: str) -> Column:
        """Return the column of a name."""
        return next(column for column in self.columns if column.name == name)

    def of_kind(self, *kinds: str) -> list[str]:
        """Return the names of the columns of some kinds."""
        return [column.name for column in self.columns if column.kind in kinds]

    def read(self, file: Path | IO[bytes]) -> pd.DataFrame:
        """Read a table as it stands: blank texts stay texts, and blank numbers are missing.

        Raises:
            KeyError: a column is missing.
            ValueError: it is no CSV, or a cell is not of its column's type.
        """
        frame = pd.read_csv(
            file,
            dtype={column.name: column.type for column in self.columns},
            keep_default_na=False,
            na_values={name: [""] for name in self.of_kind(NUMBER, WHOLE)},
        )
        return frame[self.names]
