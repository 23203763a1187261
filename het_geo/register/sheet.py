"""A CSV file of rows as texts, read within limits; and rows as a CSV file."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from het_geo.files import csv_lines
from het_geo.plain import inert, marked
from het_geo.register.rows import KINDS, OF_ALL, WrittenRow, fields_of

MOST_ROWS = 10_000
MOST_BYTES = 20_000_000
MOST_REASONS = 100

_UTF8 = "the file is not UTF-8: save it as “CSV UTF-8”"
_NOT_OF_FILES = "a year is closed in the explorer, not by a file"


@dataclass(frozen=True)
class Refused:
    """What was refused: the row as a spreadsheet counts (1 has the names), the column, and why."""

    row: int
    column: str
    reason: str


class SheetError(Exception):
    """A file that is not taken in, whole."""

    def __init__(self, *refused: Refused) -> None:
        super().__init__(refused)
        self.refused = refused


Line = tuple[int, dict[str, str]]  # a row's number, and its cells by column


def lines_of(kind: str, data: bytes) -> list[Line]:
    """Return the rows of a file that have anything in them.

    Raises:
        SheetError: the file is too large, of an unknown encoding, or has other columns.
    """
    if kind == "closed_year":
        raise SheetError(Refused(1, "", _NOT_OF_FILES))
    reader = csv.reader(io.StringIO(_text(data), newline=""), strict=True)
    header = _header(kind, next(_read(reader), (1, []))[1])
    found = []
    for number, cells in itertools.islice(_read(reader, 2), MOST_ROWS + 1):
        if number > MOST_ROWS + 1:
            raise SheetError(
                Refused(number, "", f"more than {MOST_ROWS:,} rows: share them over several files")
            )
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            said = f"it has {len(cells)} cells, and {len(header)} columns are named"
            raise SheetError(Refused(number, "", said))
        found.append((number, dict(zip(header, map(_unquoted, cells), strict=True))))
    return found


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        said = f"the file has {len(data) / 1e6:,.0f} MB: {MOST_BYTES / 1e6:,.0f} at the most"
        raise SheetError(Refused(1, "", said))
    two = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if two else "utf-8-sig")
    except UnicodeDecodeError as error:
        row = 1 if two else data[: error.start].count(b"\n") + 1
        raise SheetError(Refused(row, "", _UTF8)) from None
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise SheetError(Refused(row, "", f"it holds a NUL; perhaps {_UTF8}"))
    return text


def _read(reader: Iterator[list[str]], start: int = 1) -> Iterator[tuple[int, list[str]]]:
    """Yield rows with their numbers; where the file is cut inside a cell, say which row it is."""
    number = start
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            said = f"it cannot be read ({error}): is the file whole?"
            raise SheetError(Refused(number, "", said)) from None
        yield number, cells
        number += 1


def _header(kind: str, cells: Sequence[str]) -> list[str]:
    names = [cell.strip() for cell in cells]
    own = fields_of(kind)
    if len(names) == 1 and ";" in names[0]:
        raise SheetError(Refused(1, "", "columns are parted by semicolons: save it with commas"))
    wrong = [
        Refused(1, name, f"no such column: there are {', '.join((*own, *OF_ALL))}")
        for name in names
        if name not in own and name not in OF_ALL
    ]
    wrong += [Refused(1, name, "the column stands twice")
              for name in dict.fromkeys(names) if names.count(name) > 1]  # fmt: skip
    if "id" not in names:  # else a file may bring some columns of rows that stand
        wrong += [Refused(1, name, "the column is needed, and is not there")
                  for name, (_, needed) in own.items() if needed and name not in names]  # fmt: skip
    if wrong:
        raise SheetError(*wrong[:MOST_REASONS])
    return names


def _quoted(text: str) -> str:
    """Return a text that no spreadsheet runs, from which :func:`_unquoted` gives the text again."""
    bare = text.lstrip("'")
    return f"'{text}" if inert(bare) != bare else text


def _unquoted(cell: str) -> str:
    bare = cell.lstrip("'")
    return cell[1:] if cell.startswith("'") and inert(bare) != bare else cell


def csv_of(kind: str, rows: Sequence[WrittenRow]) -> bytes:
    """Return rows as a CSV file, a header and a line each; a text that is a formula is inert."""
    names = [spec.name for spec in fields(KINDS[kind])]
    body = ([_cell(getattr(row, name)) for name in names] for row in rows)
    return marked(csv_lines([names, *body]))


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return _quoted(value) if isinstance(value, str) else value
