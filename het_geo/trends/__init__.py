"""Is it getting better? The recent trend of a figure, and that of a gap.

The definitions: docs/methods.md#recent-trend and docs/methods.md#trend-of-a-gap.
"""

from het_geo.trends.gap import GapTrend, gap_trend
from het_geo.trends.recent import (
    CHANGED,
    CHI_SQUARED,
    POINTS,
    TREND_KINDS,
    Direction,
    Trend,
    recent_trend,
)

__all__ = [
    "CHANGED",
    "CHI_SQUARED",
    "POINTS",
    "TREND_KINDS",
    "Direction",
    "GapTrend",
    "Trend",
    "gap_trend",
    "recent_trend",
]
