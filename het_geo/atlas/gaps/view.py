"""The gap in one indicator: three lenses, where it lives, what drives it, and its trend."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from het_geo import inequality
from het_geo.apart import no_ratio
from het_geo.atlas.gaps.ends import ends_trend
from het_geo.atlas.gaps.fifths import Fifths, base_level, fifths_view, sii_table, slope_at
from het_geo.atlas.gaps.lenses import Lenses, lenses_of
from het_geo.atlas.gaps.matrix import NO_GAP, matrix
from het_geo.atlas.gaps.setting import SMALL, Setting
from het_geo.atlas.over_time import break_before, breaks_in, periods_until
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import WITH_CARE
from het_geo.geography import Level
from het_geo.inequality.results import Decomposition
from het_geo.trends.gap import GapTrend, gap_trend
from het_geo.trends.recent import CHANGED


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
    if theil.total and not no_ratio(view.indicator, view.unit):
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


NO_DISTRICT_GAP = "it is not published for areas inside the district, so they cannot be compared"


@dataclass(frozen=True)
class GapView:
    """All that pages show of the gap in one indicator, period and level.

    ``trend`` is that of the slope along deprivation, ``ends`` that of the worst and the best area.
    """

    view: IndicatorView
    lenses: Lenses
    fifths: Fifths | None
    where: Where | None
    trend: GapTrend | None
    reason: str = ""
    ends: GapTrend | None = None


def gap_view(setting: Setting, view: IndicatorView) -> GapView:
    """Compute the gap of a view. Kinds without a gap say why in ``reason``."""
    kind, lenses = view.indicator.kind, lenses_of(setting, view)
    if kind in NO_GAP or view.level not in SMALL:
        reason = NO_GAP.get(kind, NO_DISTRICT_GAP)
        return GapView(view, lenses, None, None, None, reason)
    base = base_level(setting, view)
    return GapView(
        view,
        lenses,
        fifths_view(setting, view, base),
        where_view(setting, view, base),
        trend_view(setting, view, base),
        ends=ends_trend(setting, view),
    )


def trend_view(setting: Setting, view: IndicatorView, base: Level) -> GapTrend | None:
    """Return the slope index at each comparable period of the base level, and its verdict.

    ``None`` where there is one period only. Where others stand before a break, that is the reason.
    """
    periods = periods_until(view.indicator, view.period, base)
    cells = matrix(setting.pack, base, [(view.indicator.id, p.id) for p in periods])
    cut = break_before(view.indicator, periods, base)
    if len(cells.columns) < (1 if cut else 2):
        return None
    found = pd.DataFrame(
        sii_table(cells, setting.fifths(base)), index=[p for _, p in cells.columns]
    )
    found = found.reindex([p.id for p in periods])
    has_limits = found["sii_lower"].notna().any()
    _with_ratio_limits(setting, view, base, found)
    trend = gap_trend(
        found["sii"],
        found["sii_lower"] if has_limits else None,
        found["sii_upper"] if has_limits else None,
        rii=found["rii"],
        rii_lower=found["rii_lower"],
        rii_upper=found["rii_upper"],
    )
    first = (cut,) if cut else ()
    if trend.change is None:
        reason = CHANGED if cut and len(periods) < 2 else trend.reason
        return replace(trend, reason=reason, breaks=first)
    held = [view.indicator.period(str(p)) for p in found.index[found["sii"].notna()]]
    return replace(trend, breaks=(*first, *breaks_in(view.indicator, held, base, WITH_CARE)))


def _with_ratio_limits(
    setting: Setting, view: IndicatorView, base: Level, found: pd.DataFrame
) -> None:
    """Add the limits of the relative index at the first and the last period."""
    found["rii_lower"] = found["rii_upper"] = float("nan")
    held = found.index[found["rii"].notna()]
    for period in held[[0, -1]] if len(held) else []:
        slope = slope_at(setting, view, base, str(period))
        if slope.rii_lower is not None and slope.rii_upper is not None:
            found.loc[period, ["rii_lower", "rii_upper"]] = slope.rii_lower, slope.rii_upper
