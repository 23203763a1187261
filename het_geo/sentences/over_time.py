"""A figure over time: the table that a line is drawn of, and what is said beside it."""

from __future__ import annotations

import pandas as pd

from het_geo.atlas.changed import changed_of
from het_geo.atlas.over_time import level_of, not_sent, over_time, periods_like, trend_of
from het_geo.atlas.views import IndicatorView
from het_geo.pack.model import Pack
from het_geo.sentences.breaks import notes_on_line, why_no_change
from het_geo.sentences.change import bare_trend, not_drawn
from het_geo.sentences.changed import ran, what_changed


def told_over_time(pack: Pack, view: IndicatorView, area: str) -> tuple[pd.DataFrame, str]:
    """Return an area's figures over time, and what is said of them.

    The table is empty where there is no line over time; the sentence then says what changed or why
    no change is told, or nothing where there is none to tell.
    """
    table, indicator, code = over_time(pack, view, area), view.indicator, area or pack.district
    level = level_of(pack, code)
    change = changed_of(pack, indicator, view.period, code)
    if table.empty:
        alike = [
            period
            for period in periods_like(indicator, view.period, view.level)
            if period.id in pack.periods_held[indicator.id]
            and pack.rows(indicator.id, period.id)["value"].notna().get(code, False)
        ]
        return table, what_changed(view, change) or why_no_change(indicator, alike, level)
    found = trend_of(pack, indicator, view.period, code, level)
    said = bare_trend(found, indicator) + not_drawn(not_sent(pack, view, area))
    parts = [ran(view, change), said, *notes_on_line(view, table, level)]
    return table, " ".join(part for part in parts if part)
