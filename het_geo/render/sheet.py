"""A sheet of a spreadsheet: its cells, and why those that are empty are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from het_geo.atlas.record import NOTHING
from het_geo.blank import Blank

REASONS = "Why a cell is empty"


@dataclass(frozen=True)
class Number:
    """A number, and how many decimals it is shown with; the cell holds all of them."""

    value: float
    decimals: int


Entry = str | Number | Blank
Entries = tuple[Entry, ...]


@dataclass(frozen=True)
class Sheet:
    """A table with a heading a column; a column is as wide as ``widths`` says, in characters.

    A :class:`~het_geo.blank.Blank` is an empty cell: the last column says why.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[Entries, ...]
    widths: tuple[int, ...] = ()
    wrapped: bool = False


def explained(sheet: Sheet, more: Sequence[Mapping[str, str]] = ()) -> Sheet:
    """Return a sheet whose last column says of each row's empty cells why they are empty.

    ``more`` are a row's reasons by heading for cells that hold words which ask for one.
    """
    added = more or [{}] * len(sheet.rows)
    reasons = (_reasons(sheet.headings, *pair) for pair in zip(sheet.rows, added, strict=True))
    rows = tuple((*row, why) for row, why in zip(sheet.rows, reasons, strict=True))
    return replace(sheet, headings=(*sheet.headings, REASONS), rows=rows)


def _reasons(headings: Sequence[str], row: Entries, more: Mapping[str, str]) -> str:
    whys: dict[str, list[str]] = {}
    cells = zip(headings, row, strict=True)
    found = {heading: entry.why for heading, entry in cells if isinstance(entry, Blank)}
    for heading, why in (found | dict(more)).items():
        whys.setdefault(why, []).append(heading)
    return "; ".join(f"{', '.join(held)}: {why}" for why, held in whys.items()) or "none is empty"


def number(value: float | None, decimals: int, why: Blank = NOTHING) -> Number | Blank:
    """Return a number as a cell, or why it is not known."""
    return why if value is None else Number(value, decimals)
