"""Is it getting better? Fingertips' recent trend (docs/methods.md#recent-trend)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from het_geo.catalogue.records import KINDS
from het_geo.inputs import Floats, Values, column, limits, not_negative, word

if TYPE_CHECKING:
    from het_geo.catalogue.periods import BreakAt

POINTS = 5
CHI_SQUARED = 9.5495  # p = 0.002, one degree of freedom
TREND_KINDS = ("proportion", "rate", "dsr")
CHANGED = "the way of measuring changed in these years"


class Direction(StrEnum):
    """Where a series goes."""

    UP = "increasing"
    DOWN = "decreasing"
    NONE = "no significant change"
    UNJUDGED = "no verdict"


SIDES = {Direction.UP: 1, Direction.DOWN: -1}


@dataclass(frozen=True)
class Trend:
    """A direction with what it rests on, or "no verdict" with the reason.

    ``slope`` is the change a point, in the values' unit; ``points`` how many points were used, and
    ``periods`` their names where they are known. ``breaks`` are to be told with it: those inside
    it that are to be read with care, or the one for which there is none.
    """

    direction: Direction
    slope: float | None = None
    chi_squared: float | None = None
    points: int = 0
    reason: str = ""
    periods: tuple[str, ...] = ()
    breaks: tuple[BreakAt, ...] = ()


def recent_trend(
    values: Values,
    lower: Values,
    upper: Values,
    *,
    kind: str = "proportion",
    numerator: Values | None = None,
    denominator: Values | None = None,
    pooled: bool = False,
    broken: bool = False,
) -> Trend:
    """Return the trend of the last five points (OHID Fingertips, recent trends).

    A line is fitted to t = 1…5 with weights ``1 / ((U − L) / 3.92)²``. There is a trend when
    ``χ² = (slope / SE)² > 9.5495`` and the slope keeps its sign with each point left out.

    Args:
        values: one a period, oldest first; points are numbered by position, also across a missing
            year. A period whose value is NaN is no point.
        lower: the values' lower 95 % limits, same index.
        upper: the values' upper 95 % limits.
        kind: the indicator's kind: "proportion", "rate" or "dsr", which are judged; or "mean",
            "concentration", "distance", "score", "rank", "decile", "modelled" or "count", which are
            not. No other word.
        numerator: counts, given with ``denominator``. A share of all (a proportion whose count is
            its denominator) cannot be judged; a rate may have more events than people.
        denominator: what they are counts of.
        pooled: the periods are longer than a year (or overlap).
        broken: the way of measuring changed between the points.
    """
    y = column(values, "values")
    low, high = limits(lower, upper, values)
    word(kind, "kind", KINDS)
    known = np.flatnonzero(~np.isnan(y))[-POINTS:]
    full = _full(numerator, denominator, values, kind)[known]
    y, low, high = y[known], low[known], high[known]
    reason = _not_judged(y, low, high, full, kind=kind, pooled=pooled, broken=broken)
    if reason:
        return Trend(Direction.UNJUDGED, points=len(known), reason=reason)
    weights = 1 / ((high - low) / 3.92) ** 2
    slope, chi_squared = _fit(y, weights)
    others = [_fit(np.delete(y, i), np.delete(weights, i), i)[0] for i in range(POINTS)]
    steady = all(np.sign(other) == np.sign(slope) for other in others)
    found = Direction.NONE
    if chi_squared > CHI_SQUARED and steady:
        found = Direction.UP if slope > 0 else Direction.DOWN
    return Trend(found, slope, chi_squared, POINTS)


def _full(
    numerator: Values | None, denominator: Values | None, like: Values, kind: str
) -> np.ndarray:
    """Return which points are a share of all: only a proportion can be."""
    if numerator is None or denominator is None:
        if numerator is not denominator:
            raise ValueError("numerator and denominator must be given together")
        return np.zeros(len(like), dtype=bool)
    count, total = (
        not_negative(column(part, name, like), name)
        for part, name in ((numerator, "numerator"), (denominator, "denominator"))
    )
    if kind != "proportion":
        return np.zeros(len(like), dtype=bool)
    if np.any(count > total):
        raise ValueError("numerator must not exceed denominator")
    return np.asarray((count == total) & (total > 0))


def _not_judged(
    y: Floats,
    low: Floats,
    high: Floats,
    full: np.ndarray,
    *,
    kind: str,
    pooled: bool,
    broken: bool,
) -> str:
    """Return why these points cannot be judged, or ""."""
    unlimited = np.isnan(low) | np.isnan(high)
    cases = {
        "only shares and rates are judged": kind not in TREND_KINDS,
        "each figure is of several years together": pooled,
        CHANGED: broken,
        "there are figures for fewer than five years": len(y) < POINTS,
        "none of the years has a margin of error": bool(unlimited.all()),
        "one of the years has no margin of error": bool(unlimited.any()),
        "in one of the years it was everybody": bool(full.any()),
        "the margin of error of one of the years is nil": bool((high == low).any()),
    }
    return next((reason for reason, holds in cases.items() if holds), "")


def _fit(y: Floats, weights: Floats, missing: int | None = None) -> tuple[float, float]:
    """Return the weighted slope on t = 1…5 (one point left out), and (slope / SE)²."""
    t = np.arange(1.0, POINTS + 1)
    t = t if missing is None else np.delete(t, missing)
    away = t - (weights * t).sum() / weights.sum()
    spread = (weights * away**2).sum()
    slope = float((weights * away * y).sum() / spread)
    return slope, float(slope**2 * spread)
