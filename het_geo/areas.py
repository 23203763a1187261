"""From neighbourhoods to larger areas: sums of counts, weighted means, and their coverage."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from het_geo import words
from het_geo.catalogue.records import MANY, UNAVERAGED_KINDS, Indicator
from het_geo.figures import NUMBERS, Status, kept, statuses

LEAST_COVERAGE = 0.8
MOST_WITHHELD = 0.2  # of the denominator: beyond it, bounds would say next to nothing

Floats = NDArray[np.float64]
_COUNTS = ("numerator", "least", "most")


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
        figures: ``value``, ``numerator``, ``denominator``, ``least``, ``most``, ``status``, indexed
            by neighbourhood. One without a value whose ``least`` and ``most`` are known is one
            whose count is withheld.
        groups: the larger area's code of every neighbourhood (best fit); its index must hold
            that of ``figures``.
        indicator: its kind decides: counts are added and divided again; a published share, score
            or concentration is averaged by its weight; a rank or decile is refused.
        times: the unit's multiplier (100 for %).
        population: people in every neighbourhood, for coverage where the weight is not known.
        estimated: whether a neighbourhood's ``apportioned`` or ``mixed`` count makes the larger
            area's an estimate too; by default always.

    Returns:
        The columns of a figures frame without limits, indexed by the larger area's code. Withheld
        counts are taken as low and as high as they can be, their people always in the denominator
        (docs/methods.md#what-is-withheld): the value is the middle of both sums, which are
        ``least`` and ``most`` where they are not written alike (status ``bounded``). An area has
        no value with more than a fifth of its denominator withheld (``much_withheld``), or with
        less than 80 % of it covered (``low_coverage``,
        docs/methods.md#wards-and-other-larger-areas); one that ``groups`` knows as a category and
        no neighbourhood belongs to has the status ``no_neighbourhood``.

    Raises:
        ValueError: for ranks and deciles, or neighbourhoods that ``groups`` does not know.
    """
    if indicator.kind in UNAVERAGED_KINDS:
        raise ValueError(f"a mean of {MANY[indicator.kind]} is refused ({indicator.id})")
    figures = _aligned(figures, groups)
    people = population if population.index is groups.index else population.reindex(groups.index)
    labels, total = _totals(figures, groups, people, estimated, times)
    total |= {name: kept(total[name]) for name in ("numerator", "weight")}
    value, least, most = (_values(total, count, indicator, times) for count in _COUNTS)
    unknown = total["covered"] < LEAST_COVERAGE * total["base"]
    unknown |= (total["areas"] == 0) | np.isnan(value)
    counted = (total["uncounted"] == 0) & bool(indicator.numerator) & ~unknown
    apart = ~unknown & written_apart(least, most, indicator.decimals)
    return pd.DataFrame(
        {
            "value": np.where(unknown, np.nan, value),
            "numerator": np.where(counted, total["numerator"], np.nan),
            "denominator": np.where(unknown, np.nan, total["weight"]),
            "least": np.where(apart, least, np.nan),
            "most": np.where(apart, most, np.nan),
            "status": statuses(_cases(total, unknown, apart), len(labels)),
        },
        index=labels,
    )


def _cases(
    total: dict[str, Floats], unknown: NDArray[np.bool_], apart: NDArray[np.bool_]
) -> list[tuple[NDArray[np.bool_], Status]]:
    """Return what is to be known of each group's figure: the first that holds is its status."""
    return [
        (total["areas"] == 0, Status.NO_NEIGHBOURHOOD),
        (unknown & (total["withheld"] > MOST_WITHHELD * total["base"]), Status.MUCH_WITHHELD),
        (unknown & (total["not_sent"] > 0), Status.NOT_SENT),
        (unknown, Status.LOW_COVERAGE),
        (total["mixed"] > 0, Status.MIXED),
        (apart, Status.BOUNDED),
        (total["estimate"] > 0, Status.APPORTIONED),
    ]


