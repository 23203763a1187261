"""What a map is sent for one view: classes, figures and words, in a few thousand characters.

Shapes are sent once and stay in the browser; a switch of indicator sends this alone. The browser
puts an area's sentence together from its parts: :func:`het_geo.sentences.headlines.short` says the
same, and a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from het_geo import words
from het_geo.atlas.choice import Choice, levels_of, newest
from het_geo.atlas.reading import indicator_view
from het_geo.atlas.views import IndicatorView
from het_geo.bounds import bounded
from het_geo.classes import shades
from het_geo.compare import Verdict
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.pictures.legend import NONE, WITHHELD, Legend, LegendRow
from het_geo.sentences import headlines
from het_geo.sentences.inside import inside, inside_headline

# One letter an area: its class from 0 up, or why it has none.
LETTERS = {Status.MISSING: "m", Status.SUPPRESSED: "s", Status.HIDDEN: "h",
           Status.LOW_COVERAGE: "l",
           Status.NOT_COMBINED: "n", Status.MUCH_WITHHELD: "w", Status.NOT_SENT: "t",
           Status.NO_NEIGHBOURHOOD: "o"}  # fmt: skip
VERDICTS = {verdict: letter for letter, verdict in zip("bswhln", Verdict)}


def map_values(view: IndicatorView) -> dict[str, Any]:
    """Return what changes on the map with the indicator, level, period or benchmark.

    ``classes`` and ``verdicts`` have one letter an area, ``figures`` and ``limits`` are columns of
    text parted by tabs, all in the order of ``view.table``; ``unit`` ends each figure and limit.
    """
    table = view.table
    unit = view.unit.write.partition("{value}")[2]
    values = map(bounded, *(table[name].to_list() for name in ("value", "least", "most")))
    figures = ["" if pd.isna(v) else headlines.figure(view, v) for v in values]
    limits = [
        words.interval(low, high, view.indicator, view.unit)
        for low, high in zip(table["lower"], table["upper"])
    ]
    return {
        "title": f"Map of {view.place}: {view.indicator.label}, {view.period.label}",
        "figures": "\t".join(text.removesuffix(unit) for text in figures),
        "limits": "\t".join(text.removesuffix(unit) for text in limits) if any(limits) else "",
        "unit": unit,
        "says": view.indicator.says,
        "verdicts": "".join(VERDICTS[Verdict(v)] for v in view.verdicts),
        "phrases": {
            VERDICTS[v]: headlines.against(view, v) for v in Verdict if v != Verdict.NOT_COMPARED
        },
        "why": {letter: status.words for status, letter in LETTERS.items()},
        **painted(view),
    }


def newest_views(pack: Pack, level: Level, compare: str) -> dict[str, IndicatorView]:
    """Return every indicator of a level at its newest period, by label, without ranks."""
    found = {}
    for indicator in pack.catalogue.indicators.values():
        if indicator.id in pack.periods_held and level in levels_of(pack, indicator.id):
            period = newest(pack, indicator.id, level).id
            choice = Choice(indicator.id, level, period, compare)
            found[indicator.label] = indicator_view(pack, choice)
    return found


def bank(
    pack: Pack, views: Mapping[str, IndicatorView], openings: Mapping[str, str]
) -> dict[str, Any]:
    """Return classes, colours, legend and question of each view.

    A browser that holds them repaints its map the moment an indicator is chosen; figures follow
    with :func:`map_values`. ``indicators`` is by label, as lists name them; ``blocks`` gives the
    label of the indicator that each building block opens on (``openings``, by id).
    """
    known = pack.catalogue
    blocks = {known.blocks[b].label: known.indicators[i].label for b, i in openings.items()}
    found = {
        label: {**painted(view), "question": view.indicator.question}
        for label, view in views.items()
    }
    return {"indicators": found, "blocks": blocks}


def headlines_of_area(
    areas: pd.DataFrame, views: Mapping[str, IndicatorView], area: str
) -> dict[str, str]:
    """Return the headline of an area ("" for the whole place) in each view that has it.

    A view that has not says what the areas inside it have, where there are any.
    """
    said = {}
    for label, view in views.items():
        if not area or area in view.table.index:
            said[label] = headlines.headline(view, area)
        elif (found := inside(areas, area, view)) is not None:
            said[label] = inside_headline(view, found)
    return said


def headlines_of_view(view: IndicatorView) -> list[str]:
    """Return the headline of the whole place, then those of all areas in the table's order."""
    return [headlines.headline(view, area) for area in ("", *view.table.index)]


