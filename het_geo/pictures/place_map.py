"""Where an area lies in its place: a small map without names, for a page that has no script yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.pictures.panel import panel


class Inks(NamedTuple):
    """The colours of a small map: of the ground, the area, the wards' lines, the place's edge."""

    ground: str
    own: str
    line: str
    edge: str


# Tones that stand out on light and on dark paper: an image knows no theme of the page around it.
ON_A_PAGE = Inks("none", "#1787a6", "#8796a3", "#75848f")
HIGH = 150.0  # points


def place_body(  # noqa: PLR0917 - a place, what is filled in it, a size, its colours
    pack: Pack, level: Level, codes: Sequence[str], across: float, high: float, inks: Inks
) -> str:
    """Return a map of the place's wards with some areas of a level filled, as parts of an SVG."""
    own = [pack.shapes[level][code] for code in codes]
    district = pack.shapes[Level.DISTRICT][pack.district]
    plan = panel([district], left=0, wide=100, top=2, high=high - 4, across=across)
    return plan.drawn(
        plan.shape(district, inks.ground, "none", 0),
        plan.shapes(own, inks.own, inks.own, 0.8),
        plan.shapes(pack.shapes[Level.WARD].values(), "none", inks.line, 0.8),
        plan.shape(district, "none", inks.edge, 1.4),
    )


def shaded_body(  # noqa: PLR0917 - a place, what is coloured and outlined, a size, its colours
    pack: Pack,
    level: Level,
    fills: Mapping[str, str],
    own: tuple[Level, Sequence[str]],
    across: float,
    high: float,
    inks: Inks,
) -> str:
    """Return a map of areas in colours by code, and some areas of a level outlined."""
    district = pack.shapes[Level.DISTRICT][pack.district]
    plan = panel([district], left=0, wide=100, top=2, high=high - 4, across=across)
    areas = {code: area for code, area in pack.shapes[level].items() if code in fills}
    outlined = [pack.shapes[own[0]][code] for code in own[1]]
    return plan.drawn(
        plan.shape(district, inks.ground, "none", 0),
        plan.filled(areas, fills, inks.line, 0.4),
        plan.shapes(pack.shapes[Level.WARD].values(), "none", inks.line, 0.8),
        plan.shape(district, "none", inks.edge, 1.4),
        plan.shapes(outlined, "none", inks.own, 2.4) if outlined else "",
    )


def place_map(pack: Pack, area: str = "", across: float = 220.0, high: float = HIGH) -> str:
    """Return the small map with an area filled, or none, as an SVG file ``across`` points wide."""
    level = Level(str(pack.areas.loc[area, "level"])) if area else Level.WARD
    body = place_body(pack, level, [area] if area else [], across, high, ON_A_PAGE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across:g}" height="{high:g}" '
        f'viewBox="0 0 {across:g} {high:g}">{body}</svg>'
    )
