"""The map of a view: each area by its class, with the legend that says what the classes are."""

from __future__ import annotations

from collections.abc import Iterable

from het_geo import sentences
from het_geo.geography import Level
from het_geo.map_values import legend, letters
from het_geo.pack import Pack
from het_geo.palette import INK, QUIET, SELECTED, shades
from het_geo.pictures.letters import ANY
from het_geo.pictures.panel import NONE, WITHHELD, Panel, hatches, panel
from het_geo.pictures.svg import WIDTH, Picture, label, tag
from het_geo.views import IndicatorView

HIGH = 560.0  # points
WIDE = 63.0  # per cent of the picture that the map takes; the legend stands right of it
KEY = 66.0
INDENT = 4.5  # per cent: the text beside a swatch
LINE = 19.0
EDGE, RING = "#8b99a5", "#ffffff"


def choropleth(pack: Pack, view: IndicatorView, area: str = "") -> Picture:
    """Return the map of a view with its legend; the chosen area is outlined.

    Neighbourhoods have the outlines of wards over them. Areas without a figure are hatched: one way
    where none is published, another where it is withheld.
    """
    shapes = pack.shapes[view.level]
    colours = shades(view.classes.k, view.indicator.judged_polarity)
    fills = {"s": WITHHELD, **{str(i): colour for i, colour in enumerate(colours)}}
    found = dict(zip(view.table.index, letters(view), strict=True))
    plan = panel(shapes.values(), left=0, wide=WIDE, top=0, high=HIGH)
    paint = {code: fills.get(found.get(code, "m"), NONE) for code in shapes}
    drawn = [plan.filled(shapes, paint, EDGE, 0.7), *_over(pack, view, plan)]
    if area in shapes:
        drawn += [
            plan.shape(shapes[area], "none", RING, 5),
            plan.shape(shapes[area], "none", SELECTED, 3),
        ]
    body = hatches(plan.point) + plan.drawn(*drawn) + _legend(view, colours, fills)
    said = f"Map of {view.place}: {view.indicator.label}, {view.period.label}."
    spread = sentences.spread(view)
    return Picture(body, HIGH, f"{said} {sentences.headline(view, area)} {spread}".strip())


def _over(pack: Pack, view: IndicatorView, plan: Panel) -> list[str]:
    """Return the outlines of wards over smaller areas, and the district's over all."""
    wards: Iterable[dict[str, object]] = ()
    if view.level in (Level.LSOA, Level.MSOA):
        wards = pack.shapes[Level.WARD].values()
    lines = plan.shapes(wards, "none", INK, 1.1)
    return [lines, plan.shape(pack.shapes[Level.DISTRICT][pack.district], "none", INK, 1.6)]


def _legend(view: IndicatorView, colours: tuple[str, ...], fills: dict[str, str]) -> str:
    """Return a row a class with its edges and count; the benchmark stands by its class."""
    says = legend(view)
    head, y = _texts(says["title"], 13.0, KEY, font_weight=700)
    parts = [head]
    for i, (colour, edges, count) in enumerate(zip(colours, says["rows"], says["counts"])):
        row, y = _row(colour, edges, y, count)
        parts.append(row)
        if says["benchmark"] and i == says["benchmark_class"]:
            text, y = _texts(f"◄ {says['benchmark']}", y - 2, KEY + INDENT)
            parts.append(text)
    for fill, text in ((NONE, says["none"]), (fills["s"], says["withheld"])):
        if text:
            row, y = _row(fill, text, y)
            parts.append(row)
    if says["benchmark"] and says["benchmark_class"] < 0:
        text, y = _texts(f"{says['benchmark']}, outside these classes", y, KEY)
        parts.append(text)
    notes = "↑ North is up." + (
        " Dark lines: wards." if view.level in (Level.LSOA, Level.MSOA) else ""
    )
    return "".join(parts) + _texts(notes, y + 10, KEY, fill=QUIET)[0]


def _row(fill: str, text: str, top: float, count: str = "") -> tuple[str, float]:
    """Return a swatch with its text, its count at the right edge, and where the next row begins."""
    style: dict[str, object] = {"fill": fill, "stroke": INK, "stroke_width": 1}
    swatch = tag("rect", x=f"{KEY}%", y=top, width=WIDTH * 0.032, height=16, **style)
    texts, end = _texts(text, top, KEY + INDENT, beside=count)
    counted = label(count, "100%", top + 14, text_anchor="end") if count else ""
    return swatch + texts + counted, end


def _texts(
    text: str, top: float, left: float, beside: str = "", **style: object
) -> tuple[str, float]:
    """Return lines from ``left`` (per cent) to the edge or a text ``beside`` them, and their end.

    The end is where what stands below them may begin.
    """
    room = WIDTH * (100 - left) / 100 - (ANY.room(f"  {beside}") if beside else 0)
    lines = ANY.wrapped(text, room, bold=style.get("font_weight") == 700)
    drawn = (
        label(line, f"{left:g}%", top + 14 + LINE * i, **style) for i, line in enumerate(lines)
    )
    return "".join(drawn), top + LINE * len(lines) + 5