def painted(view: IndicatorView) -> dict[str, Any]:
    """Return what a map needs to be painted: its letters, colours and legend."""
    key, without = legend(view), {NONE: "", WITHHELD: ""}
    classes = [row for row in key.rows if row.fill not in without]
    without |= {row.fill: row.text for row in key.rows if row.fill in without}
    return {
        "classes": letters(view),
        "colours": tuple(row.fill for row in classes),
        "legend": {
            "title": key.title,
            "rows": [row.text for row in classes],
            "counts": [row.count for row in classes],
            "none": without[NONE],
            "withheld": without[WITHHELD],
            "benchmark": key.benchmark,
            "benchmark_class": key.at,
        },
    }


def letters(view: IndicatorView) -> str:
    """Return one letter an area: its class, or why it has none."""
    found = view.table["status"].map({str(s): letter for s, letter in LETTERS.items()})
    found = found.fillna(LETTERS[Status.MISSING]).astype(object)
    of = view.classes.of
    found.loc[of.index] = of.astype(str)
    return "".join(found)


def legend(view: IndicatorView) -> Legend:
    """Return the legend: a row a class with its edges and count, the benchmark's place."""
    edges, value = view.classes.edges, view.chosen.value
    spans = [_span(view, low, high) for low, high in pairwise(edges)]
    alone = len(view.table) == 1  # one figure is no scale: there is nothing to count or to order
    if view.classes.k == 1:
        spans = [f"{headlines.figure(view, edges[0])}{'' if alone else ' everywhere'}"]
    counts = ["" if alone else words.count_of(n, "area", "areas") for n in view.classes.counts]
    colours = shades(view.classes.k, view.indicator.judged_polarity)
    rows = [LegendRow(*row) for row in zip(colours, spans, counts, strict=True)]
    there = "" if pd.isna(value) else f"{view.chosen.name}: {headlines.figure(view, value)}"
    title = view.indicator.label if alone else f"{view.indicator.label} ({_darker(view)})"
    at = _class_of(value, edges)
    return Legend((*rows, *_without_figure(view)), title, benchmark=there, at=at)


def _darker(view: IndicatorView) -> str:
    said = "darker is worse" if view.indicator.judged else "darker is higher"
    return f"{said}, not adjusted for age" if view.indicator.follows_age else said


def _without_figure(view: IndicatorView) -> list[LegendRow]:
    """Return how many areas have no figure, and of how many it is withheld; no row for none."""
    missing = view.table.loc[view.table["value"].isna(), "status"]
    withheld = int(missing.isin([str(Status.SUPPRESSED), str(Status.HIDDEN)]).sum())
    found = (
        LegendRow(NONE, _without(_none(missing), len(missing) - withheld)),
        LegendRow(WITHHELD, _without("Withheld, small numbers", withheld)),
    )
    return [row for row in found if row.text]


def _none(missing: pd.Series) -> str:
    sent = set(missing) - {str(Status.NOT_SENT)}
    return "No figure" if sent or missing.empty else "Not sent"


def _without(why: str, count: int) -> str:
    return f"{why}: {words.count_of(count, 'area', 'areas')}" if count else ""


def _span(view: IndicatorView, low: float, high: float) -> str:
    first, last = headlines.figure(view, low), headlines.figure(view, high)
    return first if first == last else words.interval(low, high, view.indicator, view.unit)


def _class_of(value: float, edges: tuple[float, ...]) -> int:
    """Return the class a value would fall in, or -1 outside them all."""
    for index, (low, high) in enumerate(pairwise(edges)):
        if low <= value <= high:
            return index
    return -1
