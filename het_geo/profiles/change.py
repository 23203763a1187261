"""How an area's figures went: what changed, and the recent trend, worked out once for each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from het_geo.atlas.area_series import NUMBERS, AreaSeries, series_in
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.change_at import change_at, place_at, series_at
from het_geo.atlas.changed import Changed, changed, within
from het_geo.atlas.over_time import ADVISED_AGAINST, judge, periods_until
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import Period
from het_geo.profiles.row import TrendRow
from het_geo.sentences.breaks import told
from het_geo.sentences.change import bare_trend, trend_word
from het_geo.sentences.changed import breaks_of, is_alike, ran, what_changed
from het_geo.trends.change import Sureness
from het_geo.trends.recent import Direction, Trend

ADVICE = "the publisher advises against reading change over time in areas smaller than a region"


def area_trend(atlas: Atlas, view: IndicatorView, code: str) -> TrendRow:
    """Return how one area's figure went up to the view's period, worked out once."""
    periods = periods_until(view.indicator, view.period, view.level)
    shared = len(periods) < 2  # then there is the same to say of every area
    key = ("trend", view.indicator.id, view.level, view.period.id, "" if shared else code)
    if shared:
        return atlas.keep(key, lambda: _row(view, _without_figures(periods), None))

    def found() -> TrendRow:
        held = series_at(atlas, view, code, periods)
        return _row(view, held, change_at(atlas, view, code, held))

    return atlas.keep(key, found)


def set_trend(atlas: Atlas, view: IndicatorView, table: pd.DataFrame) -> TrendRow:
    """Return how the figure of a set went, whose figures at several periods a table has.

    Of one period alone :func:`area_trend` says the same for every area and set.
    """
    periods = periods_until(view.indicator, view.period, view.level)
    held = series_in(table, periods)
    own = changed(view.indicator, view.level, held, view.caveats)
    return _row(view, held, within(own, place_at(atlas, view)))


def _without_figures(periods: list[Period]) -> AreaSeries:
    return AreaSeries(tuple(periods), np.full((len(periods), len(NUMBERS)), np.nan))


def _row(view: IndicatorView, held: AreaSeries, change: Changed | None) -> TrendRow:
    """Return in words what changed, and then the trend: "cannot be judged" never stands alone."""
    indicator = view.indicator
    found = _trend(view, held)
    judged = found.direction != Direction.UNJUDGED
    care = " ".join(told(found.breaks)) if judged else ""
    breaks = dict.fromkeys((*(breaks_of(change) if change else ()), *found.breaks))
    first = change.periods[0] if change else None
    said = [ran(view, change), bare_trend(found, indicator), *told(breaks, first)]
    return TrendRow(
        str(found.direction),
        trend_word(found, indicator),
        " ".join(part for part in said if part),
        care,
        _step(view, change),
        what_changed(view, change),
        str(change.whole.sure) if change else "",
    )


def _step(view: IndicatorView, change: Changed | None) -> str:
    """Return which way a figure went by more than chance, in a word; else ""."""
    if change is None or change.whole.sure != Sureness.SURE or is_alike(view, change.whole):
        return ""
    up = 1 if change.whole.difference.value > 0 else -1
    ways = {1: "better", -1: "worse"} if not (change.breaks or view.unit.money) else {}
    return ways.get(up * view.indicator.judged_polarity, "higher" if up > 0 else "lower")


def _trend(view: IndicatorView, held: AreaSeries) -> Trend:
    if ADVISED_AGAINST in view.indicator.caveats:
        return Trend(Direction.UNJUDGED, reason=ADVICE)
    return judge(view.indicator, view.period, view.level, held)
