"""What a table seems to be: guessed from its header and first rows, to be shown and corrected."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from het_geo.geography import Level
from het_geo.own.areas.area import OwnError
from het_geo.own.data.described import FILE, RESIDENTS, Columns, Description, told
from het_geo.own.data.numbers import NumberCell, cell_of
from het_geo.own.data.periods import period_of
from het_geo.own.data.places import Edition, edition_of
from het_geo.pack.model import Pack
from het_geo.postcodes import postcode_of
from het_geo.words import listed

ENOUGH = 0.5  # of the cells of a column that must be areas, times or numbers
_WORDS = {
    "denominator": "denominator|population|residents|total|out of|base|all|households|pupils|pop",
    "lower": "lower|lci|low",
    "upper": "upper|uci|high",
    "value": r"value|rate|percent|percentage|%|per|share|score|mean|average|index|median",
    "numerator": "numerator|count|number|num|no|n|cases|events|people|members|with|claims",
    "period": "period|year|date|month|quarter|time|when|day",
    "area": "ward|area|lsoa|msoa|neighbourhood|code|name|postcode|geography",
}


@dataclass(frozen=True)
class Look:
    """A table as it was looked at: its header, first rows, and how many rows there are."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int

    def column(self, name: str) -> list[str]:
        """Return the cells of a column that are not empty."""
        place = self.header.index(name)
        return [row[place] for row in self.rows if row[place].strip()]


def guess(pack: Pack, look: Look, stem: str = "") -> Description:
    """Return what a table seems to be.

    Args:
        pack: the place's pack.
        look: the table's header and first rows.
        stem: its file's name without the ending: the name of what it measures, for a start.

    Raises:
        OwnError: its header is a row of figures, or no column names areas of the place.
    """
    area, people, edition = _area(pack, look)
    cells = {
        name: [cell_of(text) for text in look.column(name)] for name in look.header if name != area
    }
    period = "" if not cells else _period(look, cells)
    figures = [name for name in cells if name != period and _is_numbers(cells[name])]
    columns = Columns(area, people, period=period)
    if not people:
        columns = _numbers(columns, figures, cells)
    return _described(columns, edition, cells, told(stem.replace("_", " ").replace("-", " "), 60))


def _area(pack: Pack, look: Look) -> tuple[str, bool, Edition]:
    """Return the column that names areas, whether it is of postcodes, and the list of areas."""
    found: list[tuple[float, str, bool, Edition]] = []
    for name in look.header:
        texts = look.column(name)
        posts = sum(bool(postcode_of(text)) for text in texts) / max(len(texts), 1)
        edition, share = edition_of(pack, texts)
        share -= 0.01 * (not _is_code(texts))  # of a code and a name the code is surer
        found += [(posts, name, True, Edition(Level.LSOA)), (share, name, False, edition)]
    share, name, people, edition = max(found, key=lambda one: one[0])
    if any(postcode_of(one) or _is_code([one]) for one in look.header):
        raise OwnError("It has no header: give each column a name in the first row.")
    if share < ENOUGH:
        raise OwnError(
            f"No column names areas of {pack.title}: one has the code or name of a ward, a "
            "neighbourhood (LSOA) or a neighbourhood group (MSOA), or a postcode, in each row. Its "
            "columns are "
            f"{listed([f'“{name[:40]}”' for name in look.header[:8]])}."
        )
    return name, people, edition


def _is_code(texts: Sequence[str]) -> bool:
    return all(re.fullmatch(r"[EW]0\d{7}", text.strip().upper()) for text in texts[:20])


def _is_numbers(cells: Sequence[NumberCell]) -> bool:
    held = sum(cell.value == cell.value or cell.withheld for cell in cells)
    return held > ENOUGH * len(cells) > 0


def _period(look: Look, cells: Mapping[str, Sequence[NumberCell]]) -> str:
    """Return the column of times: one that is called so, or holds times that are no numbers."""
    for name in cells:
        texts = look.column(name)
        times = sum(period_of(text) is not None for text in texts)
        named = _called(name, "period")
        plain = texts and not _is_numbers(cells[name])
        if times > ENOUGH * len(texts) and (named or plain):
            return name
    return ""


