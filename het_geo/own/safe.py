"""Which counts may be shown, so that nothing gives a small one away: not alone, nor by subtraction.

The definition: docs/methods.md#own-data. Areas are put together to *clumps*, each with nobody or
with at least five. A set of areas is shown only where it holds each clump wholly or not at all. So
everything shown is a sum of clumps, and so is whatever anybody works out of it by adding and
subtracting that is a set of areas again: nobody, or at least five.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from het_geo.figures import FEW_PEOPLE

Members = frozenset[str]
_SLACK = 1e-9


def is_small(count: float) -> bool:
    """Tell whether a count is of somebody, and of fewer than may be shown.

    >>> [is_small(count) for count in (0, 1, 4.5, 5)]
    [False, True, True, False]
    """
    return _SLACK < count < FEW_PEOPLE - _SLACK


def clumps_of(counts: Mapping[str, float], sets: Iterable[Members]) -> tuple[Members, ...]:
    """Return the areas in clumps that are as small as may be, for sets in order of importance.

    A set is taken where the clumps that it would cut stay safe; so the first that is asked for is
    shown rather than a later one. All areas together are one clump at the beginning.
    """
    found: list[Members] = [frozenset(counts)]
    for one in sets:
        cut = [part for clump in found for part in (clump & one, clump - one) if part]
        if len(cut) > len(found) and not any(is_small(_sum(counts, part)) for part in cut):
            found = cut
    return tuple(found)


def is_whole(members: Members, clumps: Iterable[Members]) -> bool:
    """Tell whether a set holds each clump wholly or not at all: then it may be shown."""
    return all(clump <= members or not clump & members for clump in clumps)


def safe(counts: Mapping[str, float], sets: Sequence[Members]) -> list[bool]:
    """Return which sets may be shown together; the others must be withheld.

    Args:
        counts: people (or events) by neighbourhood.
        sets: neighbourhoods of each area, in order of importance: of two that would give a small
            count away together the later one is withheld.

    Returns:
        One answer a set. No set that can be worked out of those shown, and of the total, by adding
        and subtracting has a count of 1 to 4; nobody at all in all of them is no secret.
    """
    if is_small(_sum(counts, frozenset(counts))):
        return [not any(counts.get(code, 0.0) for code in one) and not one for one in sets]
    clumps = clumps_of(counts, sets)
    return [is_whole(one & frozenset(counts), clumps) for one in sets]


def in_order(counts: Mapping[str, float], nested: Iterable[Iterable[Members]]) -> list[Members]:
    """Return the sets of several levels in order of importance: the larger areas first.

    Within a level those with most people come first, so that what is withheld beside a small count
    is as small as may be.
    """
    levels = (sorted(level, key=lambda one: (-_sum(counts, one), sorted(one))) for level in nested)
    return [one for level in levels for one in level]


def _sum(counts: Mapping[str, float], members: Members) -> float:
    return sum(counts.get(code, 0.0) for code in sorted(members))
