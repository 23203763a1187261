"""The strip of a tile: every area as a dot along its figure, the area itself as a ring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from het_geo.atlas.tiles import Tile
from het_geo.classes import INK, QUIET
from het_geo.pictures.scale import scale_of
from het_geo.pictures.svg import Picture, rule, tag

HIGH, MIDDLE = 16.0, 8.0  # points
EDGE = 3.0  # per cent that is left free at each end


def tile_strip(
    values: Sequence[float], own: float | None, beside: float | None, says: str
) -> Picture | None:
    """Return the strip of a figure; ``None`` for fewer than two areas with a value.

    Args:
        values: the figures of the areas beside it, its own not among them.
        own: the area's own figure; ``None`` where it has none or is all of them.
        beside: the figure that an upright line marks, of England; ``None`` for none.
        says: the same in words.
    """
    marked = [value for value in (own, beside) if value is not None]
    if len(values) + (own is not None) < 2:
        return None
    scale = scale_of([*values, *marked], zero=False, left=EDGE, right=100 - EDGE)
    dots = (tag("circle", cx=scale.at(value), cy=MIDDLE, r=2.6) for value in values)
    parts = [
        tag("line", x1="0%", x2="100%", y1=MIDDLE, y2=MIDDLE, stroke="#c9d3db"),
        tag("g", *dots, fill=QUIET, fill_opacity=0.5),
    ]
    if beside is not None:
        parts.append(rule(scale.at(beside), 0, HIGH, stroke_width=1.5))
    if own is not None:
        ring = {"fill": "#ffffff", "stroke": INK, "stroke_width": 2.5}
        parts.append(tag("circle", cx=scale.at(own), cy=MIDDLE, r=4.5, **ring))
    return Picture("".join(parts), HIGH, says)


class Strip(NamedTuple):
    """Where points stand along a strip, in per cent: the areas, England, and the area itself."""

    others: tuple[str, ...]
    beside: str
    own: str


def strip_of(tile: Tile) -> Strip | None:
    """Return where the areas of a tile's level stand; ``None`` for fewer than two with a value."""
    if tile.areas is None or tile.areas.known < 2 or tile.view is None:
        return None
    marked = [value for value in (tile.own, tile.view.chosen.value) if value is not None]
    scale = scale_of([*tile.others, *marked], zero=False, left=EDGE, right=100 - EDGE)

    def at(value: float | None) -> str:
        return "" if value is None or pd.isna(value) else f"{scale.percent(value):.1f}"

    return Strip(tuple(map(at, tile.others)), at(tile.view.chosen.value), at(tile.own))
