"""From neighbourhoods to larger areas: sums of counts, weighted means, and their coverage."""

from __future__ import annotations

import numpy as np
import pandas as pd

from het_geo.catalogue import Indicator
from het_geo.catalogue.records import UNAVERAGED_KINDS
from het_geo.figures import NO_VALUE, Status

LEAST_COVERAGE = 0.8


def aggregate(
    figures: pd.DataFrame,
    groups: pd.Series,
    indicator: Indicator,
    *,
    times: float,
    population: pd.Series,
    estimated: pd.Index | None = None,
) -> pd.DataFrame:
    """Bring neighbourhood figures to the areas that ``groups`` names.

    Args:
        figures: ``value``, ``numerator``, ``denominator``, ``status``, indexed by neighbourhood.
        groups: the larger area's code of every neighbourhood (best fit); its index must hold
            that of ``figures``.
        indicator: its kind decides: counts are added and divided again; a published share, score
            or concentration is averaged by its weight; a rank or decile is refused.
        times: the unit's multiplier (100 for %).
        population: people in every neighbourhood, for coverage where the weight is not known.
        estimated: neighbourhoods whose ``apportioned`` count makes the larger area's an estimate
            too; by default all of them.

    Returns:
        The same columns, indexed by the larger area's code. An area with less than 80 % of its
        denominator covered has no value and the status ``low_coverage``.

    Raises:
        ValueError: for ranks and deciles, or neighbourhoods that ``groups`` does not know.
    """
    if indicator.kind in UNAVERAGED_KINDS:
        raise ValueError(f"a mean of {indicator.kind}s is refused ({indicator.id})")
    strangers = figures.index.difference(groups.index)
    if len(strangers):
        raise ValueError(f"groups: does not know {len(strangers)} areas (first: {strangers[0]})")
    rows = figures.reindex(groups.index)
    group = groups.to_numpy()
    present = rows["value"].notna() & rows["denominator"].gt(0)
    weight = rows["denominator"].where(present)
    sums = pd.DataFrame(
        {
            "weight": weight,
            "value": rows["value"].where(present) * weight,
            "numerator": rows["numerator"].where(present),
            "withheld": (present & rows["numerator"].isna()).astype(float),
            "part": _estimates(rows, estimated),
        }
    )
    total = sums.groupby(group).sum()
    complete = total["withheld"].eq(0)
    result = pd.DataFrame(index=total.index.rename("area_code"))
    counted = indicator.value is None
    by_count = total["numerator"] / total["weight"].where(total["weight"] > 0) * times
    by_weight = total["value"] / total["weight"].where(total["weight"] > 0)
    result["value"] = by_count if counted else by_weight
    result["numerator"] = total["numerator"].where(complete & bool(indicator.numerator))
    result["denominator"] = total["weight"]
    covered = _coverage(rows, present, group, population)
    result["status"] = np.where(total["part"] > 0, Status.APPORTIONED, Status.OK)
    return _without(result, covered < LEAST_COVERAGE)


def _coverage(
    rows: pd.DataFrame, present: pd.Series, group: np.ndarray, population: pd.Series
) -> pd.Series:
    """Return each group's covered share of its denominator, or of its people where unknown."""
    people = population.reindex(rows.index)
    known = rows["denominator"].notna().groupby(group).transform("all")
    base = rows["denominator"].where(known, people)
    whole = base.groupby(group).sum()
    return base.where(present, 0.0).groupby(group).sum() / whole.where(whole > 0)


def _estimates(rows: pd.DataFrame, estimated: pd.Index | None) -> pd.Series:
    marked = rows["status"].eq(Status.APPORTIONED)
    return (marked if estimated is None else marked & rows.index.isin(estimated)).astype(float)


def _without(result: pd.DataFrame, poor: pd.Series) -> pd.DataFrame:
    blank = poor | result["value"].isna()
    result.loc[blank, ["value", "numerator", "denominator"]] = np.nan
    result.loc[blank, "status"] = Status.LOW_COVERAGE
    return result


def missing_reason(status: str) -> str:
    """Return why a figure with this status has no value, in words; "" where it has one."""
    return Status(status).words if status in NO_VALUE else ""
