"""Figures over time: an area's points with its benchmark's, and whether it is getting better."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from het_geo.catalogue import Indicator, Period
from het_geo.geography import Level
from het_geo.names import area_label
from het_geo.pack import Pack
from het_geo.trends import Direction, Trend, recent_trend
from het_geo.views import IndicatorView

LEAST_POINTS = 3  # fewer than three points are no line over time
_YEAR = 366  # days: longer periods pool several years
_SAME_LENGTH = 40  # days by which two periods of one length may differ
# Caveats that break a series, and what they mean for a trend.
BREAKS = {
    "census_2011_measure": "the two censuses asked a little differently",
    "uc_rollout": "the benefit was new and its numbers grew from nothing",
}


def comparable_periods(indicator: Indicator, period: Period, level: Level) -> list[Period]:
    """Return the periods of a level that are as long as one of them, oldest first."""
    length = (period.end - period.start).days
    return [
        p
        for p in indicator.periods_at(str(level))
        if p.kind == period.kind and abs((p.end - p.start).days - length) < _SAME_LENGTH
    ]


def over_time(pack: Pack, view: IndicatorView, area: str) -> pd.DataFrame:
    """Return an area's value at each period, with its limits and the chosen benchmark's.

    Columns ``area`` (name), ``period`` (label), ``when`` (the period's middle), ``value``,
    ``lower``, ``upper``; periods of the same length as the one shown. Empty with fewer than three,
    and for a neighbourhood where the publisher advises against reading its change.
    """
    code = area or pack.district
    if view.level == Level.LSOA and area and "no_small_area_trend" in view.indicator.caveats:
        return pd.DataFrame()
    periods = comparable_periods(view.indicator, view.period, view.level)
    parts = [
        series(pack, view.indicator, periods, who).assign(area=area_label(pack.areas, who))
        for who in dict.fromkeys([code, view.chosen.code])
    ]
    table = pd.concat(parts)
    table = table[table["value"].notna()].reset_index(names="id")
    return table if table["period"].nunique() >= LEAST_POINTS else pd.DataFrame()


def series(pack: Pack, indicator: Indicator, periods: list[Period], code: str) -> pd.DataFrame:
    """Return an area's figures at each period, indexed by period id; NaN where there is none."""
    rows = []
    for period in periods:
        found = pack.rows(indicator.id, period.id)
        row = found.loc[code] if code in found.index else pd.Series(dtype=float)
        numbers = ("value", "lower", "upper", "numerator", "denominator")
        rows.append(
            {
                "period": period.label,
                "when": pd.Timestamp(period.start) + (period.end - period.start) / 2,
                **{name: float(row.get(name, float("nan"))) for name in numbers},
            }
        )
    return pd.DataFrame(rows, index=[period.id for period in periods])


def trend_of(pack: Pack, indicator: Indicator, period: Period, code: str, level: Level) -> Trend:
    """Return the recent trend of one area's indicator up to a period (Fingertips' rule)."""
    periods = [p for p in comparable_periods(indicator, period, level) if p.end <= period.end]
    return judge(indicator, period, series(pack, indicator, periods, code))


def judge(indicator: Indicator, period: Period, table: pd.DataFrame) -> Trend:
    """Return the recent trend of a table of figures by period (:func:`series`), oldest first."""
    days = (period.end - period.start).days
    if 1 < days < _YEAR - _SAME_LENGTH:
        return Trend(
            Direction.UNJUDGED, reason="the figures are monthly, and only years are judged"
        )
    found = recent_trend(
        table["value"],
        table["lower"],
        table["upper"],
        kind=indicator.kind,
        numerator=table["numerator"],
        denominator=table["denominator"],
        pooled=days > _YEAR,
        broken=any(caveat in indicator.caveats for caveat in BREAKS),
    )
    used = table.loc[table["value"].notna(), "period"].tail(found.points)
    return replace(found, periods=tuple(used))
