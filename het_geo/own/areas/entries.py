"""A text as rows: a list of words, or a table of which one column says which area a row is of."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from het_geo.own.areas.area import OwnError
from het_geo.own.areas.lookup import How, Lookup, is_coded
from het_geo.strangers.limits import USUAL

MOST_ROWS = 50_000
MOST_LINES = 100_000  # empty ones among them
MOST_COLUMNS = 60
_TOO_MANY = f"It has more than {MOST_ROWS:,} entries: bring those of your place."
_SEPARATORS = "\t;,|"
_CODES = re.compile(r"(?:[EKNSW]\d{8}\s+)+[EKNSW]\d{8}", re.IGNORECASE)
# Each part can be read in one way alone: of two ways, a text of twenty parts has a million.
_HEADING = re.compile(
    r"(?:(?:lsoa|msoa|wd|ward|neighbou?rhood|area|geography|post ?code|pcd|code|name|id|of)s?"
    r"\s*+(?:20(?:11|2\d)|11|2\d)?+\s*+(?:cd|nm)?\s*+)+"
)
_NUMBER = re.compile(r"[-+\d.,%\s]+")
_NAMES = ("name of area", "area name", "locality", "area", "name", "cluster", "group", "patch")


@dataclass(frozen=True)
class Entries:
    """Rows of a text, each of which says an area.

    Args:
        entries: each row's code, postcode or name of an area.
        names: the name of the own area that each row belongs to; None: all are of one.
        fields: the columns that could name own areas.
        header: the headings that were read as such.
    """

    entries: tuple[str, ...]
    names: tuple[str, ...] | None
    fields: tuple[str, ...]
    header: tuple[str, ...] = ()


def table_of(text: str, known: Lookup, field: str = "") -> Entries:
    """Return the rows of a text.

    Args:
        text: a list by lines, commas or tabs, or a table with or without headings.
        known: what words mean.
        field: the column that names own areas; "": it is guessed.

    Raises:
        OwnError: there is nothing in it, or no such column.
    """
    rows = _rows(text)
    if not rows:
        raise OwnError("It is empty: a list of codes, postcodes or names of areas was expected.")
    if _is_list(rows, known):
        return Entries(tuple(cell for row in rows for cell in row if cell), None, ())
    wide = max(map(len, rows))
    if wide > MOST_COLUMNS:
        raise OwnError(f"It has {wide:,} columns, and {MOST_COLUMNS} are read at most.")
    rows = [[*row, *[""] * (wide - len(row))] for row in rows]
    header = rows[0] if len(rows) > 1 and _is_header(rows, known) else []
    body = rows[1:] if header else rows
    columns = list(zip(*body, strict=True))
    heads = [head or f"column {n}" for n, head in enumerate(header or [""] * wide, 1)]
    of_area = _column(columns, known)
    fields = [head for n, head in enumerate(heads) if n != of_area]
    if field and field not in fields:
        said = ", ".join(f"“{one[:40]}”" for one in fields[:9]) or "none"
        raise OwnError(f"It has no other column “{field[:40]}”: it has {said}.")
    named = field or _guessed(heads, columns, of_area, known)
    names = columns[heads.index(named)] if named else None
    return Entries(columns[of_area], names, tuple(fields), tuple(header))


def _rows(text: str) -> list[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = next((sign for sign in _SEPARATORS if sign in first), ",")
    found: list[list[str]] = []
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for number, cells in enumerate(lines):
            if number > MOST_LINES:
                raise OwnError(_TOO_MANY)
            if max(map(len, cells), default=0) > USUAL.cell:  # whatever else of this process allows
                raise OwnError("It cannot be read as a table (a cell is too long).")
            row = [cell.strip() for cell in cells]
            if any(row):
                found.extend(_apart(row))
            if len(found) > MOST_ROWS:
                raise OwnError(_TOO_MANY)
    except csv.Error as error:
        raise OwnError(f"It cannot be read as a table ({str(error)[:60]}).") from None
    if sum(map(len, found)) > MOST_ROWS * 4:
        raise OwnError(_TOO_MANY)
    return found


def _apart(row: list[str]) -> list[list[str]]:
    """Return a row whose one cell holds codes with blanks between them as a row for each."""
    if len(row) == 1 and _CODES.fullmatch(row[0]):
        return [[code] for code in row[0].split()]
    return [row]


def _is_list(rows: Sequence[Sequence[str]], known: Lookup) -> bool:
    """Tell whether every cell is an entry: one column, or nothing but codes, or names in a row."""
    if max(map(len, rows)) == 1:
        return len(rows) == 1 or not _are_headings(rows[0], known)
    cells = [is_coded(cell) for row in rows for cell in row if cell]
    return all(cells) or (len(rows) == 1 and not any(cells))


def _plain(head: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", head).lower().split())


def _is_header(rows: Sequence[Sequence[str]], known: Lookup) -> bool:
    """Tell whether the first row is headings: as tables of areas have them, or met nowhere else."""
    first = [cell for cell in rows[0] if cell]
    if _are_headings(first, known):
        return True
    again = {cell for row in rows[1:] for cell in row}
    return not any(is_coded(cell) or known.meaning(cell) or cell in again for cell in first)


def _are_headings(cells: Sequence[str], known: Lookup) -> bool:
    """Tell whether cells are headings: “WD25CD” alone might be a postcode that is written so."""
    heads = [cell for cell in cells if _HEADING.fullmatch(_plain(cell))]
    others = [cell for cell in cells if cell not in heads]
    sure = len(heads) > 1 or not known.meaning(heads[0]) if heads else False
    return sure and not any(map(is_coded, others))


def _column(columns: Sequence[Sequence[str]], known: Lookup) -> int:
    """Return which column says the area: the one with most codes, then most known, then finest."""
    finest = {How.MSOA: 1, How.WARD: 0}

    def score(place: int) -> tuple[int, int, int, int]:
        met = [known.meaning(cell) for cell in columns[place] if cell]
        fine = [finest.get(one.how, 2) for one in met if one]
        coded = sum(is_coded(cell) for cell in columns[place])
        return coded, len(fine), min(fine, default=0), -place

    return max(range(len(columns)), key=score)


def _guessed(
    heads: Sequence[str], columns: Sequence[Sequence[str]], of_area: int, known: Lookup
) -> str:
    """Return the column that names own areas: by its heading, or the only other one of two."""
    others = [n for n in range(len(heads)) if n != of_area]
    others = [n for n in others if not _same(columns[n], columns[of_area], known.meaning)]
    plain = {_plain(heads[n]): heads[n] for n in reversed(others)}
    for wanted in _NAMES:
        if wanted in plain:
            return plain[wanted]
    only = others[0] if len(heads) == 2 and others else -1
    figures = only >= 0 and all(_NUMBER.fullmatch(cell) for cell in columns[only] if cell)
    return "" if only < 0 or figures else heads[only]


def _same(column: Sequence[str], other: Sequence[str], meaning: Callable[[str], object]) -> bool:
    """Tell whether a column says again what another one says: a code's own name."""
    met = [(meaning(a), meaning(b)) for a, b in zip(column, other, strict=True) if a and b]
    return bool(met) and all(one is not None and one == two for one, two in met)
