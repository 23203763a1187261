"""Where the inequality lives: between wards or within them, and the areas that drive it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from het_geo import inequality
from het_geo.gaps.matrix import NO_RATIO, matrix
from het_geo.gaps.setting import Setting
from het_geo.geography import Level
from het_geo.inequality import Decomposition
from het_geo.views import IndicatorView


@dataclass(frozen=True)
class Where:
    """Where the inequality lives: between wards or within them, and the areas that drive it.

    ``between`` is the share of the inequality that lies between wards (0 to 1) by ``measure``
    ("theil", or "variance" where there are no ratios). ``drivers`` is each area's share of the
    variance, largest first; ``above`` tells which of them lie above the average.
    """

    between: float | None
    measure: str
    theil: Decomposition | None
    mld: Decomposition | None
    drivers: pd.Series
    above: pd.Series
    level: Level
    reason: str = ""


def where_view(setting: Setting, view: IndicatorView, base: Level) -> Where | None:
    """Return how the inequality divides between and within wards, and which areas drive it."""
    cells = matrix(setting.pack, base, [(view.indicator.id, view.period.id)])
    if not cells.columns:
        return None
    values = pd.Series(cells.values[:, 0], index=cells.areas)
    weights = pd.Series(cells.weights[:, 0], index=cells.areas).where(values.notna(), 0.0)
    known = weights.notna() & values.notna() & (weights > 0)
    y, n = values[known], weights[known]
    drivers = _drivers(y, n)
    above = y > (n * y).sum() / (n.sum() or 1.0)
    if len(y) < 2:
        reason = "fewer than two areas have a figure"
        return Where(None, "", None, None, drivers, above, base, reason)
    if base != Level.LSOA:
        reason = "there are no figures for neighbourhoods, so what lies within wards is not known"
        return Where(None, "", None, None, drivers, above, base, reason)
    wards = setting.pack.areas.loc[y.index, "ward"]
    theil, mld = (f(y, n, wards) for f in (inequality.theil, inequality.mean_log_deviation))
    if theil.total and view.indicator.kind not in NO_RATIO:
        return Where(
            (theil.between or 0.0) / theil.total, "theil", theil, mld, drivers, above, base
        )
    return Where(_between_variance(y, n, wards), "variance", None, None, drivers, above, base)


def _drivers(y: pd.Series, n: pd.Series) -> pd.Series:
    """Return each area's share of the variance, largest first."""
    mean = (n * y).sum() / n.sum() if n.sum() else np.nan
    part = n * (y - mean) ** 2
    total = part.sum()
    return (part / total if total > 0 else part * np.nan).sort_values(
        ascending=False, kind="stable"
    )


def _between_variance(y: pd.Series, n: pd.Series, wards: pd.Series) -> float | None:
    """Return the share of the variance that lies between wards."""
    total = inequality.between_group_variance(y, n).value
    if not total:
        return None
    people = n.groupby(wards).sum()
    means = (n * y).groupby(wards).sum() / people
    between = inequality.between_group_variance(means, people).value
    return (between or 0.0) / total
