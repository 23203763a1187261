"""Is a measure on course from its baseline to its target? (docs/methods.md#on-course)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from het_geo import special_functions as special
from het_geo.scales import SCALES, Z95
from het_geo.trends.change import Change, Reading, Sureness, change

LIKELY, UNLIKELY = 0.8, 0.2  # chances from which a measure is on course, and to which it is off
_YEAR = 365.25  # days


class CourseVerdict(StrEnum):
    """Where a measure stands; the last seven are of measures without a target."""

    MET = "target met"
    ON = "on course"
    ABOUT = "about on the path"
    OFF = "off course"
    UNJUDGED = "cannot be judged yet"
    BETTER = "better than at the baseline"
    WORSE = "worse than at the baseline"
    SEEMS_BETTER = "seems better, but we cannot say whether that is chance"
    SEEMS_WORSE = "seems worse, but we cannot say whether that is chance"
    CHANCE = "the change may be chance"
    CHANGED = "changed since the baseline"
    LEVEL = "about as at the baseline"


class At(NamedTuple):
    """A figure and the day at which it stands: the last of its period."""

    day: date
    figure: Reading


class Target(NamedTuple):
    """What a measure is to come to, and by when."""

    day: date
    value: float


class ErrorScale(NamedTuple):
    """The scale on which errors of a kind of figure are normal, and what 100 % is in its unit.

    ``name`` is "logit" (proportions), "log" (rates) or "raw".
    """

    name: str = "raw"
    top: float = 1.0


RAW = ErrorScale()


class _Path(NamedTuple):
    """Where a path stands, and how much of the baseline's error it carries (1 − f)."""

    value: float
    base: Reading
    carried: float


@dataclass(frozen=True)
class OnCourse:
    """A verdict, and all that it was worked out of.

    ``chance`` is the chance of being on the path or beyond it (of being beyond the target where
    that is met); NaN where it is not known. ``path`` is where the straight line from baseline to
    target stands on the newest figure's day, ``rate_path`` where the constant rate of change
    does, NaN where there is none. ``ahead`` is by how much the newest figure is better than the
    path (worse where negative). ``needed`` is the difference a year that is still to come to reach
    the target in time. ``reason`` says why nothing can be judged, or why there is no chance.
    """

    verdict: CourseVerdict
    change: Change | None = None
    chance: float = math.nan
    path: float = math.nan
    rate_path: float = math.nan
    ahead: float = math.nan
    done: float = math.nan
    needed: float = math.nan
    reason: str = ""


def unjudged(reason: str) -> OnCourse:
    """Return the course of a measure of which nothing can be said yet, and why."""
    return OnCourse(CourseVerdict.UNJUDGED, reason=reason)


def course(
    base: At,
    newest: At,
    target: Target | None,
    *,
    aim: int,
    scale: ErrorScale = RAW,
    overlapping: bool = False,
) -> OnCourse:
    """Return where a measure stands between its baseline and its target.

    ``f = (t − t₀) / (T − t₀)``, the path is ``(1 − f)·base + f·target`` and d the newest figure
    less the path, signed so that more is better. With limits ``P = Φ(d / se(d))`` on the scale of
    the kind, ``Var(d) = se_new² + (1 − f)²·k²·se_base²``: k carries the error of the baseline to
    where the path stands on that scale, and is 1 where scale and path are both straight
    (docs/decisions/0037-on-course.md). Without target, the change since the baseline.

    Args:
        base: the baseline.
        newest: the newest figure, comparable with the baseline.
        target: value and day; ``None`` where none is set.
        aim: 1 where higher is better, -1 where lower is, 0 where neither is.
        scale: that of the kind of figure.
        overlapping: baseline and newest share years: they are no independent figures.

    Raises:
        ValueError: a day, direction or value that cannot be.
    """
    _check(base, newest, target, aim)
    found = change(base.figure, newest.figure, overlapping=overlapping)
    if target is None:
        return OnCourse(direction_of(found, aim), found)
    f = min(1.0, _days(base.day, newest.day) / _days(base.day, target.day))
    a, b, end = float(base.figure.value), float(newest.figure.value), target.value
    path = (1 - f) * a + f * end
    left = _days(newest.day, target.day) / _YEAR
    held = OnCourse(
        CourseVerdict.MET,
        change=found,
        path=path,
        rate_path=a * (end / a) ** f if a > 0 and end > 0 else math.nan,
        ahead=aim * (b - path),
        done=(b - a) / (end - a),
        needed=(end - b) / left if left > 0 else math.nan,
    )
    if aim * (b - end) >= 0:
        if not _unlimited(newest.figure):
            beyond = _chance(aim, newest.figure, _Path(end, base.figure, 0), scale)
            held = replace(held, chance=beyond)
        return held
    why = _no_chance(base.figure, newest.figure, overlapping)
    there = _Path(path, base.figure, 1 - f)
    chance = math.nan if why else _chance(aim, newest.figure, there, scale)
    return replace(held, verdict=_verdict(chance, held.ahead), chance=chance, reason=why)


