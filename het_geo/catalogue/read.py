"""Read the catalogue from its TOML files, those that stand for several records too."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from het_geo.catalogue.family import family
from het_geo.catalogue.periods import Break, BreakAt, BreakRecord, Period, Series
from het_geo.catalogue.records import Catalogue, Indicator
from het_geo.catalogue.rules import (
    check_blanks,
    check_breaks,
    check_indicator,
    check_leads,
    check_source,
    check_sources,
    check_words,
)
from het_geo.catalogue.strict import record
from het_geo.catalogue.subjects import SubjectRecord, subjects_by_indicator
from het_geo.catalogue.topics import Topic, topics_of
from het_geo.catalogue.vocabulary import (
    BuildingBlock,
    Caveat,
    Lead,
    MeasureDefinition,
    PointKind,
    Principle,
    Source,
    Subgroup,
    Unit,
    Unmeasured,
)
from het_geo.errors import CatalogueError

ADDED, RECORD, TABLE = "own", "record.toml", "table.csv"  # data/catalogue/own/ID/record.toml
_DAY = timedelta(days=1)
_OF_ADDED = {"source", "indicator"}


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


VOCABULARY = {
    "unit": Unit,
    "block": BuildingBlock,
    "principle": Principle,
    "subgroup": Subgroup,
    "break": Break,
    "blank": Unmeasured,
    "point_kind": PointKind,
    "lead": Lead,
}


def read_catalogue(folder: Path) -> Catalogue:
    """Read all records (TOML) below ``folder``: vocabulary, sources, indicators, topics and others.

    Raises:
        CatalogueError: a file is missing or no TOML, a key is unknown, an id is repeated, or a
            record names an unknown unit, block, principle, sub-group, caveat, break, period,
            source, level, kind or blank.
    """
    words = _tables(folder / "vocabulary.toml", set(VOCABULARY))
    found: dict[str, dict[Any, Any]] = {
        name: _records(cls, words.get(name, []), f"vocabulary.toml [[{name}]]")
        for name, cls in VOCABULARY.items()
    }
    added = sorted((folder / ADDED).glob(f"[!.]*/{RECORD}"))  # hidden: one that is being added
    sources = _of_file(folder, "source", Source, added)
    check_words(found["break"].values())
    indicators = _indicators([*_indicator_files(folder / "indicators"), *added], found["break"])
    catalogue = Catalogue(
        units=found["unit"],
        blocks=found["block"],
        principles=found["principle"],
        subgroups=found["subgroup"],
        caveats=_of_file(folder, "caveat", Caveat),
        breaks=found["break"],
        sources=sources,
        measures=_of_file(folder, "measure", MeasureDefinition),
        blanks=found["blank"],
        point_kinds=found["point_kind"],
        leads=found["lead"],
        indicators=indicators,
        subjects=subjects_by_indicator(_of_file(folder, "subject", SubjectRecord), indicators),
        topics=topics_of(_of_file(folder, "topic", Topic).values(), indicators, found["blank"]),
        tables={path.parent.name: path.parent / TABLE for path in added},
    )
    _check(catalogue)
    return catalogue


def _check(catalogue: Catalogue) -> None:
    """Refuse a catalogue whose records do not fit each other."""
    check_sources(catalogue)  # first: an indicator's caveats are its sources' too
    for indicator in catalogue.indicators.values():
        check_indicator(indicator, catalogue)
    for source in catalogue.sources.values():
        check_source(source)
    check_blanks(catalogue)
    check_leads(catalogue)


def _of_file(folder: Path, name: str, cls: type[Any], added: Sequence[Path] = ()) -> dict[Any, Any]:
    """Return the records of a file, and those of its kind that were added one by one."""
    file = f"{name}s.toml"
    tables = list(_tables(folder / file, {name}).get(name, []))
    for one in added:
        tables += _tables(one, _OF_ADDED).get(name, [])
    return _records(cls, tables, file)


def _indicator_files(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise CatalogueError(f"{folder}: no indicator records (*.toml) stand here.")
    return files


def _indicators(files: Sequence[Path], breaks: Mapping[str, Break]) -> dict[str, Indicator]:
    tables = []
    for file in files:
        known = _OF_ADDED if file.name == RECORD else {"indicator"}
        found = _tables(file, known).get("indicator", [])
        tables += [(f"indicators/{file.name}", one) for table in found for one in family(table)]
    records = [(f"{where} '{t.get('id', '?')}'", t) for where, t in tables]
    return _unique((where, _indicator(table, where, breaks)) for where, table in records)


@dataclass(frozen=True)
class _Declared:
    """The part of an indicator's table that is read by itself: it names periods and a break."""

    breaks: tuple[BreakRecord, ...] = ()


def _indicator(table: dict[str, Any], where: str, breaks: Mapping[str, Break]) -> Indicator:
    """Return the indicator of a table: its series expanded, its breaks with period and words."""
    apart = {key: value for key, value in table.items() if key == "breaks"}
    declared = record(_Declared, apart, where).breaks
    rest = {key: value for key, value in table.items() if key not in apart}
    indicator = record(Indicator, rest, where)
    found = [period for series in indicator.series for period in periods_of(series)]
    order = sorted([*indicator.periods, *found], key=lambda p: (p.end, p.start))
    indicator = replace(indicator, periods=tuple(order))
    check_breaks(indicator, declared, breaks)
    made = [BreakAt(indicator.period(b.at), breaks[b.id], b.levels, b.onwards) for b in declared]
    return replace(indicator, breaks=tuple(sorted(made, key=lambda b: b.at.start)))


def _records(cls: type[Any], tables: list[dict[str, Any]], where: str) -> dict[Any, Any]:
    named = ((f"{where} '{t.get('id', t.get('number', '?'))}'", t) for t in tables)
    return _unique((name, record(cls, table, name)) for name, table in named)


def _unique(records: Iterable[tuple[str, Any]]) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for where, item in records:
        key = item.number if isinstance(item, Principle) else item.id
        if key in found:
            raise CatalogueError(f"{where}: the id '{key}' is declared twice. Remove one.")
        found[key] = item
    return found


def _tables(file: Path, known: set[str]) -> dict[str, list[dict[str, Any]]]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CatalogueError(f"{file}: the catalogue file is missing. Restore it.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, IsADirectoryError) as error:
        raise CatalogueError(f"{file}: not valid TOML: {error}.") from error
    unknown = sorted(set(content) - known)
    if unknown:
        raise CatalogueError(f"{file}: unknown table '{unknown[0]}'. Known: {sorted(known)}.")
    for name, tables in content.items():
        if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
            raise CatalogueError(f"{file}: '{name}' must be a list of tables: write [[{name}]].")
    return content
