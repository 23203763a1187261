"""Is a gap getting wider? The slope and relative index at the first and the last period."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from het_geo.inputs import column, limits
from het_geo.scales import Z95
from het_geo.trends.recent import Direction

if TYPE_CHECKING:
    from het_geo.catalogue.periods import BreakAt

_ONE_PERIOD = "there are figures for fewer than two periods"
_NO_ERROR = "the first or the last gap has no margin of error"
_NO_RATIO_ERROR = "the first or the last ratio has no margin of error"
_ONE_RATIO = "fewer than two periods have a ratio"
_NO_RATIO = "a relative index is zero or negative, so it is no ratio of two ends"
_GAP_CHANGED = 1.959964  # a gap has changed where its change is this many standard errors: 95 %


@dataclass(frozen=True)
class GapTrend:
    """A gap at each period, and how the last differs from the first.

    ``table`` is indexed by period with ``sii``, ``lower``, ``upper`` (and ``rii`` where given).
    ``absolute`` and ``relative`` are the directions of SII and RII; where one cannot be judged,
    ``reason`` and ``relative_reason`` say why.
    ``change`` is the size of the last SII less that of the first, with its 95 % limits.
    ``breaks`` are to be told with it, as in :class:`~het_geo.trends.Trend`.
    """

    table: pd.DataFrame
    absolute: Direction
    relative: Direction = Direction.UNJUDGED
    change: float | None = None
    change_lower: float | None = None
    change_upper: float | None = None
    reason: str = ""
    relative_reason: str = ""
    breaks: tuple[BreakAt, ...] = ()

    @property
    def disagree(self) -> bool:
        """Whether SII and RII moved in opposite directions (Harper, King & Young 2013)."""
        if self.change is None or "rii" not in self.table:
            return False
        ratio = self.table["rii"].dropna()
        if len(ratio) < 2 or len(ratio) != len(self.table["sii"].dropna()):
            return False
        first, last = (abs(_log(float(ratio.iloc[i]))) for i in (0, -1))
        return bool(self.change * (last - first) < 0)


def _log(ratio: float) -> float:
    """Return a ratio's logarithm, whose size is how far it is from 1; NaN where it has none."""
    return math.log(ratio) if ratio > 0 else math.nan


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
        rii: the relative index at each period, same index. One that is not above 0 is no ratio of
            two ends: where the first or the last is such, the ratio's change cannot be judged.
        rii_lower: its lower 95 % limits; with the upper, the ratio has changed where the difference
            of logarithms excludes 0. Without those of the first and the last it is not judged.
        rii_upper: its upper 95 % limits.
    """
    table = _periods(sii, (lower, upper), rii, (rii_lower, rii_upper))
    held = table[table["sii"].notna()]
    relative, why = _relative(held)
    unjudged = Direction.UNJUDGED
    if len(held) < 2:
        return GapTrend(table, unjudged, relative, reason=_ONE_PERIOD, relative_reason=why)
    first, last = held.iloc[0], held.iloc[-1]
    change = float(abs(last["sii"]) - abs(first["sii"]))
    errors = ((held["upper"] - held["lower"]) / (2 * Z95)).iloc[[0, -1]]
    if errors.isna().any():
        return GapTrend(table, unjudged, relative, change, reason=_NO_ERROR, relative_reason=why)
    reach = _GAP_CHANGED * math.hypot(*errors)
    lowest, highest = change - reach, change + reach
    found = Direction.NONE
    if lowest > 0 or highest < 0:
        found = Direction.UP if change > 0 else Direction.DOWN
    return GapTrend(table, found, relative, change, lowest, highest, relative_reason=why)


def _periods(
    sii: pd.Series,
    given: tuple[pd.Series | None, pd.Series | None],
    rii: pd.Series | None,
    ratio_given: tuple[pd.Series | None, pd.Series | None],
) -> pd.DataFrame:
    """Return the gap at each period with its limits, and the ratio where it is given."""
    sii = pd.Series(sii)
    size = column(sii, "sii")
    low, high = limits(*given, sii, of="sii")
    table = pd.DataFrame({"sii": size, "lower": low, "upper": high}, index=sii.index)
    if rii is None:
        if any(part is not None for part in ratio_given):
            raise ValueError("rii must be given with rii_lower and rii_upper")
        return table
    ratio = pd.Series(column(rii, "rii", sii, of="sii"), index=sii.index)
    table["rii"] = ratio
    names = "rii_lower", "rii_upper"
    table["rii_lower"], table["rii_upper"] = limits(*ratio_given, ratio, of="rii", names=names)
    return table


def _relative(held: pd.DataFrame) -> tuple[Direction, str]:
    """Return where the relative index went beyond the errors of both ends, or why none can say."""
    rows = held[held["rii"].notna()] if "rii" in held else held[:0]
    if len(rows) < 2:
        return Direction.UNJUDGED, _ONE_RATIO
    ends = rows.iloc[[0, -1]]
    first, last = (abs(_log(float(ratio))) for ratio in ends["rii"])
    change = last - first
    if math.isnan(change):
        return Direction.UNJUDGED, _NO_RATIO
    limit = ends[["rii_lower", "rii_upper"]]
    if limit.isna().any(axis=None):
        return Direction.UNJUDGED, _NO_RATIO_ERROR
    if (limit <= 0).any(axis=None):
        return Direction.UNJUDGED, _NO_RATIO
    errors = [_log(above / below) / (2 * Z95) for below, above in limit.itertuples(index=False)]
    if abs(change) <= _GAP_CHANGED * math.hypot(*errors):
        return Direction.NONE, ""
    return (Direction.UP if change > 0 else Direction.DOWN), ""
