"""How sure a rank is: ranks of values drawn from their intervals.

The definition: docs/methods.md#rank-certainty.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from het_geo.inputs import Floats, column, limits, numbers, positive, whole
from het_geo.scales import SCALES, from_limits, on_scale

DRAWS = 10_000
SEED = 20_250_101  # any number would do; a fixed one makes a page say the same thing twice
WORST = 3
_SURE, _ROUNDING = 0.975, 1e-9


def rank_certainty(
    value: pd.Series,
    lower: pd.Series,
    upper: pd.Series,
    *,
    scale: str,
    high_is_worst: bool = True,
    top: float = 1.0,
    draws: int = DRAWS,
) -> pd.DataFrame:
    """Return ranks with 95 % rank intervals, the chance of the worst three, and brackets.

    Args:
        value: one row an area; areas without all of value and limits are left out.
        lower: the areas' lower limits, same index.
        upper: the areas' upper limits, same index.
        scale: where the error is taken to be normal: "logit" (proportions), "log" (rates) or "raw"
            (all others); no other word.
        high_is_worst: rank 1 is the highest value (else the lowest).
        top: what 100 % is in the values' unit (100 for %), for the logit scale.
        draws: how many draws, seeded.

    Returns:
        Indexed by area, in the input's order: ``rank`` (1 = worst, ties share the smallest),
        ``rank_lower``, ``rank_upper``, ``p_worst3``, ``p_worst``, ``p_best`` (0 to 1)
        and ``bracket`` (1 = the areas that cannot be told apart from the worst, 2 = the next, …).

    A limit at the edge of the scale (0 or 100 %) has no logit or log: that area is drawn on the
    raw scale and cut at the edges.
    """
    centre, (low, high) = column(value, "value"), limits(lower, upper, value, of="value")
    top, draws = positive(top, "top"), whole(draws, "draws", 1)
    centre, low, high = on_scale(scale, top, value=centre, lower=low, upper=high)
    known = np.flatnonzero(~np.isnan(centre) & ~np.isnan(low) & ~np.isnan(high))
    # One order, whatever the caller's: an area gets the same draws.
    order = known[np.argsort(np.asarray(value.index[known].map(str), dtype=str), kind="stable")]
    centre, low, high = (part[order] for part in (centre, low, high))
    sample = _draw((centre / top, low / top, high / top), scale, draws)
    sign = -1.0 if high_is_worst else 1.0
    sample *= sign
    held = _held(_order(sample))
    first, last = (_quantile(held, part) for part in (0.025, 0.975))
    ranks = pd.DataFrame(
        {
            "rank": pd.Series(sign * centre).rank(method="min").astype(int).to_numpy(),
            "rank_lower": first,
            "rank_upper": last,
            "p_worst3": held[:, :WORST].sum(axis=1) / draws,
            "p_worst": held[:, :1].sum(axis=1) / draws,
            "p_best": held[:, -1:].sum(axis=1) / draws,
            "bracket": _brackets(sign * centre, sample),
        },
        index=value.index[order],
    )
    return ranks.iloc[np.argsort(order)]


def could_be(chance: pd.Series, sure: float = 0.95) -> list[object]:
    """Return the fewest areas of which one is the worst (or best) with this certainty.

    ``chance`` is each area's chance of being it, ``sure`` the certainty, both 0 to 1. Areas with
    the same chance as the last stay in; no areas give none, one without a chance is left out.

    >>> could_be(pd.Series([0.6, 0.3, 0.06, 0.04], index=list("abcd")))
    ['a', 'b', 'c']

    Raises:
        ValueError: a chance or the certainty does not lie between 0 and 1.
    """
    for name, part in (("chance", column(chance, "chance")), ("sure", numbers(sure, "sure"))):
        if np.any((part < 0) | (part > 1 + _ROUNDING)):
            raise ValueError(f"{name} must lie between 0 and 1")
    order = chance.dropna().sort_values(ascending=False, kind="stable")
    if order.empty:
        return []
    last = int((order.cumsum() < sure - _ROUNDING).sum())
    return list(order.index[order >= order.iloc[min(last, len(order) - 1)]])


def _draw(limits: tuple[Floats, Floats, Floats], scale: str, draws: int) -> Floats:
    """Return draws (rows) of every area's value (columns), from value, lower and upper."""
    drawn = from_limits(*limits, scale).at(_noise(draws, len(limits[0])).T).T
    _, _, floor, ceiling = SCALES[scale]
    return np.clip(drawn, floor, ceiling, out=drawn)


@lru_cache(maxsize=4)
def _noise(draws: int, areas: int) -> Floats:
    """Return standard normal draws (rows) of areas (columns): the same for every indicator."""
    noise = np.random.default_rng(SEED).standard_normal((draws, areas))
    noise.setflags(write=False)
    return noise


@lru_cache(maxsize=4)
def _lot(draws: int, areas: int) -> NDArray[np.int64]:
    """Return the areas of each draw in an order by lot: the same for every indicator."""
    drawn = np.random.default_rng(SEED + 1).random((draws, areas))
    lot = np.argsort(drawn, axis=1, kind="stable")
    lot.setflags(write=False)
    return lot


def _held(order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return in how many draws each area (rows) holds each rank (columns)."""
    areas = order.shape[1]
    places = (order + np.arange(areas) * areas).ravel()
    return np.bincount(places, minlength=areas * areas).reshape(areas, areas).T


def _quantile(held: NDArray[np.int64], part: float) -> NDArray[np.int64]:
    """Return each area's smallest rank that holds this part of its draws, or is beyond it."""
    reached = held.cumsum(axis=1) >= part * held.sum(axis=1, keepdims=True)
    return np.asarray(reached.argmax(axis=1) + 1 if held.size else np.zeros(0, dtype=np.int64))


def _order(sample: Floats) -> NDArray[np.int64]:
    """Return the areas of each draw (rows) in the order of their ranks, lowest first; ties by lot.

    Without the lot, areas with the same value and no error would be told apart by their order.
    """
    order = np.argsort(sample, axis=1)
    values = np.take_along_axis(sample, order, axis=1)
    if (values[:, 1:] == values[:, :-1]).any():
        lot = _lot(*sample.shape)
        drawn = np.take_along_axis(sample, lot, axis=1)
        order = np.take_along_axis(lot, np.argsort(drawn, axis=1, kind="stable"), axis=1)
    return order


def _brackets(signed: NDArray[np.float64], sample: NDArray[np.float64]) -> NDArray[np.int64]:
    """Number the brackets: a new one starts at the first area surely better than its head."""
    bracket = np.zeros(len(signed), dtype=np.int64)
    head, current = -1, 0
    for area in np.argsort(signed, kind="stable"):
        if head < 0 or (sample[:, head] < sample[:, area]).mean() >= _SURE:
            head, current = area, current + 1
        bracket[area] = current
    return bracket
