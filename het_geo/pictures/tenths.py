"""A district's tenths with their limits and their slope, and England's tenths beside them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from het_geo.atlas.tenths import DistrictTenths, TenthsView
from het_geo.classes import INK, POINT, QUIET, SELECTED
from het_geo.pack.tenths_table import TENTHS
from het_geo.pictures.scale import LINE, Scale, scale_of, written
from het_geo.pictures.svg import FONT, WIDTH, Picture, axis, stretched, tag, words
from het_geo.sentences.tenths import ENDS, tenths_sentence, title_of
from het_geo.words import capital

STEP = 26.0  # points from tenth to tenth
LEFT, RIGHT = 22.0, 98.0
TOP = 2 * LINE + 10


def tenths_picture(found: DistrictTenths) -> Picture:
    """Return the ten tenths, the most deprived first, each with its limits.

    The line is the slope along all of them; rings are England's own tenths. A district whose tenths
    are not all known has its known ones and no line.
    """
    own, england = found.own, found.england
    tables = [view.table for view in (own, england)]
    every = [number for table in tables for name in _DRAWN for number in table[name]]
    scale = scale_of(every, zero=False, left=LEFT, right=RIGHT)
    bottom = TOP + STEP * TENTHS
    ticks = scale.ticks(7)
    numbers = [(scale.at(tick), text) for tick, text in zip(ticks, written(ticks))]
    parts = _rings(england, scale) + _line(own, scale) + _points(own, scale)
    body = (
        _key(own, england)
        + stretched(parts, LEFT, RIGHT, TOP, STEP * TENTHS)
        + _names()
        + axis(numbers, bottom + 2, f"{own.indicator.label} ({own.unit.id})")
    )
    return Picture(body, bottom + 54, f"{title_of(own)}. {tenths_sentence(found)}")


_DRAWN = ("value", "lower", "upper")


def _x(scale: Scale, value: float) -> str:
    """Return where a value stands in units of the stretched drawing."""
    return f"{(scale.percent(value) - LEFT) * WIDTH / 100:.4g}"


def _y(tenth: float) -> str:
    return f"{STEP * (tenth - 0.5):g}"


def _stroke(parts: list[str], colour: str, width: float, **style: object) -> str:
    if not parts:
        return ""
    return tag(
        "path",
        d="".join(parts),
        stroke=colour,
        stroke_width=width,
        stroke_linecap="round",
        fill="none",
        vector_effect="non-scaling-stroke",
        **style,
    )


def _points(found: TenthsView, scale: Scale) -> str:
    known = found.table[found.table["value"].notna()]
    rows = list(known[list(_DRAWN)].itertuples(name=None))
    limits = [f"M{_x(scale, low)} {_y(t)}H{_x(scale, high)}" for t, _, low, high in rows]
    points = [f"M{_x(scale, value)} {_y(t)}h0" for t, value, _, _ in rows]
    return _stroke(limits, POINT, 3) + _stroke(points, POINT, 10)


def _rings(found: TenthsView, scale: Scale) -> str:
    known = found.table["value"].dropna()
    points = [f"M{_x(scale, value)} {_y(tenth)}h0" for tenth, value in known.items()]
    return _stroke(points, QUIET, 12) + _stroke(points, "#ffffff", 8)


def _line(found: TenthsView, scale: Scale) -> str:
    """Return the fitted line at the middle of each tenth's people."""
    slope = found.slope
    if slope is None or slope.intercept is None or slope.end is None:
        return ""
    share = found.table["people"] / found.table["people"].sum()
    middle = np.cumsum(share) - share / 2
    fitted = pd.Series(slope.intercept + (slope.end - slope.intercept) * middle)
    path = "L".join(f"{_x(scale, value)} {_y(tenth)}" for tenth, value in fitted.items())
    return _stroke([f"M{path}"], SELECTED, 2, stroke_dasharray="6 4")


def _names() -> str:
    texts = [
        tag("text", words(ENDS.get(tenth, str(tenth))), x=f"{LEFT - 1.5:g}%", y=_middle(tenth) + 5)
        for tenth in range(1, TENTHS + 1)
    ]
    return tag("g", *texts, text_anchor="end", font_size=FONT, fill=INK)


def _middle(tenth: int) -> float:
    return TOP + STEP * (tenth - 0.5)


def _key(own: TenthsView, england: TenthsView) -> str:
    """Return what point, line and ring are, in two lines above the drawing."""
    first = f"Points with their margins: {own.name}’s own tenths of neighbourhoods"
    first += "; broken line: the slope along them." if own.slope else "."
    second = f"Rings: the tenths of all of {england.name}’s neighbourhoods."
    lines = ((capital(first), LINE - 4), (second, 2 * LINE - 4))
    return "".join(
        tag("text", words(text), x="0%", y=y, font_size=FONT, fill=INK) for text, y in lines
    )