def written_apart(least: ArrayLike, most: ArrayLike, decimals: int) -> NDArray[np.bool_]:
    """Return where two values are written differently with so many decimals."""
    low, high = np.asarray(least, dtype=float), np.asarray(most, dtype=float)
    apart = np.asarray(low < high)
    pairs = zip(low[apart].tolist(), high[apart].tolist(), strict=True)
    apart[apart] = [words.number(a, decimals) != words.number(b, decimals) for a, b in pairs]
    return apart


def _aligned(figures: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    if figures.index.equals(groups.index):
        return figures
    strangers = figures.index.difference(groups.index)
    if len(strangers):
        raise ValueError(f"groups: does not know {len(strangers)} areas ({strangers[0]} first)")
    return figures.reindex(groups.index)


def _values(total: dict[str, Floats], count: str, indicator: Indicator, times: float) -> Floats:
    """Return each group's value: a sum, a share of sums, or a weighted mean.

    ``count`` is the sum that a share is made of: the middle one, or that of either end.
    """
    if indicator.kind == "count":
        return total["value"]
    with np.errstate(invalid="ignore", divide="ignore"):
        if indicator.value is not None:
            return np.asarray(total["product"] / total["weight"])
        return np.asarray(total[count] / total["weight"] * times)


def _totals(
    rows: pd.DataFrame,
    groups: pd.Series,
    people: pd.Series,
    estimated: pd.Series | None,
    times: float,
) -> tuple[pd.Index, dict[str, Floats]]:
    """Return the groups' codes, and for each the sums that a value is made of."""
    if not isinstance(groups.dtype, pd.CategoricalDtype):
        groups = groups.astype("category")
    labels = pd.Index(groups.cat.categories.astype(object), name="area_code")
    weight = rows["denominator"].to_numpy(dtype=float)
    value, count = rows["value"].to_numpy(dtype=float), rows["numerator"].to_numpy(dtype=float)
    present = ~np.isnan(value) & (weight > 0)
    known = np.where(present, np.nan_to_num(count), 0.0)
    least, most = (_counts(rows, name, weight / times, known) for name in ("least", "most"))
    withheld = np.isnan(value) & (weight > 0) & ~np.isnan(least)
    base = people.to_numpy(dtype=float) if np.isnan(weight).any() else weight
    apart = np.ones(len(rows), dtype=bool) if estimated is None else estimated.to_numpy()
    columns = {
        "areas": np.ones(len(rows)),
        "weight": np.where(present | withheld, weight, 0.0),
        "product": np.where(present, value * weight, 0.0),
        "value": np.where(present, value, 0.0),
        "numerator": np.where(withheld, (least + most) / 2, known),
        "least": np.where(present | withheld, least, 0.0),
        "most": np.where(present | withheld, most, 0.0),
        "uncounted": present & np.isnan(count),
        "covered": np.where(present, base, 0.0),
        "withheld": np.where(withheld, base, 0.0),
        "base": base,
        "estimate": apart & rows["status"].eq(str(Status.APPORTIONED)).to_numpy(),
        "not_sent": rows["status"].eq(str(Status.NOT_SENT)).to_numpy(),
        "mixed": apart & rows["status"].eq(str(Status.MIXED)).to_numpy(),
    }
    codes, size = groups.cat.codes.to_numpy(), len(labels)
    return labels, {
        name: np.bincount(codes, weights=column, minlength=size).astype(np.float64)
        for name, column in columns.items()
    }


def _counts(rows: pd.DataFrame, end: str, per: Floats, known: Floats) -> Floats:
    """Return each row's count at its ``least`` or ``most``: the known one where it has no ends."""
    if end not in rows:
        return np.where(rows["value"].isna(), np.nan, known)
    count = rows[end].to_numpy(dtype=float) * per
    return np.where(rows["value"].notna() & np.isnan(count), known, count)


def blank(index: pd.Index, status: Status) -> pd.DataFrame:
    """Return figures without a value for every area of ``index``, for the reason ``status``."""
    frame = pd.DataFrame(np.nan, index=index, columns=NUMBERS)
    return frame.assign(status=statuses([(np.ones(len(index), dtype=bool), status)], len(index)))
