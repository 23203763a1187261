"""The times that people write in tables and forms: a year, a school year, a month, a day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from het_geo.catalogue.periods import Period

FIRST, LAST = 1900, 2100
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = timedelta(days=1)


@lru_cache(maxsize=5_000)
def period_of(text: str) -> Period | None:
    """Return the period that a text names; None where it names none.

    >>> [period_of(text).label for text in ("2021", "2021/22", "2019 to 2021", "March 2023")]
    ['2021', 'year to March 2022', '2019 to 2021', 'March 2023']
    >>> period_of("21/03/2021").label, period_of("year to June 2020").label, period_of("45000")
    ('21 March 2021', 'July 2019 to June 2020', None)
    """
    plain = " ".join(text.replace("–", "-").split()).casefold()
    for read in (_year, _years, _month, _year_to, _day):
        try:
            if found := read(plain):
                return found
        except ValueError:  # the 31st of February
            continue
    return None


def year_of(text: str) -> str:
    """Return the calendar year of a date or another time, as its period's id; "" for none."""
    found = period_of(text)
    return f"{found.end.year}" if found else ""


def _known(*years: int) -> bool:
    return all(FIRST <= year <= LAST for year in years)


def _year(text: str) -> Period | None:
    if not re.fullmatch(r"\d{4}(\.0)?", text) or not _known(year := int(text[:4])):
        return None
    return Period(f"{year}", "year", date(year, 1, 1), date(year, 12, 31), f"{year}", f"{year}")


def _years(text: str) -> Period | None:
    found = re.fullmatch(r"(?:fye? ?)?(\d{4})(?: ?(/|-|to) ?)(\d{4}|\d{2})", text)
    if not found:
        return None
    start = int(found[1])
    end = int(found[3]) if len(found[3]) == 4 else start - start % 100 + int(found[3])
    if not _known(start, end) or end <= start:
        return None
    if end == start + 1 and found[2] != "to" and len(found[3]) == 2:
        name = f"FYE{end}"
        days = date(start, 4, 1), date(end, 3, 31)
        return Period(name, "financial_year", *days, f"year to March {end}", name)
    name = f"{start}-{end}"
    return Period(name, "range", date(start, 1, 1), date(end, 12, 31), f"{start} to {end}", name)


def _month(text: str) -> Period | None:
    word, number = re.fullmatch(rf"{_MONTH}[ -](\d{{4}})", text), re.fullmatch(
        r"(\d{4})-(\d\d?)", text
    )  # fmt: skip
    if word:
        year, month = int(word[2]), _MONTHS.index(word[1]) + 1
    elif number:
        year, month = int(number[1]), int(number[2])
    else:
        return None
    if not _known(year):
        return None
    start = date(year, month, 1)
    end = _next(start) - _DAY
    return Period(f"{start:%Y-%m}", "month", start, end, f"{start:%B %Y}", f"{start:%Y-%m}")


def _year_to(text: str) -> Period | None:
    found = re.fullmatch(rf"year (?:to|ending) {_MONTH} (\d{{4}})", text)
    if not found or not _known(year := int(found[2])):
        return None
    last = date(year, _MONTHS.index(found[1]) + 1, 1)
    start, end = _next(last.replace(year=year - 1)), _next(last) - _DAY
    if end.month == 3:
        return _years(f"{year - 1}/{year % 100:02}")
    name = f"{start:%Y-%m}-{end:%Y-%m}"
    label = f"{year}" if start.year == year else f"{start:%B %Y} to {end:%B %Y}"
    return Period(name, "year", start, end, label, name)


def _day(text: str) -> Period | None:
    turned = re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)(?:[t ].*)?", text)
    plain = re.fullmatch(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})(?: .*)?", text)
    word = re.fullmatch(rf"(\d\d?)(?:st|nd|rd|th)? {_MONTH} (\d{{4}})", text)
    if turned:
        year, month, day = (int(part) for part in turned.groups())
    elif plain:
        day, month, year = (int(part) for part in plain.groups())
    elif word:
        day, month, year = int(word[1]), _MONTHS.index(word[2]) + 1, int(word[3])
    else:
        return None
    if not _known(year):
        return None
    one = date(year, month, day)
    return Period(one.isoformat(), "instant", one, one, f"{one.day} {one:%B %Y}", one.isoformat())


def _next(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)
