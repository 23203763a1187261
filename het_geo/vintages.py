"""From LSOA 2011 to LSOA 2021 by the ONS exact-fit lookup (methods section 2)."""

from __future__ import annotations

import pandas as pd

from het_geo.figures import Status
from het_geo.geography import Vintage, check_vintage


def shares(lookup: pd.DataFrame, population: pd.Series) -> pd.DataFrame:
    """Return how each 2011 area is divided over 2021 areas.

    Args:
        lookup: ``lsoa11``, ``lsoa21``, ``change`` (U unchanged, S split, M merged, X irregular).
        population: people by LSOA 2021 code, which splits are shared out by.

    Returns:
        The lookup with ``share``: the part of the 2011 area that goes to the 2021 area (1 for U
        and M; by population for S and X); the shares of each 2011 area sum to 1.
    """
    table = lookup.copy()
    people = table["lsoa21"].map(population).astype(float)
    if people.isna().any():
        first = table.loc[people.isna(), "lsoa21"].iloc[0]
        raise ValueError(f"population: has no figure for {first}")
    table["share"] = people / people.groupby(table["lsoa11"]).transform("sum")
    return table


def straddlers(divided: pd.DataFrame, groups: pd.Series) -> pd.Index:
    """Return the 2021 areas whose 2011 parent was shared out over more than one group.

    Only these make a larger area's figure an estimate: where all parts of a parent fall in one
    ward or district, their sum is the publisher's own count again.

    Args:
        divided: from :func:`shares`.
        groups: the larger area's code of each LSOA 2021.
    """
    table = divided[divided["change"].isin(["S", "X"])]
    group = table["lsoa21"].map(groups)
    apart = group.groupby(table["lsoa11"]).nunique(dropna=False) > 1
    return pd.Index(table.loc[table["lsoa11"].map(apart), "lsoa21"].unique())


def to_lsoa21(figures: pd.DataFrame, divided: pd.DataFrame, where: str) -> pd.DataFrame:
    """Bring figures on LSOA 2011 to LSOA 2021.

    Counts (``numerator``, ``denominator``) are shared out and added; so a split part keeps its
    parent's rate, and a merged area has the rate of its parts together. A ``value`` that stands
    alone is kept by splits and averaged by weight in merges. Every 2021 area that took part in a
    split or an irregular change is flagged ``apportioned``.

    Raises:
        VintageError: if ``figures`` holds codes that are not LSOA 2011.
    """
    check_vintage(
        figures.index,
        set(divided["lsoa11"]),
        Vintage.LSOA11,
        where,
        others={Vintage.LSOA21: set(divided["lsoa21"])},
    )
    table = divided.merge(figures, left_on="lsoa11", right_index=True, how="left")
    part = table["share"]
    moved = pd.DataFrame({"lsoa21": table["lsoa21"]})
    for column in ("numerator", "denominator"):
        moved[column] = table[column] * part
    moved["weight"] = moved["denominator"].fillna(part)
    moved["value"] = table["value"] * moved["weight"]
    moved["parts"] = 1
    moved["known"] = table["value"].notna()
    moved["withheld"] = table["status"].eq(Status.SUPPRESSED)
    moved["split"] = table["change"].isin(["S", "X"])
    grouped = moved.groupby("lsoa21")
    total = grouped.sum(min_count=1)
    whole = total["known"].eq(total["parts"])
    result = pd.DataFrame(index=total.index.rename("area_code"))
    result["value"] = (total["value"] / total["weight"]).where(whole)
    for column in ("numerator", "denominator"):
        every = grouped[column].count().eq(total["parts"])
        result[column] = total[column].where(every & whole)
    result["status"] = Status.OK
    result.loc[total["split"].gt(0), "status"] = Status.APPORTIONED
    result.loc[~whole, "status"] = Status.MISSING
    result.loc[~whole & total["withheld"].gt(0), "status"] = Status.SUPPRESSED
    return result
