"""Slope and relative index of inequality, as OHID computes them.

The definitions: docs/methods.md#slope-index-of-inequality and
docs/methods.md#relative-index-of-inequality.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from het_geo.inequality.results import Slope
from het_geo.inequality.sums import chance_below, sum_limits
from het_geo.inputs import Floats, Values, column, limits, not_negative
from het_geo.intervals import z_value
from het_geo.scales import SCALES, Uncertain, from_errors, from_limits, on_scale

_EDGE = "a limit lies at the edge of the scale, so the line has none"
_ENDLESS = "the errors are so wide that the line's limits have no end"
_EVERY = "every group needs a value and people, and two groups are the least"
_SURELY_POSITIVE = 1e-4  # the chance of a negative fitted value that a ratio may bear
_LARGEST = 13.8  # on the log scale: a ratio beyond a million has no limit worth a number
_NO_LINE = "the fitted line is zero or negative at one end, so there is no ratio"


@dataclass(frozen=True)
class Line:
    """The weighted regression as linear weights of the groups' values: groups first."""

    slope: Floats
    intercept: Floats


def line(weights: Floats) -> Line:
    """Return the weights kᵢ of slope and intercept: ``b₁ = Σ kᵢ yᵢ`` (groups, or groups × columns).

    With aᵢ the share of people and bᵢ the cumulative share to the group's middle, the regression of
    √aᵢ·yᵢ on √aᵢ and √aᵢ·bᵢ without constant is least squares of y on b weighted by a.
    """
    share = weights / weights.sum(axis=0)
    middle = np.cumsum(share, axis=0) - share / 2
    centre = (share * middle).sum(axis=0)
    away = middle - centre
    slope = share * away / (share * away**2).sum(axis=0)
    return Line(slope, share - slope * centre)


def slope_index(
    values: Values,
    weights: Values,
    *,
    lower: Values | None = None,
    upper: Values | None = None,
    errors: Values | None = None,
    scale: str = "raw",
    transform: bool = False,
    multiplier: float = 1.0,
    confidence: float = 0.95,
    rii_limits: bool = True,
) -> Slope:
    """Return slope and relative index of inequality of groups, least advantaged first.

    ``phe_sii`` of OHID's PHEindicatormethods, with exact limits for its 100,000 draws.

    Args:
        values: one a group, from the least to the most advantaged.
        weights: people in each group, same index.
        lower: the values' lower 95 % limits; with ``upper`` they give the standard errors
            (U − L) / (2 · 1.959964) on the scale.
        upper: the values' upper 95 % limits.
        errors: standard errors on the scale, instead of limits.
        scale: where errors are normal: "raw", "log" (rates) or "logit" (proportions, values as
            fractions of one); no other word.
        transform: fit the line on the scale too (OHID's ``transform``); the fitted ends are turned
            back, so that SII = Y₁ − Y₀ and RII = Y₁ / Y₀. Its limits need no draws.
        multiplier: times the SII; negative where high is bad, so that more is a bigger gap, and
            then the RII is inverted.
        confidence: of the limits.
        rii_limits: whether to find the RII's limits too.

    Returns:
        A :class:`Slope`. RII = (Y₀ + SII) / Y₀ with Y₀ the fitted value at rank 0. A group without
        people is left out and counted. One with people and no value, or whose people are not known:
        not available, with the reason. The same groups the other way round turn all of it round.

    Raises:
        ValueError: ``multiplier`` is 0, missing or infinite, or ``confidence`` does not lie between
            0 and 1.
    """
    y, n = column(values, "values"), not_negative(column(weights, "weights", values), "weights")
    z_value(confidence)  # refuses what is no confidence
    if not np.isfinite(multiplier) or multiplier == 0:
        raise ValueError("multiplier must be finite and not zero")
    y, given = _uncertain(values, y, (lower, upper), errors, scale)
    left_out = int((n == 0).sum())
    y, n, *given = (part[n != 0] for part in (y, n, *given))
    if len(y) < 2 or np.isnan(y).any() or np.isnan(n).any():
        return Slope(None, reason=_EVERY, left_out=left_out)
    fit = line(n)
    found = replace(_fitted(fit, y, scale, transform, multiplier), left_out=left_out)
    if found.sii is None or not given or any(np.isnan(part).any() for part in given):
        return found
    sure = _with_errors(y, given, scale)
    if transform and scale != "raw":
        return _turned(fit, sure, found, multiplier, confidence)
    low, high = (float(limit) * multiplier for limit in sum_limits(fit.slope, sure, confidence))
    found = replace(found, sii_lower=min(low, high), sii_upper=max(low, high))
    if not rii_limits or found.rii is None:
        return found
    return _with_ratio_limits(found, _ratio_limits(fit, sure, confidence), multiplier)


