"""Every measure of every indicator at a level, at once: the list that principles are ordered by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from het_geo.atlas.gaps.fifths import sii_table
from het_geo.atlas.gaps.matrix import Matrix, is_counted, matrix
from het_geo.atlas.gaps.setting import Setting
from het_geo.geography import Level
from het_geo.inequality.decompose import MLD, THEIL, Parts, membership, split
from het_geo.inequality.gaps import closing
from het_geo.inequality.inputs import Sample, sample
from het_geo.inequality.spread import concentration, disparity, gini_of, variance
from het_geo.inputs import Floats

LEAST = 2


def gap_table(
    setting: Setting, level: Level, wanted: Sequence[tuple[str, str]] | None = None
) -> pd.DataFrame:
    """Return every measure of indicators and periods at a level; NaN where not available.

    Args:
        setting: the place.
        level: neighbourhoods, wards or MSOAs.
        wanted: (indicator, period) pairs; all by default.

    Returns:
        Indexed by ``indicator`` and ``period``: ``areas``, ``left_out``, ``mean``, ``worst`` and
        ``best`` (codes), ``highest``, ``lowest``, ``absolute``, ``relative``, ``par_count``,
        ``paf``, ``best_fifth``, ``sii``, ``sii_lower``, ``sii_upper``, ``rii``, ``intercept``,
        ``concentration``, ``gini``, ``disparity``, ``variance``, ``theil`` and ``mld`` with
        ``_between`` and ``_within``. The measures are those of
        :mod:`het_geo.inequality` (tested).
    """
    cells = matrix(setting.pack, level, wanted)
    index = pd.MultiIndex.from_tuples(cells.columns, names=["indicator", "period"])
    if not cells.columns:
        return pd.DataFrame(index=index)
    areas = sample(cells.values, cells.weights)
    columns = (
        {"areas": areas.count, "left_out": len(cells.areas) - areas.count, "mean": areas.mean}
        | _ends(cells, areas)
        | _people(cells, areas)
        | sii_table(cells, setting.fifths(level))
        | _spread(cells, areas, setting)
        | _parts(cells, areas, setting)
    )
    return pd.DataFrame(columns, index=index)


def _only(values: Floats, holds: np.ndarray) -> Floats:
    return np.where(holds, values, np.nan)


def _ends(cells: Matrix, areas: Sample) -> dict[str, np.ndarray]:
    """Return worst, best, and the distance and ratio between them."""
    enough = areas.count >= LEAST
    high_y = np.where(areas.known, areas.y, -np.inf)
    low_y = np.where(areas.known, areas.y, np.inf)
    # The first of the highest and the last of the lowest, as in absolute_gap.
    high, low = high_y.argmax(axis=0), len(low_y) - 1 - low_y[::-1].argmin(axis=0)
    top, bottom = high_y.max(axis=0), low_y.min(axis=0)
    codes = np.array(cells.areas, dtype=object)
    up = cells.polarity > 0
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = _only(top / bottom, enough & (bottom > 0) & cells.ratioed)
        distance = _only(top - bottom, enough)
    return {
        "worst": np.where(enough, codes[np.where(up, low, high)], ""),
        "best": np.where(enough, codes[np.where(up, high, low)], ""),
        "highest": _only(top, enough),
        "lowest": _only(bottom, enough),
        "absolute": distance,
        "relative": ratio,
    }


def _people(cells: Matrix, areas: Sample) -> dict[str, Floats]:
    best, short = closing(areas, cells.polarity)
    known = (areas.count >= LEAST) & (cells.polarity != 0)
    counted = known & countable(cells)
    total = (areas.n * areas.y).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        fraction = _only(short / total, counted & (total > 0))
    return {
        "best_fifth": _only(best, known),
        "par_count": _only(short / cells.times, counted),
        "paf": fraction,
    }


def countable(cells: Matrix) -> np.ndarray:
    """Return which columns are shares or rates of something counted: a gap of them is people."""
    return np.asarray([is_counted(i, t) for i, t in zip(cells.indicators, cells.times)], dtype=bool)


def _spread(cells: Matrix, areas: Sample, setting: Setting) -> dict[str, Floats]:
    usable = _has_ratios(cells, areas)
    order = -setting.deprivation(cells.level).to_numpy(dtype=float)
    return {
        "variance": _only(variance(areas), areas.count >= LEAST),
        "disparity": _only(disparity(areas), usable),
        "gini": _only(gini_of(areas), usable),
        "concentration": _only(concentration(areas, order), usable)
        if not np.isnan(order).all()
        else np.full(len(cells.columns), np.nan),
    }


def _has_ratios(cells: Matrix, areas: Sample) -> np.ndarray:
    negative = (areas.known & (areas.y < 0)).any(axis=0)
    with np.errstate(invalid="ignore"):
        positive = areas.mean > 0
    return np.asarray((areas.count >= LEAST) & positive & ~negative & cells.ratioed)


def _parts(cells: Matrix, areas: Sample, setting: Setting) -> dict[str, Floats]:
    """Return Theil's index and the mean log deviation, between and within wards."""
    blank = np.full(len(cells.columns), np.nan)
    names = ("", "_between", "_within")
    if cells.level != Level.LSOA:
        return {f"{index}{part}": blank for index in ("theil", "mld") for part in names}
    member, _ = membership(setting.pack.areas.loc[cells.areas, "ward"].to_numpy())
    usable = _has_ratios(cells, areas)
    positive = usable & ~(areas.known & (areas.y == 0)).any(axis=0)
    found: dict[str, Floats] = {}
    for name, index, holds in (("theil", THEIL, usable), ("mld", MLD, positive)):
        parts: Parts = split(areas, member, index)
        found[name] = _only(parts.total, holds)
        found[f"{name}_between"] = _only(parts.between.sum(axis=0), holds)
        found[f"{name}_within"] = _only(parts.within.sum(axis=0), holds)
    return found
