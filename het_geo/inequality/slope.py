"""Slope and relative index of inequality, as OHID computes them (methods section 4)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from het_geo.inequality.inputs import Floats, Values, column, limits
from het_geo.inequality.results import Slope
from het_geo.inequality.sums import chance_below, sum_limits
from het_geo.intervals import z_value
from het_geo.scales import SCALES, Uncertain, from_errors, from_limits

_EDGE = "a limit lies at the edge of the scale, so the line has none"
_EVERY = "every group needs a value and people, and two groups are the least"
_SURELY_POSITIVE = 1e-4  # the chance of a negative fitted value that a ratio may bear
_LARGEST = 1e6  # a ratio beyond this has no limit worth a number
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
            fractions of one).
        transform: fit the line on the scale too (OHID's ``transform``); the fitted ends are turned
            back, so that SII = Y₁ − Y₀ and RII = Y₁ / Y₀. Its limits need no draws.
        multiplier: times the SII; negative where high is bad, so that more is a bigger gap, and
            then the RII is inverted.
        confidence: of the limits.
        rii_limits: whether to find the RII's limits too.

    Returns:
        A :class:`Slope`. RII = (Y₀ + SII) / Y₀ with Y₀ the fitted value at rank 0. A group without
        a value or people: not available, with the reason.
    """
    y, n = column(values, "values"), column(weights, "weights", values)
    if np.any(n < 0):
        raise ValueError("weights must not be negative")
    z_value(confidence)  # refuses what is no confidence
    if not np.isfinite(multiplier) or multiplier == 0:
        raise ValueError("multiplier must be finite and not zero")
    sure = _uncertain(values, y, (lower, upper), errors, scale)
    if len(y) < 2 or np.isnan(y).any() or not (n > 0).all():
        return Slope(None, reason=_EVERY)
    fit = line(n)
    found = _fitted(fit, y, scale, transform, multiplier)
    if sure is None or found.sii is None:
        return found
    if transform and scale != "raw":
        return _turned(fit, sure, found, multiplier, confidence)
    low, high = (float(limit) * multiplier for limit in sum_limits(fit.slope, sure, confidence))
    found = replace(found, sii_lower=min(low, high), sii_upper=max(low, high))
    if not rii_limits or found.rii is None:
        return found
    tail = (1 - confidence) / 2
    ends = [_ratio(fit, sure, chance) for chance in (tail, 1 - tail)]
    return _with_ratio_limits(found, ends, multiplier)


def _uncertain(
    values: Values,
    y: Floats,
    given: tuple[Values | None, Values | None],
    errors: Values | None,
    scale: str,
) -> Uncertain | None:
    """Return the values with their errors; ``None`` where any group has none."""
    if scale not in SCALES:
        raise ValueError(f"scale must be one of {', '.join(SCALES)}")
    _, _, floor, ceiling = SCALES[scale]
    if np.any((y < floor) | (y > ceiling)):
        raise ValueError(f"values must lie between {floor:g} and {ceiling:g} on the {scale} scale")
    if errors is not None:
        if given != (None, None):
            raise ValueError("errors must not be given beside lower and upper")
        se = column(errors, "errors", values)
        if np.any(se < 0):
            raise ValueError("errors must not be negative")
        return None if np.isnan(se).any() else from_errors(y, se, scale)
    return _from_limits(values, y, given, scale)


def _from_limits(
    values: Values, y: Floats, given: tuple[Values | None, Values | None], scale: str
) -> Uncertain | None:
    if (given[0] is None) != (given[1] is None):
        raise ValueError("lower and upper must be given together")
    low, high = limits(*given, values)
    _, _, floor, ceiling = SCALES[scale]
    if np.any((low < floor) | (high > ceiling)):
        raise ValueError(f"lower and upper must lie between {floor:g} and {ceiling:g}")
    if np.isnan(low).any() or np.isnan(high).any():
        return None
    return from_limits(y, low, high, scale)


def _fitted(fit: Line, y: Floats, scale: str, transform: bool, multiplier: float) -> Slope:
    """Return the fitted ends and what follows from them, without limits."""
    forward, back, _, _ = SCALES[scale if transform else "raw"]
    with np.errstate(divide="ignore"):
        on_scale = forward(y)
    if not np.isfinite(on_scale).all():
        return Slope(None, reason=f"a value has no {scale}: it lies at the edge of the scale")
    first = (fit.intercept * on_scale).sum()
    last = first + (fit.slope * on_scale).sum()
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
    limits = slope + np.array([-reach, reach])
    starts, ends = back(middle - limits / 2), back(middle + limits / 2)
    sizes, ratios = np.sort((ends - starts) * multiplier), ends / starts
    found = replace(found, sii_lower=float(sizes[0]), sii_upper=float(sizes[1]))
    return _with_ratio_limits(found, [float(ratio) for ratio in ratios], multiplier)


def _ratio(fit: Line, sure: Uncertain, chance: float) -> float | None:
    """Return the ratio r of the fitted ends whose chance of being exceeded is 1 − ``chance``.

    ``Y₁ / Y₀ ≤ r`` is ``Y₁ − r·Y₀ ≤ 0`` while Y₀ is positive: a weighted sum again. Where Y₀ may be
    negative the ratio has no such limit (Fieller 1954).
    """
    nil = np.array(0.0)

    def missed(ratio: float) -> float:
        weights = fit.intercept * (1 - ratio) + fit.slope
        return float(chance_below(weights, sure, nil)) - chance

    if float(chance_below(fit.intercept, sure, nil)) > _SURELY_POSITIVE or missed(0.0) >= 0:
        return None
    high = 1.0
    while missed(high) < 0:
        high *= 2
        if high > _LARGEST:
            return None
    from scipy import optimize  # noqa: PLC0415 - a twelfth of a second that no page needs

    return float(optimize.brentq(missed, 0.0, high, xtol=1e-9))


def _with_ratio_limits(found: Slope, ends: list[float | None], multiplier: float) -> Slope:
    if multiplier < 0:
        ends = [None if end is None or end <= 0 else 1 / end for end in reversed(ends)]
    return replace(found, rii_lower=ends[0], rii_upper=ends[1])
