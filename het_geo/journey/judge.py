"""Judge a measure that is followed: its baseline, what hinders a verdict, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import isnan

from het_geo import dates, words
from het_geo.atlas.changed import share_years
from het_geo.course import At, CourseVerdict, ErrorScale, OnCourse, Target, course, unjudged
from het_geo.journey.model import Dot, Followed
from het_geo.open_sdg import Growth, progress
from het_geo.scales import SCALE_OF

ONE_FIGURE = "there is one figure only, so the next one is needed"
OVERLAP = "the baseline and the newest figure share years, so no change can be read from them yet"
ALIKE = 0.02  # of a figure without a margin, or of what it lacks to 100 %: as good as unchanged
SEEMS = (CourseVerdict.SEEMS_BETTER, CourseVerdict.SEEMS_WORSE, CourseVerdict.CHANGED)


def judged(found: Followed, dots: Sequence[Dot], cut: str, began: date | None) -> Followed:
    """Return a measure with its figures, its baseline and its verdict.

    Args:
        found: the measure.
        dots: its figures, oldest first.
        cut: why figures before the first that can be compared are not its baseline.
        began: the day when the journey began; figures from before tell where the place started.
    """
    if not dots:
        return found
    base, newest = _baseline(found, dots, began), dots[-1]
    found = replace(found, dots=tuple(dots), newest=newest, base=base)
    why = _why_not(found, cut, began)
    if why or base is None:
        return replace(found, course=unjudged(why))
    return replace(found, course=_course(found, base, newest), growth=_growth(found))


def _baseline(found: Followed, dots: Sequence[Dot], began: date | None) -> Dot | None:
    """Return the figure counted from: that of the record, else the last one before the beginning.

    Without a beginning it is the first that can be compared with the newest.
    """
    asked = found.measure.baseline
    if asked:
        return next((dot for dot in dots if dot.period and dot.period.id == asked), None)
    held = [dot for dot in dots if dot.held]
    before = [dot for dot in held if began and dot.day < began]
    return next(iter(before[-1:] or held[:1]), None)


def _why_not(found: Followed, cut: str, began: date | None) -> str:
    """Return why a measure cannot be judged yet; "" where it can."""
    base, newest = found.base, found.newest
    if base is None or newest is None:
        return f"there is no figure for the baseline ({found.measure.baseline})"
    if newest.day < base.day:
        return f"the newest figure ({newest.label}) is older than the baseline"
    if began and newest.day < began:
        return (
            f"the newest figure ({newest.label}) is from before the journey began in {began:%Y}, "
            "so it tells only where the place started"
        )
    return _why_not_beside(found, base, newest, cut)


def _why_not_beside(found: Followed, base: Dot, newest: Dot, cut: str) -> str:
    """Return why the two figures cannot be held against each other; "" where they can."""
    if newest.day == base.day:
        return cut or ONE_FIGURE
    if not base.held:
        return cut or "the baseline and the newest figure are of periods of another length"
    if _disowned(found, base):
        return f"the figure of its baseline ({base.label}) is out of line with other years"
    if found.measure.target is None:
        return OVERLAP if _overlap(found) else ""
    return _why_no_target(found, base)


def _disowned(found: Followed, dot: Dot) -> bool:
    """Tell whether a break disowns the figure of a period: nothing is counted from it."""
    period = dot.period
    if period is None:
        return False
    spans = [span for one in found.indicator.breaks for span in one.spans]
    days = [(min(span.end, period.end) - max(span.start, period.start)).days for span in spans]
    return any(2 * shared > period.days for shared in days)


def _why_no_target(found: Followed, base: Dot) -> str:
    """Return why a target cannot be held against the figures; "" where it can."""
    target = found.measure.target
    if target is None:
        return ""
    if target.by <= base.day:
        return f"its target is for {dates.long_date(target.by)}, which is not after its baseline"
    if found.aim * (target.value - float(base.figure.value)) <= 0:
        return "its target is no better than its baseline, so it must be agreed again"
    return ""


def _course(found: Followed, base: Dot, newest: Dot) -> OnCourse:
    target = found.measure.target
    made = course(
        At(base.day, base.figure),
        At(newest.day, newest.figure),
        Target(target.by, target.value) if target else None,
        aim=found.aim,
        scale=_scale(found),
        overlapping=_overlap(found),
    )
    if target:
        return made
    if _alike(found, base, newest, made):
        return replace(made, verdict=CourseVerdict.LEVEL)
    # Prices change too: more pounds are not surely better.
    return replace(made, verdict=CourseVerdict.CHANGED) if found.unit.money else made


def _alike(found: Followed, base: Dot, newest: Dot, made: OnCourse) -> bool:
    """Tell whether two figures are written alike, or without a margin are as good as unchanged."""
    step = words.difference(newest.figure.value, base.figure.value, found.indicator)
    if step == 0 or made.verdict not in SEEMS:
        return step == 0
    value, whole = float(newest.figure.value), found.unit.times
    size = min(value, whole - value) if found.indicator.kind == "proportion" else abs(value)
    return abs(step) <= ALIKE * size


def _scale(found: Followed) -> ErrorScale:
    name = SCALE_OF.get(found.indicator.kind, "raw")
    return ErrorScale(name, found.unit.times if name == "logit" else 1.0)


def _overlap(found: Followed) -> bool:
    periods = [dot.period for dot in (found.base, found.newest) if dot and dot.period]
    return len(periods) == 2 and share_years(*periods)


def _growth(found: Followed) -> Growth | None:
    """Return Open SDG's progress, by the years in which baseline, newest and target end."""
    target, base, newest = found.measure.target, found.base, found.newest
    if target is None or base is None or newest is None or isnan(target.value):
        return None
    years = (base.day.year, newest.day.year, target.by.year)
    if not years[0] < years[1] or not years[0] < years[2]:
        return None
    values = (float(base.figure.value), float(newest.figure.value), target.value)
    return progress(years, values, aim=found.aim)
