"""Fifths of deprivation: their values, their limits, and the slope through them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from het_geo.areas import MOST_WITHHELD
from het_geo.figures import LIMITED_KINDS, limits_around
from het_geo.gaps.matrix import NO_RATIO, Matrix
from het_geo.inequality.members import membership_of
from het_geo.inequality.slope import line
from het_geo.inequality.sums import sum_limits
from het_geo.inputs import Floats
from het_geo.scales import SCALE_OF, from_limits

CHUNK = 128  # columns whose distributions are worked out together: a few tens of megabytes


class Sums(NamedTuple):
    """Fifths × columns: each fifth's value, the least and the most it can be, and its weight."""

    values: Floats
    least: Floats
    most: Floats
    weights: Floats

    def limits(self, kind: str, times: Floats | float, chosen: Any = ...) -> tuple[Floats, Floats]:
        """Return the 95 % limits of the ``chosen`` columns, which are of one kind."""
        least, most, n = (part[:, chosen] for part in (self.least, self.most, self.weights))
        return limits_around(kind, least, most, n, times)


def fifths_of(cells: Matrix, fifth: pd.Series) -> Sums:
    """Return the sums of fifths; NaN where a fifth has no area, or too much of it is withheld.

    A fifth's value is the mean of its areas by the people behind them: for a share, the sum of
    counts over the sum of denominators. Withheld counts are taken as low and as high as they can
    be (docs/methods.md#what-is-withheld), and the value is the middle of both.
    """
    none_and_fifths = membership_of(fifth.to_numpy(dtype=np.intp, na_value=0), 6)
    member = none_and_fifths[1:]
    held = ~np.isnan(cells.least) & ~np.isnan(cells.weights)
    n = np.where(held, cells.weights, 0.0)
    weights, withheld = member @ n, member @ np.where(np.isnan(cells.values), n, 0.0)
    enough = (weights > 0) & (withheld <= MOST_WITHHELD * weights)
    known = np.where(enough, weights, np.nan)
    least, most = (
        member @ np.where(held, n * end, 0.0) / known for end in (cells.least, cells.most)
    )
    return Sums((least + most) / 2, least, most, weights)


def sii_table(cells: Matrix, fifth: pd.Series) -> dict[str, Floats]:
    """Return the slope index of every column over fifths of deprivation, with its limits.

    More is a bigger gap: the slope is turned where high is bad (and where there is no direction,
    so that more is higher among the most deprived).
    """
    sums = fifths_of(cells, fifth)
    values, weights = sums.values, sums.weights
    usable = np.asarray(~np.isnan(values).any(axis=0) & (weights > 0).all(axis=0))
    turn = np.where(cells.polarity > 0, 1.0, -1.0)
    safe_n = np.where(usable, weights, 1.0)
    fit = line(safe_n)
    slope = (fit.slope * np.where(usable, values, 0.0)).sum(axis=0)
    start = (fit.intercept * np.where(usable, values, 0.0)).sum(axis=0)
    end = start + slope
    ratio_known = usable & (start > 0) & (end > 0) & ~cells.of_kind(*NO_RATIO)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(turn > 0, end / start, start / end)
    lower, upper = _limits(cells, sums, fit.slope, usable)
    return {
        "sii": np.where(usable, slope * turn, np.nan),
        "sii_lower": np.where(turn > 0, lower, -upper),
        "sii_upper": np.where(turn > 0, upper, -lower),
        "rii": np.where(ratio_known, ratio, np.nan),
        "intercept": np.where(usable, start, np.nan),
    }


def _limits(cells: Matrix, sums: Sums, slope: Floats, usable: np.ndarray) -> tuple[Floats, Floats]:
    """Return the slope's limits a column: exact sums of errors on each kind's scale."""
    lower, upper = np.full((2, sums.values.shape[1]), np.nan)
    for kind in LIMITED_KINDS:
        chosen = np.flatnonzero(cells.of_kind(kind) & usable)
        times = cells.times[chosen]
        low, high = sums.limits(kind, times, chosen)
        sure = from_limits(
            (sums.values[:, chosen] / times).T, (low / times).T, (high / times).T, SCALE_OF[kind]
        )
        # The widest errors need the finest grids: those columns are worked out together.
        order = np.argsort(sure.error.max(axis=1, initial=0.0), kind="stable")
        for start in range(0, len(order), CHUNK):
            part = order[start : start + CHUNK]
            first, last = sum_limits(slope[:, chosen[part]].T, sure.rows(part))
            lower[chosen[part]], upper[chosen[part]] = first * times[part], last * times[part]
    return lower, upper
