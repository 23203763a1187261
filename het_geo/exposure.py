"""Whose exposure? The average condition of the places where a group lives.

The definition: docs/methods.md#whose-exposure.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from het_geo.inputs import Floats, aligned, column, not_negative, numbers

NOBODY = "nobody of this group lives where there is a value"
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
        total: all people in each neighbourhood, no fewer than those of any group; by default the
            sum of the groups, which must then not overlap.

    Returns:
        Indexed by group: ``exposure`` (the values' unit), ``people`` counted, ``share_covered`` (of
        the group's people, 0 to 1), ``ratio`` to the mean of all people (NaN where that is not
        positive) and ``difference`` from it. A group with no people is NaN and says why in
        ``reason``. ``attrs``: ``overall`` (all people's mean), ``left_out`` (neighbourhoods
        without a value) and ``people_left_out`` (those who live there).
    """
    y = column(values, "values")
    known = ~np.isnan(y)
    n, everyone = _people(values, counts, total)
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
            "reason": np.where(people > 0, "", NOBODY),
        },
        index=counts.columns,
    )
    left_out = {"left_out": int((~known).sum()), "people_left_out": float(everyone[~known].sum())}
    found.attrs = {"overall": overall, **left_out}
    return found


def averages(values: Floats, counts: Floats) -> Floats:
    """Return E_g of every group (rows) for every column of values.

    ``values`` areas × columns, NaN where there is none; ``counts`` areas × groups. A group with
    nobody where there are values is NaN.
    """
    known = ~np.isnan(values)
    filled = np.where(known, values, 0.0)
    # Group by group: the last bits of a dense product are those of the processor's kernel.
    pairs = [
        ((n * filled).sum(axis=0), (n * known).sum(axis=0))
        for n in (group[:, None] for group in counts.T)
    ]
    total, people = np.array(pairs).reshape(-1, 2, values.shape[1]).transpose(1, 0, 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(total / people)


def _people(
    values: pd.Series, counts: pd.DataFrame, total: pd.Series | None
) -> tuple[Floats, Floats]:
    """Return the people of each group, and all people, in each area: none missing or impossible."""
    n = _counted(numbers(aligned(counts.T, values, "counts", "values"), "counts").T, "counts")
    if total is None:
        return n, n.sum(axis=1)
    everyone = _counted(column(total, "total", values), "total")
    if np.any(n > everyone[:, None]):
        raise ValueError("total must not be below the people of any group")
    return n, everyone


def _counted(people: Floats, name: str) -> Floats:
    if np.isnan(people).any():
        raise ValueError(f"{name} must not be missing")
    return not_negative(people, name)
