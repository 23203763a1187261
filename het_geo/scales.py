"""Values with errors: 95 % limits turned into a normal error on the scale where it is symmetric.

OHID's rule: rates have normal errors on the log scale, proportions on the logit scale, other values
as they are; se = (U − L) / (2 · 1.959964) on that scale.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from het_geo import special_functions as special
from het_geo.inputs import Floats, word

Transform = Callable[[Floats], Floats]
Z95 = 1.959964  # the quantile by which OHID turns 95 % limits into standard errors
SCALE_OF = {"proportion": "logit", "rate": "log", "dsr": "log"}  # by kind of indicator; else raw


def _same(values: Floats) -> Floats:
    return values


def _log(values: Floats) -> Floats:
    return np.asarray(special.log(values))


def _exp(values: Floats) -> Floats:
    return np.asarray(special.exp(values))


def _logit(values: Floats) -> Floats:
    return np.asarray(special.logit(values))


def _expit(values: Floats) -> Floats:
    return np.asarray(special.expit(values))


# Each scale: to it, back from it, and where the values end.
SCALES: dict[str, tuple[Transform, Transform, float, float]] = {
    "logit": (_logit, _expit, 0.0, 1.0),
    "log": (_log, _exp, 0.0, np.inf),
    "raw": (_same, _same, -np.inf, np.inf),
}
_ROUNDING = 1e-9  # of the scale's end: a share of 100 % may be summed to a little more


def scale_of(scale: str) -> tuple[Transform, Transform, float, float]:
    """Return a scale by its name: "logit" (proportions), "log" (rates) or "raw" (all others)."""
    return SCALES[word(scale, "scale", SCALES)]


def on_scale(scale: str, top: float = 1.0, **parts: Floats) -> list[Floats]:
    """Return values and limits, by their names, where none lies beyond the ends of its scale.

    ``top`` is what 100 % is in their unit. What is beyond by rounding is put at the end.

    Raises:
        ValueError: a value or limit lies beyond an end by more than rounding.
    """
    _, _, floor, ceiling = scale_of(scale)
    low, high = floor * top, ceiling * top
    for name, part in parts.items():
        if np.any((part < low - _ROUNDING * top) | (part > high + _ROUNDING * top)):
            raise ValueError(f"{name} must lie between {low:g} and {high:g} on the {scale} scale")
    return [np.clip(part, low, high) for part in parts.values()]


@dataclass(frozen=True)
class Uncertain:
    """Values with normal errors on a scale: ``centre`` and ``error`` on it; ``raw`` beside it.

    A value or limit at the edge of its scale (0, or 1 for logit) has no log or logit: ``inside`` is
    false, and the value is normal on the raw scale (``raw``, ``raw_error``), cut at the edge.
    """

    scale: str
    centre: Floats
    error: Floats
    raw: Floats
    raw_error: Floats
    inside: NDArray[np.bool_]

    def rows(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> Uncertain:
        """Return some rows of values that stand in rows (or some of one row)."""
        parts = (self.centre, self.error, self.raw, self.raw_error)
        centre, error, raw, raw_error = (part[chosen] for part in parts)
        return Uncertain(self.scale, centre, error, raw, raw_error, self.inside[chosen])

    def at(self, noise: Floats) -> Floats:
        """Return the values where their standard normal errors are ``noise`` (last axis: draws)."""
        _, back, floor, ceiling = SCALES[self.scale]
        drawn = back(self.centre[..., None] + self.error[..., None] * noise)
        if self.inside.all():
            return np.asarray(drawn)
        raw = np.clip(self.raw[..., None] + self.raw_error[..., None] * noise, floor, ceiling)
        return np.asarray(np.where(self.inside[..., None], drawn, raw))


def from_limits(value: Floats, lower: Floats, upper: Floats, scale: str) -> Uncertain:
    """Return values with se = (U − L) / (2 · 1.959964) on the scale, from their 95 % limits.

    ``scale`` is "logit" (proportions, as fractions of one), "log" (rates) or "raw".
    """
    forward = scale_of(scale)[0]
    centre = np.asarray(forward(value), dtype=float)
    with np.errstate(invalid="ignore"):  # both limits at one edge: ∞ − ∞
        error = np.asarray(forward(upper) - forward(lower), dtype=float) / (2 * Z95)
    inside = np.isfinite(centre) & np.isfinite(error)
    return Uncertain(
        scale,
        np.where(inside, centre, 0.0),
        np.where(inside, error, 0.0),
        value,
        (upper - lower) / (2 * Z95),
        inside,
    )


def from_errors(value: Floats, error: Floats, scale: str) -> Uncertain:
    """Return values whose standard errors on the scale ("logit", "log" or "raw") are given.

    Raises:
        ValueError: a value lies at an end of the scale, where it has no number on it.
    """
    forward = scale_of(scale)[0]
    centre = np.asarray(forward(value), dtype=float)
    inside = np.isfinite(centre)
    if not inside.all():
        raise ValueError(f"values must have a {scale} where errors are given on that scale")
    raw = error if scale == "raw" else np.zeros_like(value)
    return Uncertain(scale, centre, error, value, raw, inside)
