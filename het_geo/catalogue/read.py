"""Read the catalogue from its TOML files and refuse what it does not know."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from het_geo.catalogue.periods import BreakAt, BreakRecord
from het_geo.catalogue.records import Catalogue, Indicator
from het_geo.catalogue.rules import (
    check_blanks,
    check_breaks,
    check_indicator,
    check_source,
    check_sources,
    check_words,
)
from het_geo.catalogue.series import family, periods_of
from het_geo.catalogue.strict import record
from het_geo.catalogue.vocabulary import (
    Blank,
    Break,
    BuildingBlock,
    Caveat,
    Measure,
    PointKind,
    Principle,
    Source,
    Subgroup,
    Unit,
)
from het_geo.errors import CatalogueError

VOCABULARY = {
    "unit": Unit,
    "block": BuildingBlock,
    "principle": Principle,
    "subgroup": Subgroup,
    "break": Break,
    "blank": Blank,
    "point_kind": PointKind,
}


def read_catalogue(folder: Path) -> Catalogue:
    """Read the vocabulary, caveats, measures, sources and indicators (TOML) below ``folder``.

    Raises :class:`~het_geo.errors.CatalogueError` for a file that is missing or no TOML, an
    unknown key, a repeated id, or a record that names an unknown unit, block, principle,
    sub-group, caveat, break, period, source, level or kind.
    """
    words = _tables(folder / "vocabulary.toml", set(VOCABULARY))
    found: dict[str, dict[Any, Any]] = {
        name: _records(cls, words.get(name, []), f"vocabulary.toml [[{name}]]")
        for name, cls in VOCABULARY.items()
    }
    sources = _records(
        Source, _tables(folder / "sources.toml", {"source"}).get("source", []), "sources.toml"
    )
    caveats = _records(
        Caveat, _tables(folder / "caveats.toml", {"caveat"}).get("caveat", []), "caveats.toml"
    )
    measures = _records(
        Measure, _tables(folder / "measures.toml", {"measure"}).get("measure", []), "measures.toml"
    )
    check_words(found["break"].values())
    catalogue = Catalogue(
        units=found["unit"],
        blocks=found["block"],
        principles=found["principle"],
        subgroups=found["subgroup"],
        caveats=caveats,
        breaks=found["break"],
        sources=sources,
        measures=measures,
        blanks=found["blank"],
        point_kinds=found["point_kind"],
        indicators=_indicators(folder / "indicators", found["break"]),
    )
    check_sources(catalogue)  # first: an indicator's caveats are its sources' too
    for indicator in catalogue.indicators.values():
        check_indicator(indicator, catalogue)
    for source in catalogue.sources.values():
        check_source(source)
    check_blanks(catalogue)
    return catalogue


def _indicators(folder: Path, breaks: Mapping[str, Break]) -> dict[str, Indicator]:
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise CatalogueError(f"{folder}: no indicator records (*.toml) stand here.")
    tables = []
    for file in files:
        found = _tables(file, {"indicator"}).get("indicator", [])
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
