"""What of a visitor's table is read in a child process: a look, chosen columns, or counts alone.

These functions import nothing slow. Of rows of people nothing leaves the child but counts by
neighbourhood and the numbers of rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from het_geo.own.data.periods import year_of
from het_geo.postcodes import LONGEST, postcode_of
from het_geo.strangers.child import in_child
from het_geo.strangers.limits import MB, StrangerError
from het_geo.strangers.sheet import SHEET, sheet_of
from het_geo.strangers.workbook import BEGINS

LOOK = 200  # rows by which it is guessed what a table is
MOST_ROWS = 50_000  # of a table of areas; rows of people may be more
LISTED = 20_000  # refused rows that are named
_REMEMBERED = 100_000
WORKBOOK = replace(SHEET, memory=1_000 * MB)


def look(data: bytes) -> dict[str, Any]:
    """Return a table's ``header``, its first ``rows`` and the ``count`` of all.

    Raises:
        StrangerError: it cannot be read; the message says why.
    """
    return _asked("looked", data)


def read_columns(data: bytes, columns: Sequence[str]) -> list[list[Any]]:
    """Return each row's number and the cells of some columns; none of a row that is too long."""
    found: list[list[Any]] = _asked("picked", data, columns=list(columns))["rows"]
    return found


def count_people(data: bytes, postcode: str, when: str, known: Mapping[str, str]) -> dict[str, Any]:
    """Count rows of people (or events) by neighbourhood and year.

    Args:
        data: the file.
        postcode: the column of the postcode.
        when: the column of the time; "" for none.
        known: the neighbourhood of each postcode of the place.

    Returns:
        ``counts``: neighbourhood, year ("" for none) and how many. ``refused``: by reason how many,
        and the numbers of the first of those rows. ``read``: how many rows there are.
    """
    return _asked("tallied", data, postcode=postcode, when=when, known=dict(known))


def _asked(function: str, data: bytes, **given: Any) -> dict[str, Any]:
    limits = WORKBOOK if data.startswith(BEGINS) else SHEET
    found: dict[str, Any] = in_child(f"{__name__}:{function}", limits, data=data, **given)
    return found


def looked(data: bytes) -> dict[str, Any]:
    """Look at a table; run in the child.

    Raises:
        StrangerError: no row stands below the header.
    """
    sheet = sheet_of(data)
    first: list[list[str]] = []
    count = 0
    for _, cells in sheet.rows:
        count += 1
        if len(first) < LOOK and cells:
            first.append(cells)
    if not count:
        raise StrangerError("It has a header and no row below it.")
    return {"header": sheet.header, "rows": first, "count": count}


def picked(data: bytes, columns: list[str]) -> dict[str, Any]:
    """Give some columns; run in the child.

    Raises:
        StrangerError: it has more rows than a table of areas may have.
    """
    sheet = sheet_of(data)
    places = [_place(sheet.header, name) for name in columns]
    rows: list[list[Any]] = []
    for number, cells in sheet.rows:
        if len(rows) == MOST_ROWS:
            raise StrangerError(f"A table of areas has {MOST_ROWS:,} rows at most.")
        rows.append([number, *(cells[place] for place in places)] if cells else [number])
    return {"rows": rows}


def tallied(data: bytes, postcode: str, when: str, known: dict[str, str]) -> dict[str, Any]:
    """Count rows of people; run in the child."""
    sheet = sheet_of(data)
    place = _place(sheet.header, postcode)
    at = _place(sheet.header, when) if when else -1
    where, year = _remembered(lambda text: _where(text, known)), _remembered(_year)
    counts: Counter[tuple[str, str]] = Counter()
    refused: Counter[str] = Counter()
    listed: dict[str, list[int]] = {}
    read = 0
    for number, cells in sheet.rows:
        read += 1
        code, reason = where(cells[place]) if cells else ("", "more cells than columns")
        time, wrong = year(cells[at]) if at >= 0 and cells else ("", "")
        if reason := reason or wrong:
            refused[reason] += 1
            if refused[reason] <= LISTED:
                listed.setdefault(reason, []).append(number)
        else:
            counts[code, time] += 1
    return {
        "counts": [[code, time, count] for (code, time), count in sorted(counts.items())],
        "refused": {reason: [refused[reason], rows] for reason, rows in listed.items()},
        "read": read,
    }


def _place(header: list[str], name: str) -> int:
    if name not in header:
        raise StrangerError("A column that was chosen is not in the table: choose it again.")
    return header.index(name)


def _where(text: str, known: Mapping[str, str]) -> tuple[str, str]:
    """Return a postcode's neighbourhood, or why it has none."""
    if not text.strip():
        return "", "no postcode"
    postcode = postcode_of(text[: LONGEST + 1])
    if not postcode:
        return "", "no postcode is written so"
    return (known[postcode], "") if postcode in known else ("", "a postcode outside the place")


def _year(text: str) -> tuple[str, str]:
    found = year_of(text)
    return found, "" if found else "no date or year"


Read = Callable[[str], tuple[str, str]]


def _remembered(read: Read) -> Read:
    """Return a reading that remembers texts that it has read: few postcodes, many rows."""
    held: dict[str, tuple[str, str]] = {}

    def found(text: str) -> tuple[str, str]:
        one = held.get(text)
        if one is None:
            one = read(text)
            if len(held) < _REMEMBERED:
                held[text] = one
        return one

    return found
