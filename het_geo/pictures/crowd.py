"""Very many areas by two figures: how many lie where, and those of one place as points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from het_geo.classes import INK, POINT
from het_geo.inputs import Floats
from het_geo.pictures.scale import Scale, scale_of
from het_geo.pictures.scatter import (
    LEFT,
    NARROW_LEFT,
    PLOT,
    RIGHT,
    ScatterPoint,
    at,
    cross,
    framed,
    legend,
    mark_of,
)
from het_geo.pictures.svg import PAPER, Form, Picture, tag

ACROSS, UP = 56, 40  # squares
BEYOND = 0.25  # per cent at each end of a figure: what few lie so far out is not drawn
# From how many areas on a square is painted how strongly.
STEPS = ((1, 0.12), (5, 0.28), (20, 0.46), (75, 0.68), (250, 0.95))
OWN_RADIUS = 2.6


@dataclass(frozen=True, eq=False)
class Crowd:
    """Areas by two figures: the axes' titles, all of them, and the points that are drawn singly.

    ``own`` are the place's, of which those with a mark are chosen; ``all_called`` and
    ``own_called`` are what both are called in the key.
    """

    across: str
    up: str
    x: Floats
    y: Floats
    own: tuple[ScatterPoint, ...]
    england: ScatterPoint | None
    all_called: str
    own_called: str
    says: str


def reach_of(values: Floats, own: Floats) -> tuple[float, float]:
    """Return from where to where an axis goes: nearly all of the values, and all of one's own."""
    ends = np.percentile(values, [BEYOND, 100 - BEYOND])
    every = np.append(ends, own)
    return float(every.min()), float(every.max())


def drawn_out(drawn: Crowd) -> int:
    """Return how many areas lie beyond the drawing."""
    x, y = reaches(drawn)
    inside = (drawn.x >= x[0]) & (drawn.x <= x[1]) & (drawn.y >= y[0]) & (drawn.y <= y[1])
    return int((~inside).sum())


def reaches(drawn: Crowd) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the ends of both axes."""
    points = [*drawn.own, *([drawn.england] if drawn.england else [])]
    own = np.array([(point.x, point.y) for point in points]).reshape(-1, 2)
    return reach_of(drawn.x, own[:, 0]), reach_of(drawn.y, own[:, 1])


def crowd_picture(drawn: Crowd, form: Form = PAPER) -> Picture:
    """Return the areas as squares, the stronger the more lie there, and one's own as points."""
    (west, east), (low, high) = reaches(drawn)
    left = NARROW_LEFT if form.narrow else LEFT
    across = scale_of((west, east), zero=False, left=left, right=RIGHT)
    up = scale_of((low, high), zero=False, left=PLOT, right=0)
    shapes = [(drawn.all_called, _square()), *_named(drawn)]
    key, y = legend(shapes, form)

    def body(top: float) -> str:
        singly = "".join(_points(drawn, across, up, top))
        return _squares(drawn, across, up, top) + singly

    return framed(body, (drawn.across, drawn.up, drawn.says), (across, up), (key, y), form)


def _named(drawn: Crowd) -> Iterator[tuple[str, str]]:
    """Yield what stands in the key for the points that are drawn singly."""
    chosen = sorted((p for p in drawn.own if p.mark >= 0), key=lambda p: p.mark)
    yield from ((point.name, mark_of(point.mark)) for point in chosen)
    if any(point.mark < 0 for point in drawn.own):
        yield drawn.own_called, _dot()
    if drawn.england:
        yield drawn.england.name, cross()


def _square() -> str:
    return tag("rect", x=-5, y=-5, width=10, height=10, fill=POINT, fill_opacity=STEPS[2][1])


def _dot(**place: object) -> str:
    return tag("circle", r=OWN_RADIUS, fill=INK, **place)


def _squares(drawn: Crowd, across: Scale, up: Scale, top: float) -> str:
    """Return a square for each part of the drawing where areas lie, one group for each strength."""
    ends = ((across.low, across.high), (up.low, up.high))
    counts, x, y = np.histogram2d(drawn.x, drawn.y, bins=(ACROSS, UP), range=ends)
    wide = (across.right - across.left) / ACROSS
    tall = PLOT / UP
    parts = []
    for step, (least, strength) in enumerate(STEPS):
        most = STEPS[step + 1][0] if step + 1 < len(STEPS) else np.inf
        cells = np.argwhere((counts >= least) & (counts < most))
        squares = "".join(
            tag(
                "rect",
                x=across.at(x[i]),
                y=round(top + up.percent(y[j + 1]), 2),
                width=f"{wide:.4g}%",
                height=round(tall, 2),
            )
            for i, j in cells
        )
        if squares:
            parts.append(tag("g", squares, fill=POINT, fill_opacity=strength))
    return "".join(parts)


def _points(drawn: Crowd, across: Scale, up: Scale, top: float) -> Iterator[str]:
    plain = (p for p in drawn.own if p.mark < 0)
    dots = "".join(_dot(cx=across.at(p.x), cy=round(top + up.percent(p.y), 2)) for p in plain)
    if dots:
        yield tag("g", dots, stroke="#ffffff", stroke_width=0.5)
    chosen = [(p, mark_of(p.mark)) for p in drawn.own if p.mark >= 0]
    england = [(drawn.england, cross())] if drawn.england else []
    for point, shape in (*england, *chosen):
        yield at(shape, across.at(point.x), top + up.percent(point.y))
