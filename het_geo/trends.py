"""Is it getting better? Fingertips' recent trend, and the trend of a gap (methods section 7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from het_geo.inequality.inputs import Floats, Values, column, limits
from het_geo.scales import Z95

if TYPE_CHECKING:
    from het_geo.catalogue import BreakAt

POINTS = 5
CHI_SQUARED = 9.5495  # p = 0.002, one degree of freedom
TREND_KINDS = ("proportion", "rate", "dsr")
CHANGED = "the way of measuring changed in these years"
_GAP_CHANGED = 1.959964  # a gap has changed where its change is this many standard errors: 95 %


class Direction(StrEnum):
    """Where a series goes."""

    UP = "increasing"
    DOWN = "decreasing"
    NONE = "no significant change"
    UNJUDGED = "cannot be judged"


@dataclass(frozen=True)
class Trend:
    """A direction with what it rests on, or "cannot be judged" with the reason.

    ``slope`` is the change a point, in the values' unit; ``points`` how many points were used, and
    ``periods`` their names where they are known. ``breaks`` are to be told with it: those inside
    it that are to be read with care, or the one for which it cannot be judged.
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
        kind: the indicator's kind; only proportions, rates and DSRs are judged.
        numerator: counts; one that equals its denominator cannot be judged.
        denominator: what they are counts of.
        pooled: the periods are longer than a year (or overlap).
        broken: the way of measuring changed between the points.
    """
    y = column(values, "values")
    low, high = limits(lower, upper, values)
    known = np.flatnonzero(~np.isnan(y))[-POINTS:]
    full = _full(numerator, denominator, values)[known]
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


def _full(numerator: Values | None, denominator: Values | None, like: Values) -> np.ndarray:
    if numerator is None or denominator is None:
        return np.zeros(len(like), dtype=bool)
    count = column(numerator, "numerator", like)
    total = column(denominator, "denominator", like)
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
    cases = {
        "only proportions, crude rates and age-standardised rates are judged": kind
        not in TREND_KINDS,
        "several years are pooled in each point": pooled,
        CHANGED: broken,
        "there are fewer than five years": len(y) < POINTS,
        "a point has no margin of error": bool(np.isnan(low).any() or np.isnan(high).any()),
        "a count equals its denominator": bool(full.any()),
        "a point’s margin of error is nil": bool((high == low).any()),
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


@dataclass(frozen=True)
class GapTrend:
    """A gap at each period, and how the last differs from the first.

    ``table`` is indexed by period with ``sii``, ``lower``, ``upper`` (and ``rii`` where given).
    ``absolute`` and ``relative`` are the directions of SII and RII.
    ``change`` is the size of the last SII less that of the first, with its 95 % limits.
    ``breaks`` are to be told with it, as in :class:`Trend`.
    """

    table: pd.DataFrame
    absolute: Direction
    relative: Direction = Direction.UNJUDGED
    change: float | None = None
    change_lower: float | None = None
    change_upper: float | None = None
    reason: str = ""
    breaks: tuple[BreakAt, ...] = ()

    @property
    def disagree(self) -> bool:
        """Whether SII and RII moved in opposite directions (Harper, King & Young 2013)."""
        if self.change is None or "rii" not in self.table:
            return False
        ratio = self.table["rii"].dropna()
        if len(ratio) < 2 or len(ratio) != len(self.table["sii"].dropna()):
            return False
        return bool(self.change * (_size(ratio.iloc[-1]) - _size(ratio.iloc[0])) < 0)


def _size(ratio: float) -> float:
    """Return how far a ratio is from 1, on whichever side."""
    return max(ratio, 1 / ratio) if ratio > 0 else float("nan")


def gap_trend(
    sii: pd.Series,
    lower: pd.Series | None = None,
    upper: pd.Series | None = None,
    *,
    rii: pd.Series | None = None,
    rii_lower: pd.Series | None = None,
    rii_upper: pd.Series | None = None,
) -> GapTrend:
    """Return the slope index of inequality at each period, and whether the gap changed.

    The gap is wider (narrower) where the last SII differs from the first by more than their
    errors allow: ``change ± 1.96 √(se₁² + se₂²)`` with se = (U − L) / (2 · 1.959964) excludes 0.
    The size of the gap is compared, whichever end has the higher figure: −4 then −1 is narrower.

    Args:
        sii: one a period, oldest first, more = a bigger gap; NaN periods are left out.
        lower: its lower 95 % limits, same index.
        upper: its upper 95 % limits.
        rii: the relative index at each period.
        rii_lower: its lower 95 % limits; with the upper, the ratio has changed where the difference
            of logarithms excludes 0. Without them its direction is that of the values alone.
        rii_upper: its upper 95 % limits.
    """
    low, high = limits(lower, upper, sii)
    table = pd.DataFrame({"sii": column(sii, "sii"), "lower": low, "upper": high}, index=sii.index)
    if rii is not None:
        ratio_low, ratio_high = limits(rii_lower, rii_upper, sii)
        table["rii"] = column(rii, "rii", sii)
        table["rii_lower"], table["rii_upper"] = ratio_low, ratio_high
    held = table[table["sii"].notna()]
    relative = _relative(held)
    if len(held) < 2:
        return GapTrend(table, Direction.UNJUDGED, relative, reason="fewer than two periods")
    first, last = held.iloc[0], held.iloc[-1]
    change = float(abs(last["sii"]) - abs(first["sii"]))
    errors = ((held["upper"] - held["lower"]) / (2 * Z95)).iloc[[0, -1]]
    if errors.isna().any():
        reason = "the values have no margin of error"
        return GapTrend(table, Direction.UNJUDGED, relative, change, reason=reason)
    reach = _GAP_CHANGED * float(np.hypot(*errors))
    lowest, highest = change - reach, change + reach
    found = Direction.NONE
    if lowest > 0 or highest < 0:
        found = Direction.UP if change > 0 else Direction.DOWN
    return GapTrend(table, found, relative, change, lowest, highest)


def _relative(held: pd.DataFrame) -> Direction:
    """Return where the relative index went: beyond its errors, or by its values alone."""
    ratio = held["rii"].dropna().map(_size) if "rii" in held else pd.Series(dtype=float)
    if len(ratio) < 2:
        return Direction.UNJUDGED
    ends = held.loc[ratio.index[[0, -1]], ["rii_lower", "rii_upper"]]
    change = float(np.log(ratio.iloc[-1] / ratio.iloc[0]))
    reach = 0.0
    if ends.notna().all(axis=None) and (ends > 0).all(axis=None):
        errors = np.log(ends["rii_upper"] / ends["rii_lower"]) / (2 * Z95)
        reach = _GAP_CHANGED * float(np.hypot(*errors))
    if abs(change) <= reach:
        return Direction.NONE
    return Direction.UP if change > 0 else Direction.DOWN
