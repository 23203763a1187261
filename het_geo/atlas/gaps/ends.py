"""The worst and the best area at each comparable period: has the distance between them changed?"""

from __future__ import annotations

import pandas as pd

from het_geo import inequality
from het_geo.apart import apart as written
from het_geo.apart import no_ratio
from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.over_time import breaks_in, periods_until
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import WITH_CARE
from het_geo.inequality.results import Gap
from het_geo.trends.gap import GapTrend, gap_trend

COLUMNS = ["sii", "lower", "upper", "rii", "rii_lower", "rii_upper"]


def ends_trend(setting: Setting, view: IndicatorView) -> GapTrend | None:
    """Return the gap of worst and best area at each comparable period of the view's level.

    The two ends of each period, whichever areas they then are (docs/methods.md#trend-of-a-gap).
    ``sii`` is the distance and ``rii`` the ratio. ``None`` with fewer than two periods.
    """
    periods = periods_until(view.indicator, view.period, view.level)
    rows = {period.id: _row(setting, view, period.id) for period in periods}
    found = pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS, dtype=float)
    held = [period for period in periods if found["sii"].notna().get(period.id, False)]
    if len(held) < 2:
        return None
    trend = gap_trend(
        found["sii"],
        *_limits(found, "lower", "upper"),
        rii=found["rii"],
        rii_lower=found["rii_lower"],
        rii_upper=found["rii_upper"],
    )
    told = breaks_in(view.indicator, held, view.level, WITH_CARE)
    return GapTrend(**{**vars(trend), "breaks": told})


def _limits(found: pd.DataFrame, *names: str) -> list[pd.Series | None]:
    known = found["lower"].notna().any()
    return [found[name] if known else None for name in names]


def _row(setting: Setting, view: IndicatorView, period: str) -> list[float | None]:
    """Return the distance and the ratio of the ends of one period, each with its limits."""
    rows = setting.pack.rows(view.indicator.id, period).reindex(view.table.index)
    polarity, values = view.indicator.judged_polarity, rows["value"].astype(float)
    limits = {name: rows[name].astype(float) for name in ("lower", "upper")}
    apart = inequality.absolute_gap(values, polarity, **limits)
    if apart.value is None:
        return [None] * len(COLUMNS)
    # As the two ends are written, which is what every other sentence of this gap says.
    size = written(values.max(), values.min(), view.indicator.decimals)
    ratio = Gap(None)
    if size.ratio is not None and not no_ratio(view.indicator, view.unit):
        ratio = inequality.relative_gap(values, polarity, **limits)
    times = size.ratio if ratio.value is not None else None
    return [size.difference, apart.lower, apart.upper, times, ratio.lower, ratio.upper]
