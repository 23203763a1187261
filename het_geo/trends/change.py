"""What changed from one period to another, and how sure that is (docs/methods.md#what-changed)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from het_geo.bounds import ends

TURNED = 0.25  # of the range of a line: how far both ends are at least from where it turned
LEVEL = 0.05  # of the newest figure: how near all that are level with it are
MOST = 0.8  # of a change: what came before the middle of a line that has been level since
LEAST_LINE = 3  # points: a line of fewer has no middle


class Sureness(StrEnum):
    """Whether a change is more than chance would make, where two limits of 95 % can tell."""

    SURE = "more than chance"
    CHANCE = "may be chance"
    UNKNOWN = "cannot be said"


class Reading(NamedTuple):
    """A figure with its 95 % limits, all of them in its unit; NaN where one is not known."""

    value: float
    lower: float = math.nan
    upper: float = math.nan


@dataclass(frozen=True)
class Change:
    """From an earlier figure to a later one: later less earlier, NaN where there is none."""

    earlier: Reading
    later: Reading
    difference: Reading
    sure: Sureness


def change(earlier: Reading, later: Reading, *, overlapping: bool = False) -> Change:
    """Return what changed, with the limits of a difference of two estimates (MOVER).

    ``L = d − √((b − bₗ)² + (aᵤ − a)²)`` and ``U = d + √((bᵤ − b)² + (a − aₗ)²)`` for a then b
    (Newcombe 1998; Zou and Donner 2008, Statistics in Medicine 27:1693–1702). Of a figure that is
    a range (:class:`~het_geo.bounds.Bounded`), L is counted from the ends that lie nearest to a
    fall, U from those nearest to a rise: what is withheld is no error that could cancel.

    Args:
        earlier: the figure of the earlier period.
        later: the figure of the later one.
        overlapping: the two share years. They are then alike by nature and the limits too wide:
            what they leave out is more than chance, but what they hold tells nothing.
    """
    difference = _less(earlier, later)
    return Change(earlier, later, difference, _sure(difference, overlapping))


def _less(a: Reading, b: Reading) -> Reading:
    (a_least, a_most), (b_least, b_most) = ends(a.value), ends(b.value)
    below = math.hypot(b_least - b.lower, a.upper - a_most)
    above = math.hypot(b.upper - b_most, a_least - a.lower)
    return Reading(
        float(b.value) - float(a.value), b_least - a_most - below, b_most - a_least + above
    )


def _sure(found: Reading, overlapping: bool) -> Sureness:
    if found.lower > 0 or found.upper < 0:
        return Sureness.SURE
    if overlapping or math.isnan(found.lower) or math.isnan(found.upper):
        return Sureness.UNKNOWN
    return Sureness.CHANCE


@dataclass(frozen=True)
class Run:
    """How a line ran, by the places of its points: where it turned, or since when it is level."""

    turns: tuple[int, ...] = ()
    level_since: int | None = None


def line_of(points: Sequence[Reading]) -> Run:
    """Return how a line ran from its first to its newest point.

    It *turned* where its largest or smallest value lies inside, is farther from the newest than a
    quarter of the line's range and, where limits are held, by more than chance; and as far from the
    first, else nothing rose or fell to it. It may have turned twice. It *has been level* where more
    than four fifths of its change came before its middle, every later point is as near to the
    newest and within a twentieth of it, and the newest differs from the first of them by no more
    than chance.

    Args:
        points: oldest first, none of them without a value.

    Raises:
        ValueError: a point has no value.
    """
    values = np.array([point.value for point in points])
    if np.isnan(values).any():
        raise ValueError("a point of a line must have a value")
    if len(points) < LEAST_LINE:
        return Run()
    turns = _turns(points, values)
    return Run(turns) if turns else Run((), _level(points, values))


def _turns(points: Sequence[Reading], values: np.ndarray) -> tuple[int, ...]:
    """Return the places of the turns. A value that stands twice is taken where it stands last."""

    def far(place: int, end: int) -> bool:
        return bool(abs(values[place] - values[end]) > TURNED * np.ptp(values))

    def fades(place: int) -> bool:
        found = change(points[place], points[-1]).difference
        return not math.isnan(found.lower + found.upper) and found.lower <= 0 <= found.upper

    ends = {len(values) - 1 - int(end(values[::-1])) for end in (np.argmin, np.argmax)}
    inside = sorted(ends - {0, len(values) - 1})
    return tuple(i for i in inside if far(i, -1) and far(i, 0) and not fades(i))


def _level(points: Sequence[Reading], values: np.ndarray) -> int | None:
    """Return the place since which a line has been level, where its change came before."""
    whole = change(points[0], points[-1])
    if whole.sure == Sureness.CHANCE or whole.difference.value == 0:
        return None
    away = np.abs(values - values[-1])
    near = (away < (1 - MOST) * abs(whole.difference.value)) & (away <= LEVEL * abs(values[-1]))
    since = int(np.nonzero(~near)[0][-1]) + 1
    later = change(points[since], points[-1])
    return since if since <= len(points) // 2 and later.sure != Sureness.SURE else None
