"""How sure a rank is (methods section 6): ranks of values drawn from their intervals."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

DRAWS = 10_000
SEED = 20_250_101  # any number would do; a fixed one makes a page say the same thing twice
WORST = 3
_Z = 1.959964
_SURE = 0.975

Floats = NDArray[np.float64]
Transform = Callable[[Floats], Floats]


def _same(values: Floats) -> Floats:
    return values


# Each scale: to it, back from it, and where the values end.
_SCALES: dict[str, tuple[Transform, Transform, float, float]] = {
    "logit": (special.logit, special.expit, 0.0, 1.0),
    "log": (np.log, np.exp, 0.0, np.inf),
    "raw": (_same, _same, -np.inf, np.inf),
}


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
        scale: where the error is taken to be normal: "logit" (proportions), "log" (rates), "raw".
        high_is_worst: rank 1 is the highest value (else the lowest).
        top: what 100 % is in the values' unit (100 for %), for the logit scale.
        draws: how many draws, seeded.

    Returns:
        Indexed by area, in the input's order: ``rank`` (1 = worst, ties share the smallest),
        ``rank_lower``, ``rank_upper``, ``p_worst3`` (0 to 1) and ``bracket`` (1 = the areas that
        cannot be told apart from the worst, 2 = the next, …).

    A limit at the edge of the scale (0 or 100 %) has no logit or log: that area is drawn on the
    raw scale and cut at the edges.
    """
    known = value.notna() & lower.notna() & upper.notna()
    if not value.index.equals(lower.index) or not value.index.equals(upper.index):
        raise ValueError("value, lower and upper must have the same index")
    if (lower[known] > upper[known]).any():
        raise ValueError("lower must not exceed upper")
    centre = value[known].to_numpy(dtype=float)
    sample = _draw(
        (centre, lower[known].to_numpy(float), upper[known].to_numpy(float)), scale, top, draws
    )
    sign = -1.0 if high_is_worst else 1.0
    order = np.argsort(sign * sample, axis=1)
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, len(centre) + 1)[None, :], axis=1)
    limits = (
        np.quantile(ranks, [0.025, 0.975], axis=0, method="inverted_cdf")
        if len(centre)
        else np.empty((2, 0))
    )
    return pd.DataFrame(
        {
            "rank": pd.Series(sign * centre).rank(method="min").astype(int).to_numpy(),
            "rank_lower": limits[0].astype(int),
            "rank_upper": limits[1].astype(int),
            "p_worst3": (ranks <= WORST).mean(axis=0),
            "bracket": _brackets(sign * centre, sign * sample),
        },
        index=value.index[known],
    )


def _draw(limits: tuple[Floats, Floats, Floats], scale: str, top: float, draws: int) -> Floats:
    """Return draws (rows) of every area's value (columns), from value, lower and upper."""
    centre, lower, upper = limits
    forward, back, floor, ceiling = _SCALES[scale]
    noise = np.random.default_rng(SEED).standard_normal((draws, len(centre)))
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = forward(centre / top)
        error = (forward(upper / top) - forward(lower / top)) / (2 * _Z)
    inside = np.isfinite(middle) & np.isfinite(error)
    raw = np.clip(centre / top + noise * (upper - lower) / top / (2 * _Z), floor, ceiling)
    drawn = back(np.where(inside, middle, 0.0) + noise * np.where(inside, error, 0.0))
    return np.asarray(np.where(inside, drawn, raw) * top, dtype=float)


def _brackets(signed: NDArray[np.float64], sample: NDArray[np.float64]) -> NDArray[np.int64]:
    """Number the brackets: a new one starts at the first area surely better than its head."""
    bracket = np.zeros(len(signed), dtype=np.int64)
    head, current = -1, 0
    for area in np.argsort(signed, kind="stable"):
        if head < 0 or (sample[:, head] < sample[:, area]).mean() >= _SURE:
            head, current = area, current + 1
        bracket[area] = current
    return bracket
