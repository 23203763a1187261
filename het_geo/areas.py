"""From neighbourhoods to larger areas: sums of counts, weighted means, and their coverage."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from het_geo.catalogue import Indicator
from het_geo.catalogue.records import UNAVERAGED_KINDS
from het_geo.figures import NUMBERS, Status, kept, statuses

LEAST_COVERAGE = 0.8

Floats = NDArray[np.float64]


def aggregate(
    figures: pd.DataFrame,
    groups: pd.Series,
    indicator: Indicator,
    *,
    times: float,
    population: pd.Series,
    estimated: pd.Series | None = None,
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
        estimated: whether a neighbourhood's ``apportioned`` count makes the larger area's an
            estimate too; by default always.

    Returns:
        The columns of a figures frame without limits, indexed by the larger area's code. An area
        with less than 80 % of its denominator covered has no value and the status
        ``low_coverage``.

    Raises:
        ValueError: for ranks and deciles, or neighbourhoods that ``groups`` does not know.
    """
    if indicator.kind in UNAVERAGED_KINDS:
        raise ValueError(f"a mean of {indicator.kind}s is refused ({indicator.id})")
    figures = _aligned(figures, groups)
    people = population if population.index is groups.index else population.reindex(groups.index)
    labels, total = _totals(figures, groups, people, estimated)
    total |= {name: kept(total[name]) for name in ("numerator", "weight")}
    value = _values(total, indicator, times)
    unknown = (total["covered"] < LEAST_COVERAGE * total["base"]) | np.isnan(value)
    counted = (total["withheld"] == 0) & bool(indicator.numerator) & ~unknown
    cases = [(unknown, Status.LOW_COVERAGE), (total["estimate"] > 0, Status.APPORTIONED)]
    return pd.DataFrame(
        {
            "value": np.where(unknown, np.nan, value),
            "numerator": np.where(counted, total["numerator"], np.nan),
            "denominator": np.where(unknown, np.nan, total["weight"]),
            "status": statuses(cases, len(labels)),
        },
        index=labels,
    )


def _aligned(figures: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    if figures.index.equals(groups.index):
        return figures
    strangers = figures.index.difference(groups.index)
    if len(strangers):
        raise ValueError(f"groups: does not know {len(strangers)} areas ({strangers[0]} first)")
    return figures.reindex(groups.index)


def _values(total: dict[str, Floats], indicator: Indicator, times: float) -> Floats:
    """Return each group's value: a sum, a share of sums, or a weighted mean."""
    if indicator.kind == "count":
        return total["value"]
    with np.errstate(invalid="ignore", divide="ignore"):
        if indicator.value is not None:
            return np.asarray(total["product"] / total["weight"])
        return np.asarray(total["numerator"] / total["weight"] * times)


def _totals(
    rows: pd.DataFrame, groups: pd.Series, people: pd.Series, estimated: pd.Series | None
) -> tuple[pd.Index, dict[str, Floats]]:
    """Return the groups' codes, and for each the sums that a value is made of."""
    if not isinstance(groups.dtype, pd.CategoricalDtype):
        groups = groups.astype("category")
    labels = pd.Index(groups.cat.categories.astype(object), name="area_code")
    weight = rows["denominator"].to_numpy(dtype=float)
    value, count = rows["value"].to_numpy(dtype=float), rows["numerator"].to_numpy(dtype=float)
    present = ~np.isnan(value) & (weight > 0)
    base = people.to_numpy(dtype=float) if np.isnan(weight).any() else weight
    marked = rows["status"].eq(str(Status.APPORTIONED)).to_numpy()
    if estimated is not None:
        marked = marked & estimated.to_numpy()
    columns = {
        "weight": np.where(present, weight, 0.0),
        "product": np.where(present, value * weight, 0.0),
        "value": np.where(present, value, 0.0),
        "numerator": np.where(present, np.nan_to_num(count), 0.0),
        "withheld": present & np.isnan(count),
        "covered": np.where(present, base, 0.0),
        "base": base,
        "estimate": marked,
    }
    codes, size = groups.cat.codes.to_numpy(), len(labels)
    return labels, {
        name: np.bincount(codes, weights=column, minlength=size).astype(np.float64)
        for name, column in columns.items()
    }


def blank(index: pd.Index, status: Status) -> pd.DataFrame:
    """Return figures without a value for every area of ``index``, for the reason ``status``."""
    frame = pd.DataFrame(np.nan, index=index, columns=NUMBERS)
    return frame.assign(status=statuses([(np.ones(len(index), dtype=bool), status)], len(index)))
