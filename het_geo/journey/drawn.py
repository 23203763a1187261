"""A measure's drawing: its figures, England's, and the path to its target."""

from __future__ import annotations

from collections.abc import Iterable

from het_geo import words
from het_geo.journey.model import Dot, Followed
from het_geo.pictures.course import PLOT, CourseDrawn, CoursePoint, course_picture
from het_geo.pictures.svg import Picture


def drawing_of(found: Followed, place: str, says: str, high: float = PLOT) -> Picture | None:
    """Return a measure over time; ``None`` where it has no figure. ``says`` is it in words."""
    if not found.dots:
        return None
    target = found.measure.target
    return course_picture(
        CourseDrawn(
            own=tuple(_points(found.dots)),
            beside=tuple(_points(found.england)),
            base=next(iter(_points([found.base] if found.base else [])), None),
            target=(target.by, target.value) if target else None,
            names=(found.where or place, "England"),
            says=f"{found.label} ({found.unit.id}) over time. {says}",
            write=lambda value: words.figure(value, found.indicator, found.unit),
            zero=found.indicator.zero_baseline,
            high=high,
        )
    )


def _points(dots: Iterable[Dot]) -> Iterable[CoursePoint]:
    for dot in dots:
        value, lower, upper = (float(part) for part in dot.figure)
        yield CoursePoint(dot.day, dot.short, value, lower, upper, dot.held)
