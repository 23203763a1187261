"""A visitor's table checked row by row: each is taken, or refused by number and reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import nan
from typing import Any

from het_geo.atlas.find import fold
from het_geo.catalogue.periods import Period
from het_geo.own.data.described import Description
from het_geo.own.data.indicator import RefusedRow, Tally, UnknownArea
from het_geo.own.data.numbers import NumberCell, cell_of
from het_geo.own.data.periods import period_of
from het_geo.own.data.places import Gazetteer, NamedPlace, is_elsewhere

LISTED = 20_000  # refused rows that are named
MOST_UNKNOWN = 200
MOST_PERIODS = 60
_SLACK = 1e-9


@dataclass(frozen=True)
class TakenRow:
    """A row that was taken: its area, time and numbers; NaN for one that is missing or withheld."""

    number: int
    place: NamedPlace
    period: str
    numbers: Mapping[str, float]
    withheld: bool = False


@dataclass
class CheckedRows:
    """What a check of rows has found so far."""

    read: int = 0
    taken: list[TakenRow] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    periods: dict[str, Period] = field(default_factory=dict)

    def refuse(self, number: int, reason: str) -> None:
        """Note a row that is not taken."""
        if len(self.refused) < LISTED:
            self.refused.append(RefusedRow(number, reason))

    def tally(self, names: Gazetteer) -> Tally:
        """Return what became of the rows, and what unknown areas may mean."""
        listed = self.unknown.most_common(MOST_UNKNOWN)
        unknown = tuple(UnknownArea(text[:80], count, names.meant(text)) for text, count in listed)
        return Tally(self.read, len(self.taken), tuple(self.refused), unknown)


def checked(rows: Iterable[Sequence[Any]], said: Description, names: Gazetteer) -> CheckedRows:
    """Check rows: each its number, the cell of its area, of its time if any, and of its numbers.

    Two rows of one area and time, and an area of today beside an earlier one on its ground, are
    refused: which is meant, nobody can tell.
    """
    found = CheckedRows()
    fixed = period_of(said.period) if not said.columns.period else None
    if fixed:
        found.periods[fixed.id] = fixed
    for number, *cells in rows:
        found.read += 1
        row, reason = _row(int(number), cells, said, names, found)
        if row is None:
            found.refuse(int(number), reason)
        else:
            found.taken.append(row)
    _refuse_doubles(found)
    _refuse_mixed(found)
    found.refused.sort(key=lambda one: one.row)
    found.periods = {one: found.periods[one] for one in {row.period for row in found.taken}}
    return found


def _row(
    number: int, cells: list[str], said: Description, names: Gazetteer, found: CheckedRows
) -> tuple[TakenRow | None, str]:
    """Return a row, or why it is not taken."""
    if not cells:
        return None, "more cells than there are columns"
    place, wrong = _place(cells[0], names, found)
    rest = list(cells[1:])
    fixed = next(iter(found.periods), "")
    period, late = _period(rest.pop(0), found) if said.columns.period else (fixed, "")
    numbers = {name: cell_of(text) for name, text in zip(said.columns.numbers, rest, strict=True)}
    wrong = wrong or late or _wrong(numbers, said)
    if wrong or place is None:
        return None, wrong
    values = {name: cell.value for name, cell in numbers.items()}
    return TakenRow(number, place, period, values, any(c.withheld for c in numbers.values())), ""


def _place(text: str, names: Gazetteer, found: CheckedRows) -> tuple[NamedPlace | None, str]:
    if not text.strip():
        return None, "no area"
    place = names.find(text)
    if place is None and fold(text) in names.larger:
        return None, "a total, or a larger area: these are worked out"
    if place is None:
        found.unknown[text.strip()] += 1
        own = names.pack.title
        where = f" in {own}" if is_elsewhere(text) else ""
        return None, f"no area that is known{where}: “{text.strip()[:60]}”"
    if not place.shares:
        return None, "an area of which nobody can follow where its people went"
    return place, ""


def _period(text: str, found: CheckedRows) -> tuple[str, str]:
    period = period_of(text)
    if period is None:
        return "", f"no time that is known: “{text.strip()[:40]}”"
    if period.id not in found.periods and len(found.periods) >= MOST_PERIODS:
        return "", f"more than {MOST_PERIODS} times"
    held = found.periods.setdefault(period.id, period)
    if held.kind != next(iter(found.periods.values())).kind:
        del found.periods[period.id]
        return "", "a time of another kind than the rows before"
    return period.id, ""


def _wrong(cells: Mapping[str, NumberCell], said: Description) -> str:
    """Return why a row's numbers cannot be; "" where they can."""
    for name, cell in cells.items():
        if wrong := _wrong_cell(name, cell, said):
            return f"“{getattr(said.columns, name)[:40]}”: {wrong}"
    x, n, value, lower, upper = (
        cells[name].value if name in cells else nan
        for name in ("numerator", "denominator", "value", "lower", "upper")
    )
    faults = [
        (n == 0 and x > 0, "some of nobody: it is divided by 0"),
        (said.kind == "proportion" and x > n + _SLACK, "more than it is a share of"),
        (said.unit == "%" and value > 100 + _SLACK, "above 100%"),
        (lower > value or upper < value, "a value outside its own limits"),
    ]
    return next((what for wrong, what in faults if wrong), "")


def _wrong_cell(name: str, cell: NumberCell, said: Description) -> str:
    counted = name in ("numerator", "denominator")
    if cell.percent and (counted or said.unit != "%"):
        return "a percent sign"
    if cell.value < 0 and (counted or said.unit == "%"):
        return "below 0"
    return cell.refused


def _refuse_doubles(found: CheckedRows) -> None:
    first: dict[tuple[str, str], int] = {}
    kept = []
    for row in found.taken:
        before = first.setdefault((row.place.key, row.period), row.number)
        if before == row.number:
            kept.append(row)
        else:
            found.refuse(row.number, f"the same area and time as row {before:,}")
    found.taken = kept


def _refuse_mixed(found: CheckedRows) -> None:
    """Refuse earlier areas on the ground of areas of today that have rows of their own."""
    today = {(row.place.key, row.period) for row in found.taken if not row.place.old}
    kept = []
    for row in found.taken:
        on = [code for code, _ in row.place.shares if (code, row.period) in today]
        if row.place.old and on:
            found.refuse(row.number, f"an earlier area on the ground of {on[0]}, which has a row")
        else:
            kept.append(row)
    found.taken = kept
