"""95 % intervals for one area's value, as OHID's Technical Guide: Confidence Intervals gives them.

All functions are vectorised: arrays or Series in, float arrays of the same shape out. NaN in,
NaN out; an impossible input (x > n, a negative count) is a ``ValueError`` naming the argument.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from het_geo import special

Floats = NDArray[np.float64]
BYAR_FROM = 10  # events from which Byar's approximation is used; fewer: the exact limits


def z_value(confidence: float = 0.95) -> float:
    """Return the standard normal quantile of a two-sided confidence, 1.96 for 95 %.

    >>> round(z_value(0.95), 6)
    1.959964
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
    """
    events, total = _counts(x, n)
    if np.any(events > total):
        raise ValueError("x must not exceed n")
    z = z_value(confidence)
    total = np.where(total > 0, total, np.nan)
    # A share that is 1 within rounding must not give the root of a tiny negative number.
    spread = z * np.sqrt(z**2 + 4 * events * np.maximum(1 - events / total, 0))
    middle, bottom = 2 * events + z**2, 2 * (total + z**2)
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


def _cube(values: Floats) -> Floats:
    """Return values to the power of 3; NumPy's own power differs by processor in its last digit."""
    return values * values * values


def count_limits(x: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Limits of a count: exact Poisson under 10 events, Byar from 10 on."""
    events, _ = _counts(x, 0)
    few = events < BYAR_FROM
    exact, approximate = poisson(events, confidence), byar(events, confidence)
    return np.where(few, exact[0], approximate[0]), np.where(few, exact[1], approximate[1])


def proportion(
    x: ArrayLike, n: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """Return value, lower and upper of x out of n, as fractions (Wilson)."""
    events, total = _counts(x, n)
    lower, upper = wilson(events, total, confidence)
    return events / np.where(total > 0, total, np.nan), lower, upper


def rate(
    x: ArrayLike, n: ArrayLike, multiplier: float = 1.0, confidence: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """Return value, lower and upper of x events per n, times ``multiplier``."""
    if not multiplier > 0:
        raise ValueError("multiplier must be positive")
    events, total = _counts(x, n)
    total = np.where(total > 0, total, np.nan)
    lower, upper = count_limits(events, confidence)
    return events / total * multiplier, lower / total * multiplier, upper / total * multiplier


def dsr(
    x: ArrayLike,
    n: ArrayLike,
    weights: ArrayLike,
    multiplier: float = 100_000,
    confidence: float = 0.95,
) -> tuple[Floats, Floats, Floats]:
    """Return the directly standardised rate, lower and upper, times ``multiplier``.

    ``Σ w·x/n / Σ w`` with Dobson's limits on Byar's of the total count O: ``DSR + √(var DSR / O) ·
    (Byar limit of O − O)``, ``var DSR = Σ w² x/n² / (Σ w)²`` (OHID Technical Guide; Dobson et al.
    1991).

    Args:
        x: events, … × age bands.
        n: people, of the same shape; every band needs some.
        weights: the standard population of each band (the European Standard Population 2013).
        multiplier: the rate is for this many people.
        confidence: of the limits.

    Returns:
        Arrays of the shape before the last axis. Fewer than 10 events in all, none in a band that
        weighs, or a band that is not known: NaN, not available.

    >>> value, lower, upper = dsr([4, 16], [1000, 1000], [3, 1], multiplier=1000)
    >>> round(float(value), 6)  # (3 × 4 + 1 × 16) / 4
    7.0
    """
    events, people = _counts(x, n)
    standard = _weights(weights, events, people)
    if np.any(people == 0):
        raise ValueError("n must be positive in every band")
    if not multiplier > 0:
        raise ValueError("multiplier must be positive")
    if not np.all(standard.sum(axis=-1) > 0):
        raise ValueError("weights must not all be zero")
    total, scale = events.sum(axis=-1), standard.sum(axis=-1)
    value = (standard * events / people).sum(axis=-1) / scale
    variance = (standard**2 * events / people**2).sum(axis=-1) / scale**2
    known = (total >= BYAR_FROM) & (variance > 0)
    safe = np.where(known, total, np.nan)
    lower, upper = byar(safe, confidence)
    reach = np.sqrt(variance / safe)
    parts = (value, value + reach * (lower - safe), value + reach * (upper - safe))
    first, low, high = (np.where(known, part, np.nan) * multiplier for part in parts)
    return first, low, high


def _weights(weights: ArrayLike, events: Floats, people: Floats) -> Floats:
    standard = np.asarray(weights, dtype=float)
    if not np.isfinite(standard).all() or (standard < 0).any():
        raise ValueError("weights must be finite and not negative")
    if len({part.shape[-1:] for part in (standard, events, people)}) > 1 or not standard.ndim:
        raise ValueError("x, n and weights must have the same age bands")
    return standard


def _counts(x: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    events, total = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    for name, array in (("x", events), ("n", total)):
        if np.any(np.isinf(array)):
            raise ValueError(f"{name} must be finite")
        if np.any(array < 0):
            raise ValueError(f"{name} must not be negative")
    return events, total
