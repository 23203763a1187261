"""Where a measure stands, as it would be said: verdict, figures, path, what is needed, the gap."""

from __future__ import annotations

import math
from dataclasses import replace
from math import isnan

from het_geo import dates, words
from het_geo.atlas.atlas import Atlas
from het_geo.course import CourseVerdict, OnCourse, direction_of
from het_geo.journey.follow import change_of
from het_geo.journey.model import Dot, Followed
from het_geo.phrases import small
from het_geo.sentences.changed import NOT_KNOWN, what_changed
from het_geo.sentences.gap_change import gap_change
from het_geo.sentences.parts import when_of
from het_geo.trends.recent import Direction

NO_TARGET = "No target is set."
NEEDS = "A target would need a value, a day to reach it by, and who agreed it."
# A mark each, told apart by its shape as well as by its word and colour.
MARKS = {
    CourseVerdict.MET: "★",
    CourseVerdict.ON: "▲",
    CourseVerdict.ABOUT: "◆",
    CourseVerdict.OFF: "▼",
    CourseVerdict.UNJUDGED: "?",
    CourseVerdict.BETTER: "△",
    CourseVerdict.WORSE: "▽",
    CourseVerdict.SEEMS_BETTER: "△?",
    CourseVerdict.SEEMS_WORSE: "▽?",
    CourseVerdict.CHANCE: "≈",
    CourseVerdict.CHANGED: "◇",
    CourseVerdict.LEVEL: "=",
}
_SURE = {True: "better", False: "worse"}


def stands(atlas: Atlas, found: Followed) -> str:
    """Return where a measure stands, in a few sentences that name it: what is known, how sure."""
    if found.course.verdict == CourseVerdict.UNJUDGED:
        return f"{found.label} cannot be judged yet: {found.course.reason}.{_known(atlas, found)}"
    if found.measure.target is None:
        said = f"{since_baseline(atlas, found)} {NO_TARGET}"
    else:
        said = " ".join(filter(None, (_held(found), _needed(found), _growth(found))))
    return f"{found.label}: {small(said)}"


def _known(atlas: Atlas, found: Followed) -> str:
    """Return what is known of a measure that is not judged: how its figures ran, or the newest."""
    held = [dot for dot in found.dots if dot.held]
    if len(held) > 1 and found.view is not None:
        return f" {since_baseline(atlas, replace(found, base=held[0], newest=held[-1]))}"
    return f" {_figure_said(found, found.newest)}" if found.newest else ""


def beside_england(found: Followed) -> str:
    """Return England's figure of the newest period; "" where it has none."""
    there = found.england[-1] if found.england else None
    if there is None or found.newest is None or there.day != found.newest.day:
        return ""
    value = float(there.figure.value)
    step = words.difference(float(found.newest.figure.value), value, found.indicator)
    if step == 0:
        return f"In England it is {_figure(found, value)} too."
    way = found.unit.more if step > 0 else found.unit.less
    better = {1: ", which is better", -1: ", which is worse", 0: ""}[
        0 if not found.aim else int(math.copysign(1, step * found.aim))
    ]
    own = found.newest.figure
    if isnan(own.lower) or own.lower <= value <= own.upper:
        better = ""  # not by more than chance, or nobody knows
    return f"In England it is {_figure(found, value)}: here it is {way}{better}."


def since_baseline(atlas: Atlas, found: Followed) -> str:
    """Return what changed since the baseline."""
    changed = change_of(atlas, found)
    if changed is not None and found.view is not None:
        return what_changed(found.view, changed)
    if found.base is None or found.newest is None:
        return ""
    return f"{_figure_said(found, found.base)} {_figure_said(found, found.newest)}"


def _figure_said(found: Followed, dot: Dot | None) -> str:
    if dot is None:
        return ""
    when = when_of(dot.period) if dot.period else f"on {dot.label}"
    return f"It was {_figure(found, float(dot.figure.value))} {when}."


def _figure(found: Followed, value: float) -> str:
    return words.figure(value, found.indicator, found.unit)


def _away(found: Followed, value: float) -> str:
    return words.distance(value, found.indicator, found.unit)


def target_said(found: Followed) -> str:
    """Return a measure's target as it was agreed, or that there is none and what one would need."""
    target = found.measure.target
    if target is None:
        return f"{NO_TARGET} {NEEDS}"
    at = "at least" if found.aim > 0 else "at most"
    return (
        f"Target: {at} {_figure(found, target.value)} by {dates.long_date(target.by)} "
        f"({target.agreed})."
    )


