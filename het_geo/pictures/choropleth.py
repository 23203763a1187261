"""The map of a view: each area by its class, with the legend that says what the classes are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from het_geo.atlas.change_view import ChangeView
from het_geo.atlas.views import IndicatorView
from het_geo.classes import INK, SELECTED
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.pictures.change_values import change_legend, colour
from het_geo.pictures.legend import CHANCE, NONE, WITHHELD, Legend
from het_geo.pictures.map_values import legend, letters
from het_geo.pictures.names import names_over
from het_geo.pictures.panel import Panel, hatches, panel
from het_geo.pictures.svg import ANY, FILE, Picture
from het_geo.sentences import headlines, notes
from het_geo.sentences.change_view import change_headline
from het_geo.trends.change import Sureness

HIGH = 560.0  # points
WIDE = 63.0  # per cent of the picture that the map takes; the legend stands right of it
KEY = 66.0
FITS = (9.0, 12.0)  # points: the smallest and the largest letters of a name on the map
EDGE, RING = "#8b99a5", "#ffffff"
WITH_WARDS = (Level.LSOA, Level.MSOA, Level.OWN)  # over which wards are outlined


def choropleth(pack: Pack, view: IndicatorView, area: str = "") -> Picture:
    """Return the map of a view with its legend; the chosen area is outlined.

    Neighbourhoods have the outlines of wards over them. Areas without a figure are hatched: one way
    where none is published, another where it is withheld.
    """
    shapes = pack.shapes[view.level]
    key = legend(view)
    fills = {"s": WITHHELD, "h": WITHHELD, **{str(i): row.fill for i, row in enumerate(key.rows)}}
    found = dict(zip(view.table.index, letters(view), strict=True))
    paint = {code: fills.get(found.get(code, "m"), NONE) for code in shapes}
    said = f"Map of {view.place}: {view.indicator.label}, {view.period.label}."
    spread = notes.spread(view)
    says = f"{said} {headlines.headline(view, area)} {spread}".strip()
    return _drawn(pack, view, area, _Paint(paint, key, says))


def change_choropleth(pack: Pack, found: ChangeView, area: str = "") -> Picture:
    """Return the map of a change with its legend; what may be chance is hatched over its colour."""
    view = found.view
    shapes, key = pack.shapes[view.level], change_legend(found)
    fills = {code: colour(found, found.side(code)) for code in found.changes}
    paint = {code: fills.get(code, NONE) for code in shapes}
    chance = tuple(code for code in found.of(Sureness.CHANCE) if code in shapes)
    says = f"Map of {view.place}. {change_headline(pack, found, area)}"
    return _drawn(pack, view, area, _Paint(paint, key, says, chance))


@dataclass(frozen=True)
class _Paint:
    """How a map is painted: the fill of each area, the legend, words, what is hatched over."""

    fills: dict[str, str]
    key: Legend
    says: str
    hatched: tuple[str, ...] = ()


def _drawn(pack: Pack, view: IndicatorView, area: str, paint: _Paint) -> Picture:
    shapes = pack.shapes[view.level]
    plan = panel(shapes.values(), left=0, wide=WIDE, top=0, high=HIGH)
    chance = plan.shapes([shapes[code] for code in paint.hatched], CHANCE, "none", 0)
    drawn = [plan.filled(shapes, paint.fills, EDGE, 0.7), *_over(pack, view, plan)]
    drawn[1:1] = [chance] if paint.hatched else []
    if area in shapes:
        drawn += [
            plan.shape(shapes[area], "none", RING, 5),
            plan.shape(shapes[area], "none", SELECTED, 3),
        ]
    drawn += [plan.written(name, FITS) for name in names_over(pack, view.level, plan.fit, ANY)]
    wards = " Dark lines: wards." if view.level in WITH_WARDS else ""
    key = replace(paint.key, notes=(*paint.key.notes, f"↑ North is up.{wards}"))
    told, _ = key.drawn(KEY, 100 - KEY, 0.0, FILE)
    return Picture(hatches(plan.point) + plan.drawn(*drawn) + told, HIGH, paint.says)


def _over(pack: Pack, view: IndicatorView, plan: Panel) -> list[str]:
    """Return the outlines of wards over smaller areas, and the district's over all."""
    wards: Iterable[dict[str, object]] = ()
    if view.level in WITH_WARDS:
        wards = pack.shapes[Level.WARD].values()
    lines = plan.shapes(wards, "none", INK, 1.1)
    return [lines, plan.shape(pack.shapes[Level.DISTRICT][pack.district], "none", INK, 1.6)]
