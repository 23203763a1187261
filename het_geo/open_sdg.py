"""Open SDG's progress: growth so far over the growth a target needs (docs/methods.md#on-course).

The statistics offices' reporting platform compares compound annual growth: "Growth status" in
its documentation. It knows no margin of error and no gap; it is shown beside our own verdict.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

ON_TRACK, SOME = 0.95, 0.6  # of the growth that is needed


class GrowthStatus(StrEnum):
    """Open SDG's words."""

    ACHIEVED = "target achieved"
    ON_TRACK = "on track"
    SOME = "progress made, acceleration needed"
    LIMITED = "limited progress"
    DETERIORATION = "deterioration"
    NONE = "not worked out"


@dataclass(frozen=True)
class Growth:
    """A status with the growth a year so far and needed, and R, the one over the other."""

    status: GrowthStatus
    observed: float = math.nan
    required: float = math.nan
    ratio: float = math.nan
    reason: str = ""


def progress(
    years: tuple[float, float, float], values: tuple[float, float, float], *, aim: int
) -> Growth:
    """Return the progress from a baseline to a target.

    ``CAGR = (v_t / v₀)^(1 / (t − t₀)) − 1``, observed over required.

    Args:
        years: of the baseline, the newest figure and the target, in years.
        values: likewise.
        aim: 1 where higher is better, -1 where lower is.

    Raises:
        ValueError: years in the wrong order, or no direction.
    """
    first, now, due = years
    base, newest, target = values
    if not first < now or not first < due:
        raise ValueError("years must begin with the baseline's")
    if aim not in (-1, 1):
        raise ValueError("aim must be -1 or 1")
    if aim * (newest - target) >= 0:
        return Growth(GrowthStatus.ACHIEVED)
    if min(values) <= 0:
        return Growth(GrowthStatus.NONE, reason="growth is worked out of figures above 0 only")
    observed = (newest / base) ** (1 / (now - first)) - 1
    required = (target / base) ** (1 / (due - first)) - 1
    if required == 0:
        return Growth(GrowthStatus.NONE, observed, required, reason="the target is the baseline")
    ratio = observed / required
    return Growth(_status(ratio), observed, required, ratio)


def _status(ratio: float) -> GrowthStatus:
    if ratio >= ON_TRACK:
        return GrowthStatus.ON_TRACK
    if ratio >= SOME:
        return GrowthStatus.SOME
    return GrowthStatus.LIMITED if ratio >= 0 else GrowthStatus.DETERIORATION
