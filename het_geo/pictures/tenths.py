"""A district's tenths with their limits and their slope, and England's tenths beside them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from het_geo.atlas.tenths import DistrictTenths, TenthsView
from het_geo.classes import INK, POINT, QUIET, SELECTED
from het_geo.pack.tenths_table import TENTHS
from het_geo.pictures.plot import dotted, stroked
from het_geo.pictures.scale import LINE, Scale, scale_of, written
from het_geo.pictures.svg import FONT, TELEPHONE, WIDTH, Picture, axis, label, stretched, tag
from het_geo.sentences.tenths import tenths_sentence, title_of
from het_geo.words import capital

STEP = 26.0  # points from tenth to tenth
LEFT, RIGHT = 12.0, 93.0
MARK = 34.0  # points that a mark of the key has


def tenths_picture(found: DistrictTenths) -> Picture:
    """Return the ten tenths, the most deprived first, each with its limits.

    The line is the slope along all of them; rings are England's own tenths. A district whose tenths
    are not all known has its known ones and no line. It has room on a telephone.
    """
    own, england = found.own, found.england
    tables = [view.table for view in (own, england)]
    every = [number for table in tables for name in _DRAWN for number in table[name]]
    scale = scale_of(every, zero=False, left=LEFT, right=RIGHT)
    key, end = _key(own, england)
    first = label(MOST, "0%", end + LINE, fill=QUIET)
    top = end + LINE + 6
    bottom = top + STEP * TENTHS
    last = label(LEAST, "0%", bottom + LINE - 4, fill=QUIET)
    ticks = scale.ticks(5)
    numbers = [(scale.at(tick), text) for tick, text in zip(ticks, written(ticks))]
    parts = _rings(england, scale) + _line(own, scale) + _points(own, scale)
    body = (
        key
        + first
        + stretched(parts, LEFT, RIGHT, top, STEP * TENTHS)
        + _names(top)
        + last
        + axis(numbers, bottom + LINE + 4, f"{own.indicator.label} ({own.unit.id})")
    )
    return Picture(body, bottom + LINE + 56, f"{title_of(own)}. {tenths_sentence(found)}")


MOST = "Most deprived tenth of neighbourhoods"
LEAST = "Least deprived tenth of neighbourhoods"
_DRAWN = ("value", "lower", "upper")


def _x(scale: Scale, value: float) -> str:
    """Return where a value stands in units of the stretched drawing."""
    return f"{(scale.percent(value) - LEFT) * WIDTH / 100:.4g}"


def _y(tenth: float) -> str:
    return f"{STEP * (tenth - 0.5):g}"


def _dashed(path: str) -> str:
    return stroked(path, SELECTED, 2, stroke_dasharray="6 4", stroke_linecap="round")


def _points(found: TenthsView, scale: Scale) -> str:
    known = found.table[found.table["value"].notna()]
    rows = list(known[list(_DRAWN)].itertuples(name=None))
    limits = [f"M{_x(scale, low)} {_y(t)}H{_x(scale, high)}" for t, _, low, high in rows]
    points = [f"M{_x(scale, value)} {_y(t)}h0" for t, value, _, _ in rows]
    return dotted("".join(limits), POINT, 3) + dotted("".join(points), POINT, 10)


def _rings(found: TenthsView, scale: Scale) -> str:
    known = found.table["value"].dropna()
    points = "".join(f"M{_x(scale, value)} {_y(tenth)}h0" for tenth, value in known.items())
    return dotted(points, QUIET, 12) + dotted(points, "#ffffff", 8)


def _line(found: TenthsView, scale: Scale) -> str:
    """Return the fitted line at the middle of each tenth's people."""
    slope = found.slope
    if slope is None or slope.intercept is None or slope.end is None:
        return ""
    share = found.table["people"] / found.table["people"].sum()
    middle = np.cumsum(share) - share / 2
    fitted = pd.Series(slope.intercept + (slope.end - slope.intercept) * middle)
    path = "L".join(f"{_x(scale, value)} {_y(tenth)}" for tenth, value in fitted.items())
    return _dashed(f"M{path}")


def _names(top: float) -> str:
    texts = [
        tag("text", str(tenth), x=f"{LEFT - 1.5:g}%", y=top + STEP * (tenth - 0.5) + 5)
        for tenth in range(1, TENTHS + 1)
    ]
    return tag("g", *texts, text_anchor="end", font_size=FONT, fill=INK)


def _key(own: TenthsView, england: TenthsView) -> tuple[str, float]:
    """Return what bar, ring and line are, a row each, and where the key ends."""
    rows = [
        (_bar, f"{capital(own.name)}’s tenths, with their margins"),
        (_ring, f"{england.name}’s tenths"),
    ]
    rows += [(_dashes, f"The slope along {own.name}’s")] if own.slope else []
    parts, y = [], 0.0
    for mark, text in rows:
        drawn, end = TELEPHONE.lines(text, 0, 100, y, indent=MARK)
        parts += [mark(y + LINE / 2), drawn]
        y = end + 2
    return "".join(parts), y


def _bar(y: float) -> str:
    return dotted(f"M2 {y}H26", POINT, 3) + dotted(f"M14 {y}h0", POINT, 10)


def _ring(y: float) -> str:
    return dotted(f"M14 {y}h0", QUIET, 12) + dotted(f"M14 {y}h0", "#ffffff", 8)


def _dashes(y: float) -> str:
    return _dashed(f"M0 {y}H28")
