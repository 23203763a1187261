"""The exact distribution of a weighted sum of values whose errors are normal on some scale.

OHID draws each group's value from a normal distribution on the log (rates) or logit (proportions)
scale, turns it back, and takes the 2.5th and 97.5th of 100,000 sums. The sum's distribution follows
without drawing: each term's distribution stands on a grid, and the sum's is their convolution. The
answer is the same each time and hundreds of times as fast; tests hold it against the draws.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from het_geo import special_functions as special
from het_geo.inputs import Floats
from het_geo.intervals import z_value
from het_geo.scales import SCALES, Uncertain

_REACH, _NODES = 6.0, 49  # a normal variable's mean goes over these points: ±6 standard errors
_TAIL, _ROOM = 4.0, 1.3  # the grid reaches beyond ±4 standard errors of all terms together
_NONE = 1e-9  # how far the grid reaches where no term has an error: a sum that is known
_BINS, _WIDE, _FINER = 512, 0.3, 8  # bins of the grid; more where an error on a scale is wide

# Errors beyond this on a scale (less than one event) spread over more decades than a grid holds.
_TOO_WIDE, _DRAWS, _SEED = 1.6, 100_000, 20_250_101


def _drawn(weights: Floats, values: Uncertain) -> Floats:
    """Return seeded draws of ``Σ wᵢ yᵢ``, the same in whatever order the terms are given."""
    alike = np.round(weights / (np.abs(weights).max() or 1.0), 9)  # by all but its last bits
    order = np.lexsort((alike, np.abs(alike), values.error, values.raw_error, values.raw))
    noise = np.random.default_rng(_SEED).standard_normal((len(weights), _DRAWS))
    return np.asarray((weights[order, None] * values.rows(order).at(noise)).sum(axis=0))


def _both_ways(weights: Floats, values: Uncertain) -> tuple[Floats, Floats]:
    """Return draws of a sum, and of the same sum turned round: the limits turn with the weights."""
    return _drawn(weights, values), _drawn(-weights, values)


def _drawn_limits(weights: Floats, values: Uncertain, tail: float) -> tuple[Floats, Floats]:
    if weights.ndim > 1:  # row by row: draws take much room
        rows = [
            _drawn_limits(weights[i], values.rows(np.array(i)), tail) for i in range(len(weights))
        ]
        lower, upper = (np.array(part) for part in zip(*rows))
        return lower, upper
    drawn, against = _both_ways(weights, values)
    low, high = (
        (np.quantile(drawn, part) - np.quantile(against, 1 - part)) / 2 for part in (tail, 1 - tail)
    )
    return np.asarray(low), np.asarray(high)


def sum_limits(
    weights: Floats, values: Uncertain, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Return the lower and upper limit of ``Σ wᵢ yᵢ``.

    Args:
        weights: … × terms.
        values: the terms, of the same shape.
        confidence: of the two-sided interval.

    On the raw scale the sum is normal and its limits are ``± z √(Σ wᵢ² seᵢ²)``. Where an error is
    wider than any count of events makes it, 100,000 seeded draws take the grid's place.
    """
    z = z_value(confidence)
    if values.scale == "raw":
        middle = (weights * values.raw).sum(axis=-1)
        spread = np.sqrt((weights**2 * values.raw_error**2).sum(axis=-1))
        return middle - z * spread, middle + z * spread
    tail = (1 - confidence) / 2
    widest = values.error.max(axis=-1, initial=0.0)
    need = np.asarray((widest > _WIDE).astype(int) + (widest > _TOO_WIDE))
    if need.ndim and need.size and need.min() < need.max():  # each row as if it were alone
        lower, upper = np.empty((2, *need.shape))
        for rows in (need == level for level in np.unique(need)):
            lower[rows], upper[rows] = sum_limits(weights[rows], values.rows(rows), confidence)
        return lower, upper
    if need.max(initial=0) > 1:
        return _drawn_limits(weights, values, tail)
    found = _density(weights, values)
    return found.quantile(tail), found.quantile(1 - tail)


def chance_below(weights: Floats, values: Uncertain, point: Floats) -> Floats:
    """Return the chance that ``Σ wᵢ yᵢ`` lies below a point (shapes as in :func:`sum_limits`)."""
    if values.scale == "raw":
        middle = (weights * values.raw).sum(axis=-1)
        spread = np.sqrt((weights**2 * values.raw_error**2).sum(axis=-1))
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(special.ndtr((point - middle) / spread))
    if values.error.max(initial=0.0) > _TOO_WIDE:
        drawn, against = _both_ways(weights, values)
        return np.asarray(((drawn < point).mean() + (against > -point).mean()) / 2)
    return _density(weights, values).below(point)


