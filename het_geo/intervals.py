"""95 % intervals for one area's value, as OHID's Technical Guide: Confidence Intervals gives them.

All functions are vectorised: arrays or Series in, float arrays of the same shape out, in the order
of ``x``. Series are paired by their labels. NaN in, NaN out; an impossible input (x > n, a negative
count) is a ``ValueError`` naming the argument (decision 16).
"""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from het_geo import special_functions as special
from het_geo.inputs import Floats, aligned, not_negative, numbers, positive, same_shape

BYAR_FROM = 10  # events from which Byar's approximation is used; fewer: the exact limits
NOBODY = "there are no people"
NOT_KNOWN = "a count is not known"
EMPTY_BAND = "an age band has no people, and so no rate"
UNKNOWN_BAND = "an age band has no count, and what is missing is not 0"
FEW_EVENTS = f"there are fewer than {BYAR_FROM} events"
NO_EVENTS = "there are no events in an age band that weighs"


class _Limited(NamedTuple):
    value: Floats
    lower: Floats
    upper: Floats


class Estimate(_Limited):
    """Value, lower and upper limit: three arrays, NaN where there is none.

    ``reason`` has their shape: why there is none, "" where there is.
    """

    reason: NDArray[np.str_]

    def __repr__(self) -> str:
        return f"{super().__repr__()[:-1]}, reason={self.reason})"

    @classmethod
    def of(
        cls, parts: tuple[Floats, Floats, Floats], reasons: dict[str, NDArray[np.bool_]]
    ) -> Estimate:
        """Return parts with the first of the reasons that holds for each."""
        found = cls(*parts)
        none = np.select(list(reasons.values()), list(reasons), "")
        found.reason = np.broadcast_to(none, np.shape(found.value))
        return found


def z_value(confidence: float = 0.95) -> float:
    """Return the standard normal quantile of a two-sided confidence, 1.96 for 95 %.

    >>> round(z_value(0.95), 6)
    1.959964

    Raises:
        ValueError: the confidence does not lie between 0 and 1 (95 % is 0.95).
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {confidence}")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(x: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Wilson score limits of a proportion x / n, as fractions.

    ``(2x + z² ∓ z √(z² + 4x(1 − x/n))) / (2(n + z²))``. An n of 0 gives NaN.

    >>> lower, upper = wilson(20, 100)
    >>> round(float(lower), 4), round(float(upper), 4)
    (0.1334, 0.2888)

    Raises:
        ValueError: an x exceeds its n.
    """
    events, total = _counts(x, n)
    if np.any(events > total):
        raise ValueError("x must not exceed n")
    z = z_value(confidence)
    total = np.where(total > 0, total, np.nan)
    spread = z * np.sqrt(z**2 + 4 * events * (1 - events / total))
    middle, bottom = 2 * events + z**2, 2 * (total + z**2)
    # Rounding must not bring a limit of next to nothing, or of nearly all, over the edge.
    return np.maximum((middle - spread) / bottom, 0), np.minimum((middle + spread) / bottom, 1)


def poisson(x: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Exact Poisson limits of a count x, from χ² quantiles (χ²(p; 2k)/2 is gammaincinv(k, p)).

    >>> lower, upper = poisson(4)
    >>> round(float(lower), 3), round(float(upper), 3)
    (1.09, 10.242)
    """
    events, _ = _counts(x, 0)
    z_value(confidence)  # refuses what is no confidence
    alpha = 1 - confidence
    lower = np.where(events > 0, special.gammaincinv(events, alpha / 2), 0.0)
    upper = special.gammaincinv(events + 1, 1 - alpha / 2)
    return np.where(np.isnan(events), np.nan, lower), np.asarray(upper, dtype=float)


def byar(x: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Byar's limits of a count x of at least 1 (Breslow and Day 1987); 0 gives a lower limit of 0.

    >>> lower, upper = byar(100)
    >>> round(float(lower), 2), round(float(upper), 2)
    (81.36, 121.63)
    """
    events, _ = _counts(x, 0)
    z = z_value(confidence)
    safe = np.where(events > 0, events, np.nan)
    lower = safe * _cube(1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe)))
    above = events + 1
    upper = above * _cube(1 - 1 / (9 * above) + z / (3 * np.sqrt(above)))
    return np.where(events == 0, 0.0, np.maximum(lower, 0.0)), upper


def _cube(root: Floats) -> Floats:
    # Not root ** 3: numpy's powers differ in the last bit between processors.
    return np.asarray(root * root * root)


