"""How far areas are apart in who lives there, and what makes them so (docs/methods.md#most-alike).

Each variable is standardised over all of England's areas of one level, the density as its
logarithm. ``d² = Σ w (z − z′)²``, where the weights of a theme's variables add up to 1: each theme
counts once. What a variable makes of it is its own term's share.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from het_geo.figures import kept
from het_geo.inputs import Floats
from het_geo.likeness.variables import DENSITY, NAMES, weights

AT_ONCE = 128  # areas whose distances from all others are worked out together
CLOSE = 4  # times as many are held nearest by quick sums as are wanted by exact ones


@dataclass(frozen=True)
class Standard:
    """The mean and standard deviation of every variable over England, the density's as a log."""

    mean: pd.Series
    sd: pd.Series


def logged(values: pd.DataFrame) -> pd.DataFrame:
    """Return the variables as they are compared: the density as its natural logarithm."""
    density = values[DENSITY].where(values[DENSITY] > 0).to_numpy(dtype=float)
    return values.assign(**{DENSITY: kept(np.log(density))})[list(NAMES)]


def standard_of(values: pd.DataFrame) -> Standard:
    """Return what to standardise by: over all areas of a level that have every variable."""
    found = logged(values).dropna()
    mean, sd = (kept(part.to_numpy()) for part in (found.mean(), found.std(ddof=0)))
    return Standard(pd.Series(mean, NAMES), pd.Series(sd, NAMES))


def standardised(values: pd.DataFrame, by: Standard) -> pd.DataFrame:
    """Return the variables in standard deviations from England's mean."""
    return (logged(values) - by.mean) / by.sd


def terms(one: Floats, other: Floats) -> Floats:
    """Return what each variable adds to the squared distance of standardised areas."""
    return np.asarray(weights()) * (one - other) ** 2


def shares(found: Floats) -> Floats:
    """Return each term's share of the squared distance; of areas alike in all, none has any."""
    whole = found.sum()
    return found / whole if whole > 0 else np.zeros_like(found)


def distance(found: Floats) -> Floats:
    """Return the Euclidean distance that terms make, one row an area, added in their order.

    The order is that of the variables, so that every machine has the same last digit.
    """
    total = np.zeros(len(found))
    for column in found.T:
        total = total + column
    return kept(np.sqrt(total))


def nearest(every: pd.DataFrame, own: pd.Index, many: int) -> pd.DataFrame:
    """Return the ``many`` areas of ``every`` that are most like each of ``own``, nearest first.

    Args:
        every: the standardised variables of all areas of a level, by code; those that lack one are
            like none.
        own: codes of some of them.
        many: how many of each.

    Returns:
        Rows ``area_code``, ``similar`` (a code), ``distance``; of two as near, the lower code.
    """
    known = every.dropna()
    here = known.index.get_indexer(own[own.isin(known.index)])
    parts = [_close(known, here[at : at + AT_ONCE], many) for at in range(0, len(here), AT_ONCE)]
    columns = ["area_code", "similar", "distance"]
    if not parts:
        return pd.DataFrame(columns=columns)
    found = pd.concat(parts).sort_values(["order", "distance", "similar"], ignore_index=True)
    return found.groupby("order").head(many)[columns].reset_index(drop=True)


def _close(known: pd.DataFrame, here: NDArray[np.intp], many: int) -> pd.DataFrame:
    """Return more than enough of the areas nearest to some, with their exact distances.

    Quick sums choose them: their last digits hang on the machine, and so no distance is of them.
    """
    values, codes = known.to_numpy(), known.index.to_numpy()
    scaled = values * np.sqrt(weights())
    rough = (scaled**2).sum(axis=1) - 2 * (scaled[here] @ scaled.T)
    rough[np.arange(len(here)), here] = np.inf
    close = min(CLOSE * many, len(known) - 1)
    some = np.argpartition(rough, max(close - 1, 0), axis=1)[:, :close].ravel()
    one = np.repeat(here, close)
    far = distance(terms(values[some], values[one]))
    return pd.DataFrame(
        {"area_code": codes[one], "similar": codes[some], "distance": far, "order": one}
    )
