"""The gap in one indicator: the three lenses, where it lives, and its trend."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from het_geo.catalogue import WITH_CARE
from het_geo.gaps.deprivation import Fifths, fifths_view, slope_at
from het_geo.gaps.fifths import sii_table
from het_geo.gaps.lenses import Lenses, lenses_of
from het_geo.gaps.matrix import NO_GAP, matrix
from het_geo.gaps.setting import SMALL, Setting
from het_geo.gaps.where import Where, where_view
from het_geo.geography import Level
from het_geo.over_time import break_before, breaks_in, periods_until
from het_geo.trends import CHANGED, GapTrend, gap_trend
from het_geo.views import IndicatorView

NO_DISTRICT_GAP = "published for the district only: it has no gap between areas here"


@dataclass(frozen=True)
class GapView:
    """All that pages show of the gap in one indicator, period and level."""

    view: IndicatorView
    lenses: Lenses
    fifths: Fifths | None
    where: Where | None
    trend: GapTrend | None
    reason: str = ""


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
    )


def base_level(setting: Setting, view: IndicatorView) -> Level:
    """Return the smallest level held for this period: fifths are made of the smallest areas."""
    rows = setting.pack.rows(view.indicator.id, view.period.id)
    small = rows.reindex(setting.pack.codes(Level.LSOA))["value"].notna().any()
    return Level.LSOA if small else view.level


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
