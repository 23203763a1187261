"""Larger areas' own counts, of a table that was added to the catalogue with small ones withheld.

A ward is the sum of its neighbourhoods; where some of those are withheld, the table says the sum.
The definition: docs/methods.md#own-data.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from het_geo.catalogue.records import Indicator
from het_geo.figures import Status
from het_geo.sources.added import read_counts


def with_counts(
    found: pd.DataFrame, counts: pd.Series, weights: pd.Series, indicator: Indicator, times: float
) -> pd.DataFrame:
    """Return figures of larger areas with their own counts put in, where there are any.

    Args:
        found: figures as neighbourhoods add up.
        counts: what was counted in each row's area; NaN where the table says nothing.
        weights: what each row's area is weighted by.
        indicator: its kind says whether the count itself is the value.
        times: the unit's multiplier.
    """
    known = counts.notna() & (weights > 0)
    if not known.any():
        return found
    made = found.copy()
    plain = indicator.kind == "count"
    value = counts if plain else counts / weights * times
    made["value"] = made["value"].mask(known, value)
    made["numerator"] = made["numerator"].mask(known, np.nan if plain else counts)
    made["denominator"] = made["denominator"].mask(known, weights)
    made[["least", "most"]] = made[["least", "most"]].mask(known, np.nan)
    kept = made["status"].eq(str(Status.APPORTIONED))
    made["status"] = made["status"].astype(object).mask(known & ~kept, str(Status.OK))
    return made


def counts_of(path: Path, keys: pd.MultiIndex) -> pd.Series:
    """Return the counts that a table has of some areas and times; NaN where it has none."""
    return read_counts(path).reindex(keys)
