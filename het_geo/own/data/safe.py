"""Which counts may be shown, so that nothing gives a small one away: not alone, nor by subtraction.

The definition: docs/methods.md#own-data. Areas are put together to *clumps*, each with nobody or
with at least five. A set of areas is shown only where it holds each clump wholly or not at all. So
everything shown is a sum of clumps, and so is whatever anybody works out of it by adding and
subtracting that is a set of areas again: nobody, or at least five.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from het_geo.figures import FEW_PEOPLE, NUMBERS, Status

Members = frozenset[str]
_SLACK = 1e-9


def is_small(count: float) -> bool:
    """Tell whether a count is of somebody, and of fewer than may be shown.

    >>> [is_small(count) for count in (0, 1, 4.5, 5)]
    [False, True, True, False]
    """
    return _SLACK < count < FEW_PEOPLE - _SLACK


@dataclass(frozen=True)
class Clump:
    """Areas whose counts are told together alone; ``count`` is NaN where all of it is too small."""

    members: Members
    count: float


def clumps_of(counts: Mapping[str, float], sets: Iterable[Members]) -> tuple[Clump, ...]:
    """Return the areas in clumps that are as small as may be, for sets in order of importance.

    A set is taken where the clumps that it would cut stay safe; so the first that is asked for is
    shown rather than a later one. All areas together are one clump at the beginning.
    """
    found = [frozenset(counts)]
    if is_small(_sum(counts, found[0])):
        return (Clump(found[0], float("nan")),)
    for one in sets:
        found = _cut(counts, found, one)
    return tuple(Clump(part, _sum(counts, part)) for part in found)


def _cut(counts: Mapping[str, float], clumps: list[Members], one: Members) -> list[Members]:
    """Return clumps cut by a set; as they were, where that would leave a small one."""
    cut = [clump for clump in clumps if not clump.isdisjoint(one) and not clump <= one]
    parts = [part for clump in cut for part in (clump & one, clump - one)]
    if any(is_small(_sum(counts, part)) for part in parts):
        return clumps
    return [*(clump for clump in clumps if clump not in cut), *parts]


def is_told(clump: Clump) -> bool:
    """Tell whether a clump is one area alone, whose count may be shown."""
    return len(clump.members) == 1 and not isnan(clump.count)


def is_whole(members: Members, clumps: Iterable[Clump]) -> bool:
    """Tell whether a set may be shown: it holds each clump wholly or not at all."""
    touched = [clump for clump in clumps if not clump.members.isdisjoint(members)]
    return all(c.members <= members and not isnan(c.count) for c in touched)


def safe(counts: Mapping[str, float], sets: Sequence[Members]) -> list[bool]:
    """Return which sets may be shown together; the others must be withheld.

    Args:
        counts: people (or events) by neighbourhood.
        sets: neighbourhoods of each area, in order of importance: of two that would give a small
            count away together the later one is withheld.

    Returns:
        One answer a set. No set that can be worked out of those shown, and of the total, by adding
        and subtracting has a count of 1 to 4.
    """
    clumps = clumps_of(counts, sets)
    return [is_whole(one, clumps) for one in sets]


def withhold(figures: pd.DataFrame, rows: NDArray[np.bool_]) -> None:
    """Take the numbers of some figures away, their denominators apart, and say they are hidden.

    Args:
        figures: as a pack has them; changed in place, their ``status`` of texts.
        rows: which of them, one for each.
    """
    figures.loc[rows, [name for name in NUMBERS if name != "denominator"]] = np.nan
    figures.loc[rows, "status"] = str(Status.HIDDEN)


def in_order(counts: Mapping[str, float], nested: Iterable[Iterable[Members]]) -> list[Members]:
    """Return the sets of several levels in order of importance: the larger areas first.

    Within a level those with most people come first, so that what is withheld beside a small count
    is as small as may be.
    """
    levels = (sorted(level, key=lambda one: (-_sum(counts, one), sorted(one))) for level in nested)
    return [one for level in levels for one in level]


def _sum(counts: Mapping[str, float], members: Members) -> float:
    return sum(counts.get(code, 0.0) for code in sorted(members))