def _uncertain(
    values: Values,
    y: Floats,
    given: tuple[Values | None, Values | None],
    errors: Values | None,
    scale: str,
) -> tuple[Floats, list[Floats]]:
    """Return the values, and their errors or their limits where given, none off the scale."""
    if errors is not None:
        if any(part is not None for part in given):
            raise ValueError("errors must not be given beside lower and upper")
        se = not_negative(column(errors, "errors", values), "errors")
        return on_scale(scale, values=y)[0], [se]
    low, high = limits(*given, values)
    y, low, high = on_scale(scale, values=y, lower=low, upper=high)
    return y, [low, high]


def _with_errors(y: Floats, given: list[Floats], scale: str) -> Uncertain:
    """Return values with their errors on the scale, or with those of their two limits."""
    if len(given) == 1:
        return from_errors(y, given[0], scale)
    return from_limits(y, given[0], given[1], scale)


def _fitted(fit: Line, y: Floats, scale: str, transform: bool, multiplier: float) -> Slope:
    """Return the fitted ends and what follows from them, without limits."""
    forward, back, _, _ = SCALES[scale if transform else "raw"]
    turned = forward(y)
    if not np.isfinite(turned).all():
        return Slope(None, reason=f"a value has no {scale}: it lies at the edge of the scale")
    first = (fit.intercept * turned).sum()
    last = first + (fit.slope * turned).sum()
    ends = back(np.array([first, last]))
    start, end = float(ends[0]), float(ends[1])
    ratio = None if start <= 0 or end <= 0 else end / start
    if ratio is not None and multiplier < 0:
        ratio = 1 / ratio
    reason = "" if ratio is not None else _NO_LINE
    return Slope((end - start) * multiplier, ratio, start, end, reason=reason)


def _turned(
    fit: Line, sure: Uncertain, found: Slope, multiplier: float, confidence: float
) -> Slope:
    """Return the limits of a line fitted on the scale: its slope ± z √(Σ kᵢ² seᵢ²), turned back.

    As OHID does, the line turns about its middle (rank ½): at each limit of the slope s, Y₀ and Y₁
    are the middle ∓ s/2, turned back. No limits where a limit of a value has no place on the scale.
    """
    if not sure.inside.all():
        return replace(found, reason=_EDGE)
    back = SCALES[sure.scale][1]
    middle = ((fit.intercept + fit.slope / 2) * sure.centre).sum()
    slope = (fit.slope * sure.centre).sum()
    reach = z_value(confidence) * np.sqrt((fit.slope**2 * sure.error**2).sum())
    turns = slope + np.array([-reach, reach])
    starts, ends = back(middle - turns / 2), back(middle + turns / 2)
    if not np.isfinite([starts, ends]).all():
        return replace(found, reason=_ENDLESS)
    sizes = np.sort((ends - starts) * multiplier)
    found = replace(found, sii_lower=float(sizes[0]), sii_upper=float(sizes[1]))
    if found.rii is None or min(*starts, *ends) <= 0:
        return found
    return _with_ratio_limits(found, [float(ratio) for ratio in ends / starts], multiplier)


def _ratio_limits(fit: Line, sure: Uncertain, confidence: float) -> list[float | None]:
    """Return the limits of the ratio of the fitted ends Y₁ / Y₀, each ``None`` where it has none.

    The chance that ``Y₁ / Y₀ < r`` is that of ``Y₁ − r·Y₀ < 0`` while both are positive: a weighted
    sum again (Fieller 1954). Where either may be negative a ratio has no limits, whichever stands
    below.
    """
    start, end, nil = fit.intercept, fit.intercept + fit.slope, np.array(0.0)
    if any(float(chance_below(part, sure, nil)) > _SURELY_POSITIVE for part in (start, end)):
        return [None, None]

    def missed(log_ratio: float, tail: float) -> float:
        # Y₁ / √r − Y₀ √r: the two ends are weighed alike.
        half = math.exp(log_ratio / 2)
        return float(chance_below(end / half - start * half, sure, nil)) - tail

    return [_root(missed, tail) for tail in ((1 - confidence) / 2, (1 + confidence) / 2)]


def _root(missed: Callable[[float, float], float], tail: float) -> float | None:
    """Return the ratio whose chance of not being reached is ``tail``."""
    if missed(-_LARGEST, tail) >= 0 or missed(_LARGEST, tail) <= 0:
        return None
    from scipy import optimize  # noqa: PLC0415 - a twelfth of a second that no page needs

    return math.exp(optimize.brentq(missed, -_LARGEST, _LARGEST, args=(tail,), xtol=1e-10))


def _with_ratio_limits(found: Slope, ends: list[float | None], multiplier: float) -> Slope:
    if multiplier < 0:
        ends = [None if end is None else 1 / end for end in reversed(ends)]
    return replace(found, rii_lower=ends[0], rii_upper=ends[1])
