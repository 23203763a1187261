"""Whose exposure? The average condition of the places where a group lives (methods section 8)."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SAYING = (
    "This is about the places where people live, not about the people themselves: it says nothing "
    "of any one person."
)


def exposure_by_group(
    values: pd.Series, counts: pd.DataFrame, *, total: pd.Series | None = None
) -> pd.DataFrame:
    """Return each group's average exposure ``E_g = Σ n_gi yᵢ / Σ n_gi`` over areas.

    Args:
        values: one a neighbourhood; those without a value are left out and counted.
        counts: people of each group (columns) in each neighbourhood, same index.
        total: all people in each neighbourhood; by default the sum of the groups, which must then
            not overlap.

    Returns:
        Indexed by group: ``exposure`` (the values' unit), ``people`` counted, ``share_covered`` (of
        the group's people, 0 to 1), ``ratio`` to the mean of all people (NaN where that is not
        positive) and ``difference`` from it. A group with no people is NaN. ``attrs``: ``overall``
        (all people's mean) and ``left_out`` (neighbourhoods without a value).
    """
    _checked(values, counts, total)
    y = values.to_numpy(dtype=float)
    known = ~np.isnan(y)
    n = counts.to_numpy(dtype=float)
    everyone = n.sum(axis=1) if total is None else total.to_numpy(dtype=float)
    people = n[known].sum(axis=0)
    exposure = averages(y[:, None], n)[:, 0]
    overall = float(averages(y[:, None], everyone[:, None])[0, 0])
    with np.errstate(divide="ignore", invalid="ignore"):
        covered = people / n.sum(axis=0)
    found = pd.DataFrame(
        {
            "exposure": exposure,
            "people": people,
            "share_covered": covered,
            "ratio": exposure / overall if overall > 0 else np.nan,
            "difference": exposure - overall,
        },
        index=counts.columns,
    )
    found.attrs = {"overall": overall, "left_out": int((~known).sum())}
    return found


def averages(values: Floats, counts: Floats) -> Floats:
    """Return E_g of every group (rows) for every column of values.

    ``values`` areas × columns, NaN where there is none; ``counts`` areas × groups. A group with
    nobody where there are values is NaN.
    """
    known = ~np.isnan(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        total = counts.T @ np.where(known, values, 0.0)
        return np.asarray(total / (counts.T @ known.astype(float)))


def _checked(values: pd.Series, counts: pd.DataFrame, total: pd.Series | None) -> None:
    if values.index.has_duplicates:
        raise ValueError("values must not have one area twice")
    if np.isinf(values.to_numpy(dtype=float)).any():
        raise ValueError("values must be finite")
    for name, table in (("counts", counts), ("total", total)):
        if table is None:
            continue
        if not table.index.equals(values.index):
            raise ValueError(f"{name} must have the index of values")
        numbers = table.to_numpy(dtype=float)
        if not np.isfinite(numbers).all() or (numbers < 0).any():
            raise ValueError(f"{name} must be finite and not negative")
