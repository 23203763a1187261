"""An own figure in areas that a visitor has made: what is withheld inside is told where it may be.

The definition: docs/methods.md#own-data.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan

import numpy as np
import pandas as pd

from het_geo.catalogue.records import Indicator
from het_geo.figures import Status
from het_geo.own.data.safe import Clump, is_told


def whole_clumps(
    rows: pd.DataFrame, groups: pd.Series, record: Indicator, clumps: Iterable[Clump], times: float
) -> pd.DataFrame:
    """Return figures that add up to each clump that lies in one area wholly.

    A clump's count is told. It is shared out over its members as their people are, for sums alone:
    these rows are no figures of the members. A clump that an area cuts stays withheld, so that what
    is added up of it lies between its two ends (:func:`het_geo.areas.aggregate`).

    Args:
        rows: an own figure's rows of one time at its smallest level, by area code.
        groups: the larger area of each; NaN for none.
        record: the figure's record.
        clumps: of that time.
        times: the unit's multiplier.
    """
    found = rows.astype({"status": object})
    for clump in clumps:
        codes = [code for code in sorted(clump.members) if code in found.index]
        if is_told(clump) or isnan(clump.count) or groups.reindex(codes).nunique(dropna=False) != 1:
            continue
        weight = found.loc[codes, "denominator"]
        if not weight.sum() > 0:
            continue
        counts = clump.count * weight / weight.sum()
        plain = record.kind == "count"
        found.loc[codes, "value"] = counts if plain else clump.count / weight.sum() * times
        found.loc[codes, "numerator"] = np.nan if plain else counts
        found.loc[codes, ["least", "most"]] = np.nan
        found.loc[codes, "status"] = str(Status.OK)
    return found