def count_limits(x: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Limits of a count: exact Poisson under 10 events, Byar from 10 on."""
    events, _ = _counts(x, 0)
    few = events < BYAR_FROM
    exact, approximate = poisson(events, confidence), byar(events, confidence)
    return np.where(few, exact[0], approximate[0]), np.where(few, exact[1], approximate[1])


def proportion(x: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Estimate:
    """Return value, lower and upper of x out of n, as fractions (Wilson); nobody gives none."""
    events, total = _counts(x, n)
    lower, upper = wilson(events, total, confidence)
    value = events / np.where(total > 0, total, np.nan)
    return Estimate.of((value, lower, upper), _missing(events, total))


def rate(x: ArrayLike, n: ArrayLike, multiplier: float = 1.0, confidence: float = 0.95) -> Estimate:
    """Return value, lower and upper of x events per n, times ``multiplier``; nobody gives none."""
    positive(multiplier, "multiplier")
    events, total = _counts(x, n)
    people = np.where(total > 0, total, np.nan)
    value, lower, upper = (
        part / people * multiplier for part in (events, *count_limits(events, confidence))
    )
    return Estimate.of((value, lower, upper), _missing(events, total))


def dsr(
    x: ArrayLike,
    n: ArrayLike,
    weights: ArrayLike,
    multiplier: float = 100_000,
    confidence: float = 0.95,
) -> Estimate:
    """Return the directly standardised rate, lower and upper, times ``multiplier``.

    ``Σ w·x/n / Σ w`` with Dobson's limits on Byar's of the total count O: ``DSR + √(var DSR / O) ·
    (Byar limit of O − O)``, ``var DSR = Σ w² x/n² / (Σ w)²`` (OHID Technical Guide; Dobson et al.
    1991).

    Args:
        x: events, … × age bands.
        n: people, of the same shape.
        weights: the standard population of each band (the European Standard Population 2013).
        multiplier: the rate is for this many people.
        confidence: of the limits.

    Returns:
        Arrays of the shape before the last axis. A group with fewer than 10 events in all, none in
        a band that weighs, a band without people or a band whose count is not known: NaN, with the
        reason. The other groups have their rates.

    >>> value, lower, upper = dsr([4, 16], [1000, 1000], [3, 1], multiplier=1000)
    >>> round(float(value), 6)  # (3 × 4 + 1 × 16) / 4
    7.0
    """
    events, people = _counts(x, n)
    standard = _weights(aligned(weights, x, "weights", "x"), events, people)
    positive(multiplier, "multiplier")
    empty, unknown = people == 0, np.isnan(events) | np.isnan(people)
    people = np.where(empty, np.nan, people)
    total, scale = events.sum(axis=-1), standard.sum(axis=-1)
    value = (standard * events / people).sum(axis=-1) / scale
    variance = (standard**2 * events / people**2).sum(axis=-1) / scale**2
    reasons = {
        NOBODY: empty.all(axis=-1),
        EMPTY_BAND: empty.any(axis=-1),
        UNKNOWN_BAND: unknown.any(axis=-1),
        FEW_EVENTS: total < BYAR_FROM,
        NO_EVENTS: variance == 0,
    }
    known = (total >= BYAR_FROM) & (variance > 0)
    safe = np.where(known, total, np.nan)
    lower, upper = byar(safe, confidence)
    reach = np.sqrt(variance / safe)
    parts = (value, value + reach * (lower - safe), value + reach * (upper - safe))
    first, low, high = (np.where(known, part, np.nan) * multiplier for part in parts)
    return Estimate.of((first, low, high), reasons)


def _weights(weights: ArrayLike, events: Floats, people: Floats) -> Floats:
    standard = not_negative(numbers(weights, "weights"), "weights")
    if np.isnan(standard).any():
        raise ValueError("weights must not be missing")
    if len({part.shape[-1:] for part in (standard, events, people)}) > 1 or not standard.ndim:
        raise ValueError("x, n and weights must have the same age bands")
    if not np.all(standard.sum(axis=-1) > 0):
        raise ValueError("weights must not all be zero")
    return standard


def _missing(events: Floats, total: Floats) -> dict[str, NDArray[np.bool_]]:
    return {NOBODY: total == 0, NOT_KNOWN: np.isnan(events) | np.isnan(total)}


def _counts(x: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """Return counts and what they are counts of, none impossible, in the order of ``x``."""
    events = not_negative(numbers(x, "x"), "x")
    total = not_negative(numbers(aligned(n, x, "n", "x"), "n"), "n")
    same_shape(total, events, "n", "x")
    return events, total