@dataclass(frozen=True)
class _Density:
    """A sum's distribution: cumulative chance at the upper edges of bins about its mean."""

    mean: Floats
    bin: Floats
    cumulative: Floats

    def quantile(self, chance: float) -> Floats:
        place = (self.cumulative < chance).sum(axis=-1, keepdims=True)
        place = np.minimum(place, self.cumulative.shape[-1] - 1)
        after = np.take_along_axis(self.cumulative, place, axis=-1)[..., 0]
        before = np.take_along_axis(self.cumulative, np.maximum(place - 1, 0), axis=-1)[..., 0]
        with np.errstate(divide="ignore", invalid="ignore"):
            part = np.where(after > before, (chance - before) / (after - before), 0.5)
        edge = place[..., 0] - self.cumulative.shape[-1] // 2 - 0.5
        return np.asarray(self.mean + (edge + part) * self.bin)

    def below(self, point: Floats) -> Floats:
        size = self.cumulative.shape[-1]
        at = (point - self.mean) / self.bin + size // 2 - 0.5  # in bins; whole at an upper edge
        at = np.clip(at, 0, size - 1)
        place = np.minimum(at.astype(int), size - 2)[..., None]
        first, last = (
            np.take_along_axis(self.cumulative, place + i, axis=-1)[..., 0] for i in (0, 1)
        )
        return np.asarray(first + (at - place[..., 0]) * (last - first))


def _density(weights: Floats, values: Uncertain) -> _Density:
    noise = np.linspace(-_REACH, _REACH, _NODES)
    mass = special.exp(-(noise**2) / 2)
    # No dense products in this module: their last bits are those of the processor's kernel.
    means = weights * (values.at(noise) * (mass / mass.sum())).sum(axis=-1)
    ends = weights[..., None] * values.at(np.array([-_TAIL, _TAIL])) - means[..., None]
    reach = _ROOM * np.sqrt((ends**2).sum(axis=-2)).max(axis=-1)
    reach = np.where(reach > 0, reach, _NONE)
    bins = _BINS * (_FINER if values.error.max(initial=0.0) > _WIDE else 1)
    width = 2 * reach / bins
    edges = (np.arange(bins + 1) - bins // 2 - 0.5) * width[..., None]
    terms = np.diff(_cumulative(weights, values, means[..., None] + edges[..., None, :]), axis=-1)
    waves = _product(np.fft.rfft(np.fft.ifftshift(terms, axes=-1), axis=-1))
    total = np.fft.fftshift(np.fft.irfft(waves, bins, axis=-1), axes=-1)
    total = np.maximum(total, 0.0)
    total /= total.sum(axis=-1, keepdims=True)
    # Bins move each term's mean a little; the sum's mean is known, so it is put back.
    drift = (total * (edges[..., :-1] + edges[..., 1:]) / 2).sum(axis=-1)
    return _Density(means.sum(axis=-1) - drift, width, np.cumsum(total, axis=-1))


def _product(waves: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """Return the product over the last axis but one, in real numbers: some processors fuse it."""
    found = waves[..., 0, :].copy()
    for i in range(1, waves.shape[-2]):
        a, b = found, waves[..., i, :]
        real = a.real * b.real - a.imag * b.imag
        found.imag, found.real = a.real * b.imag + a.imag * b.real, real
    return found


def _cumulative(weights: Floats, values: Uncertain, point: Floats) -> Floats:
    """Return the chance that each term wᵢyᵢ lies below points (last axis); 1 at the last edge."""
    forward, _, floor, ceiling = SCALES[values.scale]
    shape = [part[..., None] for part in (weights, values.centre, values.error)]
    weight, centre, error = shape
    raw, raw_error = values.raw[..., None], values.raw_error[..., None]
    with np.errstate(divide="ignore", invalid="ignore"):
        y = np.clip(point / weight, floor, ceiling)
        on_scale = (forward(y) - centre) / np.maximum(error, 1e-9)
        edged = (y - raw) / np.maximum(raw_error, 1e-12)
        edged = np.where(y <= floor, -np.inf, np.where(y >= ceiling, np.inf, edged))
    chance = special.ndtr(np.where(values.inside[..., None], on_scale, edged))
    chance = np.where(weight < 0, 1 - chance, chance)
    # A term without weight adds nothing: all its chance lies at 0.
    chance = np.where(weight == 0, (point >= 0).astype(float), chance)
    chance[..., 0], chance[..., -1] = 0.0, 1.0
    return np.asarray(chance)
