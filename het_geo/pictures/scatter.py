"""Areas by two figures: each a point, those that are chosen with their names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from het_geo.classes import INK, POINT, QUIET
from het_geo.pictures.dots import MARKS
from het_geo.pictures.plot import levels
from het_geo.pictures.scale import Scale, round_values, scale_of, written
from het_geo.pictures.svg import PAPER, Form, Picture, axis, tag

PLOT = 320.0  # points: the height of the drawing itself
LEFT, RIGHT = 11.0, 97.0
NARROW_LEFT = 18.0
RADIUS = 4.5
EDGE = 12.0  # points between the ends of an axis and the nearest mark
CROSS = "M-6 0H6M0-6V6"


@dataclass(frozen=True)
class ScatterPoint:
    """An area, or England, by two figures; ``mark`` is its place among those chosen, or −1."""

    name: str
    x: float
    y: float
    mark: int = -1


@dataclass(frozen=True)
class Scatter:
    """Areas by two figures: the axes' titles with their units, the points, England where it is."""

    across: str
    up: str
    points: tuple[ScatterPoint, ...]
    england: ScatterPoint | None
    others: str
    says: str


def scatter_picture(drawn: Scatter, form: Form = PAPER) -> Picture:
    """Return the areas as points, the chosen ones as shapes that the words above name."""
    left = NARROW_LEFT if form.narrow else LEFT
    every = [*drawn.points, *([drawn.england] if drawn.england else [])]
    across = scale_of((p.x for p in every), zero=False, left=left + 2, right=RIGHT - 1)
    up = scale_of((p.y for p in every), zero=False, left=PLOT - EDGE, right=EDGE)

    def body(top: float) -> str:
        return _points(drawn, across, up, top)

    says = (drawn.across, drawn.up, drawn.says)
    return framed(body, says, (across, up), legend(_shapes(drawn), form), form)


def framed(
    body: Callable[[float], str],
    says: tuple[str, str, str],
    scales: tuple[Scale, Scale],
    key: tuple[str, float],
    form: Form,
) -> Picture:
    """Return what ``body`` draws from a height on, with its key above it and its axes around it.

    ``says`` are the titles of both axes, and what the picture says; ``key`` is drawn, with its end.
    """
    across, up = scales
    title, top = form.lines(f"↑ {says[1]}", 0, 100, key[1] + 4, fill=QUIET)
    top += 6
    ticks = across.ticks(4 if form.narrow else 7)
    numbers = [(across.at(tick), text) for tick, text in zip(ticks, written(ticks), strict=True)]
    below, end = form.lines(f"{says[0]} →", 0, 100, top + PLOT + 28, fill=QUIET)
    left = NARROW_LEFT if form.narrow else LEFT
    drawn = key[0] + title + _levels(up, left, top) + body(top) + axis(numbers, top + PLOT, "")
    return Picture(drawn + below, end + 6, says[2])


def _shapes(drawn: Scatter) -> list[tuple[str, str]]:
    """Return the name and shape of each area that is chosen, then of all others and England."""
    chosen = sorted((p for p in drawn.points if p.mark >= 0), key=lambda p: p.mark)
    rows = [(p.name, mark_of(p.mark)) for p in chosen]
    rows.append((drawn.others, tag("circle", r=RADIUS, fill=POINT)))
    if drawn.england:
        rows.append((drawn.england.name, cross()))
    return rows


def legend(shapes: Sequence[tuple[str, str]], form: Form) -> tuple[str, float]:
    """Return a key, a line for each name with its shape before it, and where it ends."""
    parts, y = [], 0.0
    for name, shape in shapes:
        parts.append(at(shape, "8", y + 10))
        lines, y = form.lines(name, 0, 100, y, indent=22)
        parts.append(lines)
    return "".join(parts), y


def mark_of(place: int) -> str:
    """Return the shape of an area by its place among those chosen."""
    shape, colour = MARKS[place]
    return tag("path", d=shape, fill=colour, stroke="#ffffff", stroke_width=1)


def cross() -> str:
    """Return the shape of England."""
    return tag("path", d=CROSS, fill="none", stroke=INK, stroke_width=2.5)


def at(shape: str, x: str, y: float) -> str:
    """Return a shape at a place."""
    return tag("svg", shape, x=x, y=y, overflow="visible")


def _levels(up: Scale, left: float, top: float) -> str:
    """Return a thin line at each round value, and the value left of it."""
    return levels(round_values(up.low, up.high, 6), lambda y: top + up.percent(y), left, RIGHT, 1)


def _points(drawn: Scatter, across: Scale, up: Scale, top: float) -> str:
    """Return the points, those that are chosen last, above all others."""

    def place(point: ScatterPoint, shape: str) -> str:
        return at(shape, across.at(point.x), top + up.percent(point.y))

    def plain(points: Sequence[ScatterPoint]) -> str:
        return "".join(
            tag("circle", cx=across.at(p.x), cy=top + up.percent(p.y), r=RADIUS) for p in points
        )

    others = [p for p in drawn.points if p.mark < 0]
    chosen = "".join(place(p, mark_of(p.mark)) for p in drawn.points if p.mark >= 0)
    dots = tag("g", plain(others), fill=POINT, stroke="#ffffff", stroke_width=0.75)
    return dots + (place(drawn.england, cross()) if drawn.england else "") + chosen
