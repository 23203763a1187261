"""What a measure gives back: a number with its limits, or the reason why there is none.

``left_out`` areas had no value, or, where areas are weighted, no people.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Measure:
    """One number, or ``None`` with its reason."""

    value: float | None
    reason: str = ""
    left_out: int = 0


@dataclass(frozen=True)
class Gap:
    """The distance (or ratio) between the worst and the best area, both named.

    ``lower`` and ``upper`` are 95 % limits of the distance between these two areas, where both
    have limits of their own. Without a direction (polarity 0), worst is the highest.
    """

    value: float | None
    worst: str = ""
    best: str = ""
    lower: float | None = None
    upper: float | None = None
    reason: str = ""
    left_out: int = 0


@dataclass(frozen=True)
class People:
    """How many people it would take to bring every area to the best fifth.

    ``value`` is the PAR count, ``fraction`` the PAF (0 to 1 where high is worse; where high is
    better, more than 1 is more than twice what there is) and ``best`` y*, the value of the best
    fifth of people, in the values' unit. ``lower`` and ``upper`` are 95 % limits of the count where
    every area has limits of its own; ``inflated`` says that chance alone makes the count too large
    for limits to mean anything.
    """

    value: float | None
    fraction: float | None = None
    best: float | None = None
    lower: float | None = None
    upper: float | None = None
    inflated: bool = False
    reason: str = ""
    left_out: int = 0


@dataclass(frozen=True)
class Slope:
    """Slope index (``sii``) and relative index (``rii``) of inequality with their limits.

    ``sii`` is times the multiplier; ``intercept`` is the fitted value at rank 0 (least advantaged)
    and ``end`` that at rank 1, both in the values' unit. Limits are ``None`` where the values came
    without errors. ``left_out`` groups have no people.
    """

    sii: float | None
    rii: float | None = None
    intercept: float | None = None
    end: float | None = None
    sii_lower: float | None = None
    sii_upper: float | None = None
    rii_lower: float | None = None
    rii_upper: float | None = None
    reason: str = ""
    left_out: int = 0


@dataclass(frozen=True)
class Decomposition:
    """A total that is the sum of what lies between groups and what lies within them.

    ``groups`` is indexed by group: ``population_share`` p_g, ``mean`` m_g, ``inequality`` (the
    group's own index), ``within`` and ``between`` (its two parts of the total; a part between
    is negative for a group below the mean of Theil's index) and ``share`` (both over the total).
    """

    total: float | None
    between: float | None = None
    within: float | None = None
    groups: pd.DataFrame | None = None
    reason: str = ""
    left_out: int = 0
