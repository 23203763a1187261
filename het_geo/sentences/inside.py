"""What the smaller areas of a ward have, where the ward itself has no figure in a view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from het_geo import phrases, words
from het_geo.atlas.inside import areas_inside
from het_geo.atlas.views import IndicatorView
from het_geo.bounds import about
from het_geo.catalogue.records import Catalogue
from het_geo.compare import Verdict
from het_geo.geography import Level, area_label
from het_geo.sentences.beside import not_sure, why_no_verdict
from het_geo.sentences.notes import caveats
from het_geo.sentences.parts import figure, framed
from het_geo.sentences.receipts import Statement, exact, receipt

_ORDER = (Verdict.WORSE, Verdict.HIGHER, Verdict.SIMILAR, Verdict.BETTER, Verdict.LOWER)


@dataclass(frozen=True)
class AreasInside:
    """A ward or MSOA and the areas of a view that hold its neighbourhoods.

    ``code`` is its own, ``name`` what it is called, ``codes`` are those areas, ``shared`` is
    whether they hold neighbourhoods of others too.
    """

    code: str
    name: str
    codes: tuple[str, ...]
    shared: bool


def inside(areas: pd.DataFrame, code: str, view: IndicatorView) -> AreasInside | None:
    """Return what of a view lies in an area; ``None`` where nothing does, or it has a figure."""
    codes = areas_inside(areas, code, view.level)
    if not codes:
        return None
    held = areas.loc[areas["msoa"].isin(codes), str(areas.at[code, "level"])]
    return AreasInside(code, area_label(areas, code), codes, bool(held.ne(code).any()))


def inside_headline(view: IndicatorView, found: AreasInside) -> str:
    """Return what the areas inside have: from where to where, and how many are worse."""
    values = view.table.loc[list(found.codes), "value"].dropna()
    if values.empty:
        of = f"“{view.indicator.label}” ({view.period.said})"
        return f"{words.capital(_whose(view, found))} have no figure for {of}."
    low, high = str(values.idxmin()), str(values.idxmax())
    said = view.indicator.says.format(value=_span(view, low, high))
    none = len(found.codes) - len(values)
    lacks = f" {none} of them {'has' if none == 1 else 'have'} no figure." if none else ""
    head = framed(view, f"In {_whose(view, found)}", said)
    return f"{head}{_stand(view, found, len(values))}{lacks}{_theirs(found)}"


def _whose(view: IndicatorView, found: AreasInside) -> str:
    """Return the areas as a sentence names them: "Dallow ward’s 4 neighbourhoods (best fit)"."""
    count, label = len(found.codes), view.label(found.codes[0])
    if view.level == Level.LSOA:
        if count == 1:
            return f"{label}, the one neighbourhood of {found.name} (best fit)"
        return f"{found.name}’s {count} neighbourhoods (best fit)"
    theirs = f"that {found.name}’s neighbourhoods lie in (best fit)"
    if count == 1:
        return f"{label}, the {view.level.one} {theirs}"
    return f"the {count} {view.level.many} {theirs}"


def _span(view: IndicatorView, low: str, high: str) -> str:
    first, last = view.value(low), view.value(high)
    if figure(view, first) == figure(view, last):
        return figure(view, first)
    if about(first, last):
        return f"{figure(view, first)} to {figure(view, last)}"
    return words.interval(first, last, view.indicator, view.unit)


def _stand(view: IndicatorView, found: AreasInside, known: int) -> str:
    """Return how many of the areas are worse than the benchmark, and how many stand otherwise."""
    there = f"{view.chosen.name} ({figure(view, view.chosen.value)})"
    counts = view.verdicts[list(found.codes)].value_counts()
    first, *rest = [v for v in _ORDER if counts.get(v, 0)] or [Verdict.NOT_COMPARED]
    if first == Verdict.NOT_COMPARED:
        return "" if pd.isna(view.chosen.value) else f" {not_sure(view)}"
    every = "It" if known == 1 else words.capital(phrases.every(known))
    many = f"{counts[first]} of the {known}" if rest else every
    said = [f"{many} {_is(counts[first])} {first.phrase} {there}"]
    said += [f"{counts[v]} {_is(counts[v])} {v}" for v in rest]
    return f" {words.listed(said)}.{why_no_verdict(view)}"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _theirs(found: AreasInside) -> str:
    if not found.shared:
        return ""
    holds = "It holds" if len(found.codes) == 1 else "They hold"
    return f" {holds} people of other wards too."


def inside_statement(view: IndicatorView, found: AreasInside, catalogue: Catalogue) -> Statement:
    """Return the headline with its receipt: the figure of each area inside."""
    numbers = [(view.label(code), exact(view, view.value(code))) for code in found.codes]
    numbers += [(b.name, exact(view, b.value)) for b in view.benchmarks]
    record = receipt(view, catalogue, numbers, [], caveats(view))
    return Statement(inside_headline(view, found), record)


def inside_rows(view: IndicatorView, codes: Sequence[str]) -> list[tuple[str, str, Verdict]]:
    """Return each area inside with its figure and verdict, the worst (or highest) first."""
    up = view.indicator.judged_polarity > 0
    order = view.table.loc[list(codes), "value"].sort_values(ascending=up, kind="stable").index
    return [(view.label(c), figure(view, view.value(c)), Verdict(view.verdicts[c])) for c in order]
