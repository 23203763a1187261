"""What a map of change is painted with: colours that diverge around no change, and its legend."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from het_geo import words
from het_geo.atlas.change_view import SIDE, ChangeView
from het_geo.pictures.legend import CHANCE, NONE, Legend, LegendRow
from het_geo.sentences.change_view import change_notes, change_title, step_said, unknown_said
from het_geo.trends.change import Sureness

# ColorBrewer PuOr (Cynthia Brewer, Apache 2.0): orange on the worse side, purple on the better.
WORSE_SIDE = ("#fee0b6", "#f1a340", "#b35806")  # from a small change up
BETTER_SIDE = ("#d8daeb", "#998ec3", "#542788")
ALIKE = "#f7f7f7"
_SHADES = {1: (1,), 2: (0, 2), 3: (0, 1, 2)}  # which of a side's, by how many classes there are


def colour(found: ChangeView, side: int) -> str:
    """Return the colour of a class of :meth:`ChangeView.side`: orange is worse (or higher)."""
    if side == 0:
        return ALIKE
    worse = side * (found.view.indicator.judged_polarity or -1) < 0
    shade = _SHADES[min(max(found.classes.k, 1), SIDE)][abs(side) - 1]
    return (WORSE_SIDE if worse else BETTER_SIDE)[shade]


def sides(found: ChangeView) -> list[int]:
    """Return the classes that areas are in, from the largest rise to the largest fall."""
    return sorted({found.side(code) for code in found.changes}, reverse=True)


def change_legend(found: ChangeView) -> Legend:
    """Return the legend: a row a class, what is hatched, and what is to be known of all."""
    rows = []
    for side in sides(found):
        count = sum(found.side(code) == side for code in found.changes)
        said = words.count_of(count, "area", "areas") if len(found.view.table) > 1 else ""
        rows.append(LegendRow(colour(found, side), _span(found, side), said))
    if chance := len(found.of(Sureness.CHANCE)):
        many = words.count_of(chance, "area", "areas")
        rows.append(LegendRow(CHANCE, f"Hatched over: may be chance, {many}"))
    if found.why:
        none = words.count_of(len(found.why), "area", "areas")
        rows.append(LegendRow(NONE, f"No change to tell: {none}"))
    title = f"{change_title(found)} ({_which(found)})"
    return Legend(tuple(rows), title, tuple(change_notes(found)))


def _which(found: ChangeView) -> str:
    judged = bool(found.view.indicator.judged_polarity)
    return f"orange is {'worse' if judged else 'higher'}, purple {'better' if judged else 'lower'}"


def _span(found: ChangeView, side: int) -> str:
    """Return how much higher or lower the areas of a class are than they were."""
    own, unit = found.view.indicator, found.view.unit
    if side == 0:
        return "as it was"
    edges = list(pairwise(found.classes.edges))
    low, high = (words.rounded(end, own.decimals) for end in edges[abs(side) - 1])
    last = words.distance(high, own, unit)
    first = words.distance(low, own, unit)
    if unit.difference.startswith("{value} "):  # the unit once
        first = words.number(low, own.decimals)
    return f"{last if low == high else f'{first} to {last}'} {unit.more if side > 0 else unit.less}"


def change_values(found: ChangeView) -> dict[str, Any]:
    """Return what a map of change is sent; see :func:`het_geo.pictures.map_values.map_values`.

    ``chance`` has one letter an area: "c" for one whose change may be chance.
    """
    order, codes = sides(found), list(found.view.table.index)
    chance, key = set(found.of(Sureness.CHANCE)), change_legend(found)
    classes = [row for row in key.rows if row.fill not in (CHANCE, NONE)]
    by_fill = {row.fill: row.text for row in key.rows}
    place = {side: str(i) for i, side in enumerate(order)}
    return {
        "title": f"Map of {found.view.place}: {change_title(found)}",
        "classes": "".join("m" if c in found.why else place[found.side(c)] for c in codes),
        "chance": "".join("c" if c in chance else "-" for c in codes),
        "figures": "\t".join(step_said(found, c) for c in codes),
        "limits": "",
        "unit": "",
        "says": "{value}",
        "verdicts": "n" * len(codes),
        "phrases": {},
        "why": {},
        "colours": tuple(row.fill for row in classes),
        "legend": {
            "title": key.title,
            "rows": [row.text for row in classes],
            "counts": [row.count for row in classes],
            "chance": by_fill.get(CHANCE, ""),
            "none": by_fill.get(NONE, ""),
            "withheld": "",
            "benchmark": "",
            "benchmark_class": -1,
            "note": unknown_said(found),
        },
    }
