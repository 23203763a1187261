"""A measure over time: its figures with their limits, the path to its target, and England beside.

Lines end where figures cannot be compared with the newest; those before are drawn quiet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import NamedTuple

from het_geo.classes import INK, QUIET, SELECTED
from het_geo.pictures.plot import dotted, levels, stroked
from het_geo.pictures.scale import Scale, round_values, scale_of
from het_geo.pictures.svg import WIDTH, Picture, axis, label, stretched, tag

PLOT, ON_PAPER, TOP = 190.0, 120.0, 34.0  # points: how high the drawing itself is; where it begins
LEFT, RIGHT = 8.0, 94.0
AIMED = "#8a4b00"  # the path and its target
MOST_NAMES = 6  # periods whose names have room on the axis


class CoursePoint(NamedTuple):
    """A figure with its limits: its day, its period on the axis, whether it can be compared."""

    day: date
    short: str
    value: float
    lower: float
    upper: float
    held: bool


@dataclass(frozen=True)
class CourseDrawn:
    """What is drawn: the measure's points, England's, the baseline's day, and the target.

    ``says`` is what the picture shows, in words; ``write`` writes a value with its unit. ``high``
    is how high the drawing itself is, in points, without its legend and its axis.
    """

    own: tuple[CoursePoint, ...]
    beside: tuple[CoursePoint, ...]
    base: CoursePoint | None
    target: tuple[date, float] | None
    names: tuple[str, str]
    says: str
    write: Callable[[float], str]
    zero: bool = False
    high: float = PLOT


class _Plot(NamedTuple):
    """The two scales of a drawing."""

    across: Scale
    up: Scale
    high: float

    def at(self, day: date, value: float) -> str:
        """Return a point inside the stretched band."""
        x = (self.across.percent(day.toordinal()) - LEFT) * WIDTH / 100
        return f"{x:.5g} {self.high * (1 - self.up.percent(value) / 100):.5g}"


def course_picture(drawn: CourseDrawn) -> Picture:
    """Return the drawing of a measure over time."""
    plot = _plot(drawn)
    bands = (
        _path(drawn, plot)
        + _parts(drawn.beside, plot, INK, "7 4")
        + _parts(drawn.own, plot, SELECTED, "")
    )
    body = (
        _legend(drawn)
        + _levels(plot)
        + stretched(bands, LEFT, RIGHT, TOP, drawn.high)
        + _target(drawn, plot)
        + axis(_periods(drawn, plot.across), TOP + drawn.high + 2, "")
    )
    return Picture(body, TOP + drawn.high + 34, drawn.says)


def _plot(drawn: CourseDrawn) -> _Plot:
    points = [*drawn.own, *drawn.beside]
    end = [drawn.target] if drawn.target else []
    days = [p.day.toordinal() for p in points] + [day.toordinal() for day, _ in end]
    every = [value for p in points for value in (p.value, p.lower, p.upper)]
    every += [value for _, value in end]
    # Lines and dots at the ends stay inside the band: not everything that draws lets them out.
    across = scale_of(map(float, days), zero=False, left=LEFT + 1, right=RIGHT - 1)
    return _Plot(across, scale_of(every, zero=drawn.zero, left=3, right=97), drawn.high)


def _parts(points: Sequence[CoursePoint], plot: _Plot, colour: str, dash: str) -> str:
    """Return a line of what can be compared with the newest, and a quiet one of what was before."""
    before, held = ([p for p in points if p.held is one] for one in (False, True))
    return _line(before, plot, QUIET, dash or "1 4") + _line(held, plot, colour, dash)


def _line(points: Sequence[CoursePoint], plot: _Plot, colour: str, dash: str) -> str:
    """Return limits (upright), a line, and a dot for each figure."""
    places = [plot.at(point.day, point.value) for point in points]
    limits = "".join(
        f"M{plot.at(p.day, p.lower)}L{plot.at(p.day, p.upper)}"
        for p in points
        if not (isnan(p.lower) or isnan(p.upper))
    )
    line = f"M{'L'.join(places)}" if len(places) > 1 else ""
    dots = "".join(f"M{place}h0" for place in places)
    drawn = stroked(line, colour, 2.5, stroke_dasharray=dash or None)
    return stroked(limits, colour, 1.5) + drawn + dotted(dots, colour, 7)


def _path(drawn: CourseDrawn, plot: _Plot) -> str:
    """Return the straight line from the baseline to the target."""
    if not drawn.target or not drawn.base:
        return ""
    day, value = drawn.target
    d = f"M{plot.at(drawn.base.day, drawn.base.value)}L{plot.at(day, value)}"
    return stroked(d, AIMED, 2, stroke_dasharray="2 5")


def _target(drawn: CourseDrawn, plot: _Plot) -> str:
    """Return the target's mark, with its value beside it."""
    if not drawn.target:
        return ""
    day, value = drawn.target
    x, y = plot.across.at(day.toordinal()), TOP + drawn.high * (1 - plot.up.percent(value) / 100)
    name = f"Target: {drawn.write(value)}"
    mark = label("◎", x, y + 6, font_size=18, fill=AIMED, text_anchor="middle")
    above = y - 12 if y > TOP + 24 else y + 24
    return mark + label(name, x, above, fill=AIMED, text_anchor="end")


def _levels(plot: _Plot) -> str:
    """Return faint lines at round values, each with its number."""
    up = plot.up

    def height(value: float) -> float:
        return TOP + plot.high * (1 - up.percent(value) / 100)

    ticks = round_values(up.low, up.high, 5 if plot.high == PLOT else 4)
    return levels(ticks, height, LEFT, RIGHT, 1.2)


def _periods(drawn: CourseDrawn, across: Scale) -> list[tuple[str, str]]:
    """Return where names of periods stand: as many as have room, the newest among them."""
    every = max(1, -(-len(drawn.own) // MOST_NAMES))
    kept = [*reversed(drawn.own)][::every]
    several = len({point.short for point in drawn.own}) < len(drawn.own)  # in one year
    found = [
        (across.at(point.day.toordinal()), f"{point.day:%b %Y}" if several else point.short)
        for point in reversed(kept)
    ]
    if drawn.target and drawn.target[0] > drawn.own[-1].day:
        far = across.percent(drawn.target[0].toordinal())
        if far - across.percent(drawn.own[-1].day.toordinal()) > 100 / MOST_NAMES / 2:
            found.append((f"{far:.4g}%", f"{drawn.target[0]:%Y}"))
    return found


def _legend(drawn: CourseDrawn) -> str:
    """Return what each line is, side by side."""
    held = [(drawn.names[0], SELECTED, "")]
    held += [(drawn.names[1], INK, "7 4")] if drawn.beside else []
    if not all(point.held for point in drawn.own):
        held.append(("before, not comparable", QUIET, "1 4"))
    held += [("path to the target", AIMED, "2 5")] if drawn.target and drawn.base else []
    parts = []
    for i, (name, colour, dash) in enumerate(held):
        x = LEFT + i * 22.0
        style = {"stroke": colour, "stroke_width": 2.5, "stroke_dasharray": dash or None}
        parts.append(tag("line", x1=f"{x}%", x2=f"{x + 3}%", y1=12, y2=12, **style))
        parts.append(label(name, f"{x + 4}%", 17))
    return "".join(parts)