def _numbers(
    columns: Columns, figures: Sequence[str], cells: Mapping[str, Sequence[NumberCell]]
) -> Columns:
    """Return which column of numbers is what, by its name; else by what stands in it."""
    taken: dict[str, str] = {}
    for role in ("lower", "upper", "denominator", "value", "numerator"):
        free = [name for name in figures if name not in taken.values()]
        if found := next((name for name in free if _called(name, role)), ""):
            taken[role] = found
    free = [name for name in figures if name not in taken.values() and not _called(name, "area")]
    if free and not {"numerator", "value"} & set(taken):
        percent = (name for name in free if any(cell.percent for cell in cells[name]))
        first = next(percent, free[0])
        taken[_unnamed(cells[first])] = first
        free.remove(first)
    alone = "numerator" in taken and not {"denominator", "value"} & set(taken)
    if alone and len(free) == 1 and not _exceeds(cells[taken["numerator"]], cells[free[0]]):
        taken["denominator"] = free[0]
    return _columns(columns, taken)


def _unnamed(cells: Sequence[NumberCell]) -> str:
    """Return what a column of numbers is whose name says nothing: whole numbers count something."""
    known = [cell for cell in cells if cell.value == cell.value]
    counts = all(cell.value == int(cell.value) >= 0 and not cell.percent for cell in known)
    return "numerator" if counts else "value"


def _columns(columns: Columns, taken: dict[str, str]) -> Columns:
    """Return columns of which none is said twice: counts go before the value that they make."""
    names = set(taken)
    if "denominator" in names and not {"numerator", "value"} & names:
        taken["numerator"] = taken.pop("denominator")
    left: set[str] = set()
    if {"numerator", "denominator", "value"} <= names:
        left = {"value", "lower", "upper"}
    elif "value" in names:
        left = {"numerator"}
    if not {"lower", "upper"} <= names or "value" not in names:
        left |= {"lower", "upper"}
    kept = {role: name for role, name in taken.items() if role not in left}
    return Columns(columns.area, columns.people, period=columns.period, **kept)


def _called(name: str, role: str) -> bool:
    """Tell whether a column's name has one of the words for what it may be."""
    plain = re.sub(r"[_\W]+", " ", name.casefold().replace("%", " percent ")).strip()
    return re.search(rf"\b(?:{_WORDS[role]})\b", plain) is not None


def _described(
    columns: Columns, edition: Edition, cells: Mapping[str, Sequence[NumberCell]], name: str
) -> Description:
    kind, unit, by = "count", "people", ""
    if columns.people:
        kind, unit, by = "rate", "per 1,000", RESIDENTS
    elif columns.numerator and columns.denominator:
        over = _exceeds(cells[columns.numerator], cells[columns.denominator])
        kind, unit, by = ("rate", "per 1,000", FILE) if over else ("proportion", "%", FILE)
    elif columns.value:
        kind, unit = "mean", "%" if _is_percent(columns.value, cells[columns.value]) else "score"
    name = name or told((columns.numerator or columns.value).replace("_", " "), 60)
    called = name[:1].upper() + name[1:] or "Our figures"
    question = f"What is the figure for “{called}”?" if kind != "count" else f"How many: {called}?"
    return Description(
        columns, edition, called, question, kind, unit, divided_by=by,
        counted="people" if by != FILE else told(columns.denominator, 40).lower() or "people",
    )  # fmt: skip


def _is_percent(name: str, cells: Sequence[NumberCell]) -> bool:
    said = "%" in name or "percent" in name.casefold()
    return said or any(cell.percent for cell in cells)


def _exceeds(counts: Sequence[NumberCell], of: Sequence[NumberCell]) -> bool:
    """Tell whether most counts exceed what they are divided by: then it is no share."""
    pairs = [(x.value, n.value) for x, n in zip(counts, of) if x.value == x.value]
    return sum(x > n for x, n in pairs) > ENOUGH * len(pairs)