def _check(base: At, newest: At, target: Target | None, aim: int) -> None:
    if aim not in (-1, 0, 1):
        raise ValueError("aim must be -1, 0 or 1")
    if newest.day <= base.day:
        raise ValueError("newest must be later than base")
    if any(math.isnan(point.figure.value) for point in (base, newest)):
        raise ValueError("base and newest must have a value")
    if target is None:
        return
    if not aim:
        raise ValueError("aim must be -1 or 1 where there is a target")
    if target.day <= base.day:
        raise ValueError("target must be later than base")
    if not aim * (target.value - base.figure.value) > 0:
        raise ValueError("target must be better than base")


def _days(one: date, other: date) -> int:
    return (other - one).days


def direction_of(found: Change, aim: int) -> CourseVerdict:
    """Return where a measure went since its baseline, whatever its target."""
    if found.difference.value == 0:
        return CourseVerdict.LEVEL
    if found.sure == Sureness.CHANCE:
        return CourseVerdict.CHANCE
    if not aim:
        return CourseVerdict.CHANGED
    better = aim * found.difference.value > 0
    if found.sure == Sureness.UNKNOWN:
        return CourseVerdict.SEEMS_BETTER if better else CourseVerdict.SEEMS_WORSE
    return CourseVerdict.BETTER if better else CourseVerdict.WORSE


def _unlimited(figure: Reading) -> bool:
    return math.isnan(figure.lower) or math.isnan(figure.upper)


def _no_chance(base: Reading, newest: Reading, overlapping: bool) -> str:
    if overlapping:
        return "the baseline and the newest figure share years"
    if _unlimited(base) or _unlimited(newest):
        return "the source gives no margin"
    return ""


def _verdict(chance: float, ahead: float) -> CourseVerdict:
    if math.isnan(chance):
        if ahead == 0:
            return CourseVerdict.ABOUT
        return CourseVerdict.ON if ahead > 0 else CourseVerdict.OFF
    if chance >= LIKELY:
        return CourseVerdict.ON
    return CourseVerdict.OFF if chance <= UNLIKELY else CourseVerdict.ABOUT


def _chance(aim: int, newest: Reading, path: _Path, scale: ErrorScale) -> float:
    """Return Φ(d / se(d)) on a scale, or in the unit where a figure stands at the scale's end."""
    away, error = _on_scale(newest, path, scale)
    if not (math.isfinite(away) and math.isfinite(error)):
        away, error = _on_scale(newest, path, RAW)
    if error == 0:
        return math.nan if away == 0 else float(aim * away > 0)
    return float(special.ndtr(aim * away / error))


def _on_scale(newest: Reading, path: _Path, scale: ErrorScale) -> tuple[float, float]:
    """Return how far the newest figure is from the path, and the standard error of that."""

    def to(value: float) -> float:
        with np.errstate(divide="ignore", invalid="ignore"):
            return float(SCALES[scale.name][0](np.asarray(value / scale.top)))

    def error(figure: Reading) -> float:
        return (to(figure.upper) - to(figure.lower)) / (2 * Z95)

    inherited = 0.0
    if path.carried:
        steep = _slope(scale, path.value) / _slope(scale, float(path.base.value))
        inherited = path.carried * steep * error(path.base)
    return to(float(newest.value)) - to(path.value), math.hypot(error(newest), inherited)


def _slope(scale: ErrorScale, value: float) -> float:
    """Return how steep a scale is at a value, NaN at its end."""
    part = value / scale.top
    steep = {"log": part, "logit": part * (1 - part)}.get(scale.name, 1.0)
    return 1 / steep if steep else math.nan
