"""Numbered dots on a map of a place's wards: where something is, as near as its area says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.pictures.panel import panel
from het_geo.pictures.svg import Picture

GROUND, LINE, EDGE = "#f3f6f8", "#c9d3db", "#8b99a5"
HIGH = 340.0  # points


class MapDot(NamedTuple):
    """A dot: its number, and the level and code of the area in whose middle it stands."""

    number: int
    level: Level
    code: str


def dots_picture(pack: Pack, dots: Sequence[MapDot], says: str, high: float = HIGH) -> Picture:
    """Return the place's wards with a numbered dot in the middle of each area; ``says`` in words.

    The middle is that of the largest circle that the area holds, so it never lies outside it.
    """
    district = pack.shapes[Level.DISTRICT][pack.district]
    plan = panel([district], left=0, wide=100, top=2, high=high - 4)
    # The largest areas first, so that the dot of a part is not under that of its ward.
    order = sorted(dots, key=lambda dot: dot.level == Level.LSOA)
    body = plan.drawn(
        plan.shape(district, GROUND, "none", 0),
        plan.shapes(pack.shapes[Level.WARD].values(), "none", LINE, 1),
        plan.shape(district, "none", EDGE, 1.6),
        *(plan.dot(pack.shapes[dot.level][dot.code], str(dot.number)) for dot in order),
    )
    return Picture(body, high, says)
