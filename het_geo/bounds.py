"""A number that is known only to lie between two others: the least and the most it can be.

A publisher withholds low counts, so a sum with a withheld count in it has two ends
(docs/methods.md#what-is-withheld). Such a number goes wherever a number goes, as the middle of its
two ends; what writes, compares or subtracts it asks for both (:func:`ends`).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any


class Bounded(float):
    """A number between ``least`` and ``most``; as a plain number it is ``value``, their middle."""

    least: float
    most: float

    def __new__(cls, value: float, least: float, most: float) -> Bounded:
        """Make a number that remembers its two ends."""
        made = super().__new__(cls, value)
        made.least, made.most = float(least), float(most)
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        """Return what a copy is made from."""
        return float(self), self.least, self.most


def bounded(value: float, least: float, most: float) -> float:
    """Return a number with its two ends, or the plain number where it has none (NaN).

    >>> ends(bounded(25.85, 25.4, 26.3)), ends(bounded(25.85, float("nan"), float("nan")))
    ((25.4, 26.3), (25.85, 25.85))
    """
    return float(value) if isnan(value) or isnan(least) else Bounded(value, least, most)


def ends(value: float) -> tuple[float, float]:
    """Return the least and the most that a number can be: twice itself where it is plain."""
    return (value.least, value.most) if isinstance(value, Bounded) else (value, value)


def less(one: float, other: float) -> float:
    """Return one number less another; it has two ends where either has.

    >>> ends(less(bounded(20.0, 19.0, 21.0), 5.0))
    (14.0, 16.0)
    """
    known = isinstance(one, Bounded) or isinstance(other, Bounded)
    difference = float(one) - float(other)
    (low, high), (least, most) = ends(one), ends(other)
    return bounded(difference, low - most, high - least) if known else difference


def about(*values: float) -> str:
    """Return "about " where one of the numbers has two ends, "" else.

    >>> about(5.0, bounded(20.0, 19.0, 21.0)), about(5.0)
    ('about ', '')
    """
    return "about " if any(isinstance(value, Bounded) for value in values) else ""


def counted(count: float, value: float) -> float:
    """Return the count behind a value; it has two ends where the value has.

    >>> ends(counted(200.0, bounded(20.0, 19.0, 21.0)))
    (190.0, 210.0)
    """
    if not isinstance(value, Bounded):
        return float(count)
    return bounded(count, count * value.least / value, count * value.most / value)


def average(values: Sequence[float], weights: Sequence[float]) -> float:
    """Return the weighted mean of numbers; it has two ends where one of them has.

    >>> ends(average([bounded(20.0, 18.0, 22.0), 10.0], [1.0, 3.0]))
    (12.0, 13.0)
    """
    low, middle, high = (
        sum(value * weight for value, weight in zip(side, weights, strict=True)) / sum(weights)
        for side in ([ends(v)[0] for v in values], map(float, values), [ends(v)[1] for v in values])
    )
    return bounded(middle, low, high) if about(*values) else middle


def is_sure(difference: float) -> bool:
    """Tell whether both ends of a difference lie on one side of 0."""
    low, high = ends(difference)
    return low > 0 or high < 0
