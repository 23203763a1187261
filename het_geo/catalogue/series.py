"""Declarations that stand for several: periods at even steps, and families of indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from het_geo.catalogue.periods import Period, Series

_DAY = timedelta(days=1)


def periods_of(series: Series) -> Iterator[Period]:
    """Expand a series into its periods, oldest first.

    >>> made = Series("financial_year", date(2020, 4, 1), date(2021, 4, 1), "{start:%Y}/{end:%y}")
    >>> [(p.id, p.key, p.label) for p in periods_of(made)][0]
    ('FYE2021', '2020/21', 'year to March 2021')
    """
    start = series.first
    while start <= series.last:
        whole = _months_on(start, series.months) - _DAY
        end = start if series.kind == "instant" else whole  # which is one day
        name, label = _NAMES[series.kind](start, end)
        name, label, key = (
            text.format(start=start, end=end)
            for text in (series.name or name, series.label or label, series.key)
        )
        yield Period(name, series.kind, start, end, label, key, series.vintage, series.levels)
        start = _months_on(start, series.step)


def _months_on(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return day.replace(year=count // 12, month=count % 12 + 1)


def _year(start: date, end: date) -> tuple[str, str]:
    if start.year == end.year:
        return f"{start:%Y}", f"{start:%Y}"
    return f"{start:%Y}-{end:%y}", f"{start:%B %Y} to {end:%B %Y}"


def _financial_year(start: date, end: date) -> tuple[str, str]:
    return f"FYE{end:%Y}", f"year to March {end:%Y}"


def _school_year(start: date, end: date) -> tuple[str, str]:
    return f"{start:%Y}-{end:%y}", f"school year {start:%Y}/{end:%y}"


def _month(start: date, end: date) -> tuple[str, str]:
    return f"{start:%Y-%m}", f"{start:%B %Y}"


def _range(start: date, end: date) -> tuple[str, str]:
    return f"{start:%Y}-{end:%Y}", f"{start:%Y} to {end:%Y}"


def _instant(start: date, end: date) -> tuple[str, str]:
    return f"{start:%Y-%m-%d}", f"{start.day} {start:%B %Y}"


_NAMES = {
    "year": _year,
    "financial_year": _financial_year,
    "school_year": _school_year,
    "month": _month,
    "range": _range,
    "instant": _instant,
}


def family(table: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the records a table stands for: itself, or one for each row of its ``each`` list.

    In every text of the table, ``<name>`` is replaced by the row's text of that name; an item of a
    list that becomes empty by that is left out.
    """
    rows = table.get("each", [{}])
    shared = {key: value for key, value in table.items() if key != "each"}
    for row in rows:
        yield {key: _filled(value, row) for key, value in shared.items()}


def _filled(value: Any, row: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for name, text in row.items():
            value = value.replace(f"<{name}>", text)
        return value
    if isinstance(value, list):
        return [found for item in value if (found := _filled(item, row)) != ""]
    if isinstance(value, dict):
        return {_filled(key, row): _filled(item, row) for key, item in value.items()}
    return value