def _held(found: Followed) -> str:
    """Return how the newest figure stands to the path, or to the target where that is met."""
    course, newest = found.course, found.newest
    now = _figure_said(found, newest)
    if course.verdict == CourseVerdict.MET:
        return f"Target met. {now} {target_said(found)}{_chance(course, 'of being beyond it')}"
    path = _figure(found, course.path)
    gap = (
        words.difference(float(newest.figure.value), course.path, found.indicator) if newest else 0
    )
    where = "on the line" if gap == 0 else f"{_away(found, gap)} {_SURE[course.ahead > 0]}"
    line = f"The straight line from baseline to target stood at {path} then, so it was {where}."
    return (
        f"{words.capital(str(course.verdict))}. {now} {line}{_rate(found)}"
        f"{_chance(course, 'of being on the line or better')} {target_said(found)}"
    )


def _rate(found: Followed) -> str:
    """Return where the constant rate of change stands, for a rate; it can differ from the line."""
    if found.indicator.kind not in ("rate", "dsr") or isnan(found.course.rate_path):
        return ""
    return (
        f" At one rate of change a year it would stand at {_figure(found, found.course.rate_path)}."
    )


def _chance(course: OnCourse, of: str) -> str:
    """Return how sure a verdict is, in whole per cent and never 0 or 100."""
    if isnan(course.chance):
        why = course.reason or "the source gives no margin"
        return f" {NOT_KNOWN}: {why}."
    return f" The chance {of}, given the margins of the figures, is {_per_cent(course.chance)}."


def _per_cent(chance: float) -> str:
    """Write a chance in whole per cent; what is neither surely so nor surely not is not said so.

    >>> _per_cent(0.634), _per_cent(0.0001), _per_cent(1.0)
    ('63%', 'under 1%', 'over 99%')
    """
    if chance < 0.01:
        return "under 1%"
    return "over 99%" if chance > 0.99 else f"{words.number(100 * chance, 0)}%"


def _needed(found: Followed) -> str:
    """Return by how much a year a figure must still change, where the target is not met."""
    course, target = found.course, found.measure.target
    if target is None or course.verdict == CourseVerdict.MET:
        return ""
    if isnan(course.needed):
        return "The day of the target has passed."
    way = "rise" if found.aim > 0 else "fall"
    return f"To reach the target in time it must {way} by {_away(found, course.needed)} each year."


def _growth(found: Followed) -> str:
    """Return Open SDG's verdict, which knows no margin of error."""
    growth = found.growth
    if growth is None:
        return ""
    if growth.reason:
        return f"By Open SDG’s rule: {growth.status} ({growth.reason})."
    ratio = (
        ""
        if isnan(growth.ratio)
        else ", as it moved away from its target"
        if growth.ratio < 0
        else f", {words.number(100 * growth.ratio, 0)}% of the growth a year that is needed"
    )
    return f"By Open SDG’s rule, which knows no margin of error: {growth.status}{ratio}."


def average_and_gap(found: Followed) -> str:
    """Return average and gap in one breath, where they moved in two ways; "" else."""
    gap = gap_verdict(found)
    better = {
        CourseVerdict.BETTER: True, CourseVerdict.SEEMS_BETTER: True,
        CourseVerdict.WORSE: False, CourseVerdict.SEEMS_WORSE: False,
    }.get(direction(found))  # fmt: skip
    if better is None or not gap or (gap == "narrower") == better:
        return ""
    return f"The average is {_SURE[better]}, but the gap is {gap}."


def direction(found: Followed) -> CourseVerdict:
    """Return where a measure went since its baseline, whatever its target."""
    course = found.course
    if found.measure.target is None or course.change is None or not found.aim:
        return course.verdict
    return direction_of(course.change, found.aim)


def gap_verdict(found: Followed) -> str:
    """Return "wider" or "narrower" where the gap changed by more than chance; "" else."""
    trends = [t for t in (found.gap.trend, found.gap.ends) if t] if found.gap else []
    for trend in trends:
        if trend.absolute in (Direction.UP, Direction.DOWN):
            return "wider" if trend.absolute == Direction.UP else "narrower"
    return ""


def gap_said(found: Followed) -> str:
    """Return how the gap went since the baseline, or why there is none to tell."""
    if found.gap is None:
        return f"No gap can be told: {found.no_gap}."
    return gap_change(found.gap)
