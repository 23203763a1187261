"""Where the inequality lives: a total split between groups and within them.

The definitions: docs/methods.md#theil-index and docs/methods.md#mean-log-deviation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from het_geo import special_functions as special
from het_geo.inequality.groups import membership_of
from het_geo.inequality.inputs import Sample, paired, why_not
from het_geo.inequality.results import Decomposition
from het_geo.inputs import Floats, Values, aligned, numbers

if TYPE_CHECKING:
    from scipy import sparse

ZERO_VALUE = "a value is zero, whose logarithm has no end"


def theil(values: Values, weights: Values, groups: Values) -> Decomposition:
    """Return Theil's index ``T = Σ pᵢ (yᵢ/m) ln(yᵢ/m)``, split between and within ``groups``.

    ``T = Σ_g s_g T_g + Σ_g s_g ln(m_g/m)`` with ``s_g = p_g m_g / m`` (Shorrocks 1980); a value of
    zero counts as 0·ln 0 = 0. Negative values, a mean of zero or one area: not available.

    Args:
        values: one an area; NaN are left out and counted.
        weights: people behind each value, same index.
        groups: each area's group (its ward), same index.
    """
    return _decomposed(values, weights, groups, THEIL)


def mean_log_deviation(values: Values, weights: Values, groups: Values) -> Decomposition:
    """Return ``MLD = Σ pᵢ ln(m/yᵢ)``, split ``Σ_g p_g MLD_g + Σ_g p_g ln(m/m_g)``.

    Shorrocks 1980. A value of zero, besides what :func:`theil` refuses: not available.
    """
    return _decomposed(values, weights, groups, MLD)


@dataclass(frozen=True)
class _Index:
    """A decomposable index: its term of a ratio, and the weight of a group's own index."""

    term: Callable[[Floats], Floats]
    weight: Callable[[Floats, Floats], Floats]
    zeros: bool


def _theil_term(ratio: Floats) -> Floats:
    return np.asarray(ratio * special.log(np.where(ratio > 0, ratio, 1.0)))


def _mld_term(ratio: Floats) -> Floats:
    return np.asarray(-special.log(ratio))


THEIL = _Index(_theil_term, lambda p, ratio: p * ratio, zeros=True)
MLD = _Index(_mld_term, lambda p, ratio: p, zeros=False)


@dataclass(frozen=True)
class Parts:
    """Groups × columns of a decomposition: shares, means, own index, the two parts; the total."""

    total: Floats
    p: Floats
    mean: Floats
    inequality: Floats
    within: Floats
    between: Floats


def split(areas: Sample, member: sparse.csr_array, index: _Index) -> Parts:
    """Return the parts of an index for every column; ``member`` is groups × areas, 0 or 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        p = member @ areas.p
        mean = np.where(p > 0, member @ (areas.p * areas.y) / p, areas.mean)
        own = member.T @ mean
        # A group whose values are all zero has no inequality inside: every ratio in it is 1.
        term = index.term(np.where(own > 0, areas.y / np.where(own > 0, own, 1.0), 1.0))
        inside = np.where(p > 0, member @ (areas.p * term) / p, 0.0)
        ratio = mean / areas.mean
        total = (areas.p * index.term(areas.y / areas.mean)).sum(axis=0)
        between = np.where(p > 0, p * index.term(ratio), 0.0)
    return Parts(total, p, mean, inside, index.weight(p, ratio) * inside, between)


def membership(groups: Values) -> tuple[sparse.csr_array, pd.Index]:
    """Return which group each area is in (groups × areas, 0 or 1), and the groups' names.

    Raises:
        ValueError: an area has no group.
    """
    codes, names = pd.factorize(pd.Series(groups), sort=True)
    if (codes < 0).any():
        raise ValueError("groups must not be missing where there is a value")
    return membership_of(codes, len(names)), pd.Index(names, name="group")


def _decomposed(values: Values, weights: Values, groups: Values, index: _Index) -> Decomposition:
    areas, left_out = paired(values, weights)
    named = _named(groups, values)
    reason = why_not(areas, nonnegative=True, mean=True)
    if not reason and not index.zeros and np.any(areas.y[areas.known] == 0):
        reason = ZERO_VALUE
    if reason:
        return Decomposition(None, reason=reason, left_out=left_out)
    given = ~np.isnan(numbers(values, "values"))
    member, names = membership(named[given])
    parts = split(_where(areas, given), member, index)
    if np.ptp(areas.y[areas.known]) == 0:  # equal areas: what is left is rounding
        nil = np.zeros_like(parts.p)
        parts = Parts(np.zeros_like(parts.total), parts.p, parts.mean, nil, nil, nil)
    return _result(parts, names, left_out)


def _named(groups: Values, values: Values) -> np.ndarray:
    """Return each area's group, in the order of the values."""
    if groups is None:
        raise ValueError("groups must name the group of each area")
    named = pd.Series(aligned(groups, values, "groups", "values"))
    if len(named) != len(values):
        raise ValueError("groups must be as long as values")
    return np.asarray(named.to_numpy())


def _where(areas: Sample, known: np.ndarray) -> Sample:
    cut = [part[known] for part in (areas.y, areas.n, areas.p)]
    return Sample(cut[0], cut[1], cut[2], areas.mean, areas.known[known])


def _result(parts: Parts, names: pd.Index, left_out: int) -> Decomposition:
    within, between = float(parts.within.sum()), float(parts.between.sum())
    total = float(parts.total[0])
    table = pd.DataFrame(
        {
            "population_share": parts.p[:, 0],
            "mean": np.where(parts.p[:, 0] > 0, parts.mean[:, 0], np.nan),
            "inequality": parts.inequality[:, 0],
            "within": parts.within[:, 0],
            "between": parts.between[:, 0],
        },
        index=names,
    )
    own = table["within"] + table["between"]
    table["share"] = own / total if total > 0 else np.nan
    return Decomposition(total, between, within, table, left_out=left_out)
