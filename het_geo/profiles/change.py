"""How an area's figures went: what changed, and the recent trend, worked out once for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pandas as pd

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.changed import Changed, changed, changed_of, within
from het_geo.atlas.over_time import ADVISED_AGAINST, judge, periods_until
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import Period
from het_geo.figures import Floats
from het_geo.geography import Level
from het_geo.profiles.row import TrendRow
from het_geo.sentences.breaks import told
from het_geo.sentences.change import bare_trend, trend_word
from het_geo.sentences.changed import is_alike, ran, what_changed
from het_geo.trends.change import Sureness
from het_geo.trends.recent import Direction, Trend

ADVICE = "the publisher advises against reading change over time in areas smaller than a region"
NUMBERS = ["value", "lower", "upper", "numerator", "denominator", "least", "most"]
ReadSeries = Callable[[Sequence[Period]], pd.DataFrame]


def area_trend(atlas: Atlas, view: IndicatorView, code: str) -> TrendRow:
    """Return how one area's figure went up to the view's period, worked out once."""
    shared = _is_alone(view)  # then there is the same to say of every area
    read = _nothing if shared else partial(_series, atlas, view, code)
    key = ("trend", view.indicator.id, view.level, view.period.id, "" if shared else code)
    return atlas.keep(key, lambda: _row(view, read, _place(atlas, view)))


def set_trend(atlas: Atlas, view: IndicatorView, read: ReadSeries) -> TrendRow:
    """Return how the figure of a set went, whose figures at some periods ``read`` gives."""
    alone = _is_alone(view)
    return area_trend(atlas, view, "") if alone else _row(view, read, _place(atlas, view))


def _place(atlas: Atlas, view: IndicatorView) -> Changed | None:
    """Return how the whole place's figure went, beside which an area of it is told."""
    if view.level == Level.DISTRICT or _is_alone(view):
        return None
    key = ("changed", view.indicator.id, view.period.id)
    code = atlas.pack.district
    return atlas.keep(key, lambda: changed_of(atlas.pack, view.indicator, view.period, code))


def _series(
    atlas: Atlas, view: IndicatorView, code: str, periods: Sequence[Period]
) -> pd.DataFrame:
    """Return what :mod:`het_geo.atlas.over_time` does, from figures read once for a level."""
    codes, name = view.table.index, view.indicator.id

    def read() -> Floats:
        rows = (atlas.pack.rows(name, period.id) for period in periods)
        return np.stack([part[NUMBERS].reindex(codes).to_numpy(dtype=float) for part in rows])

    figures = atlas.keep(("series", name, view.level, view.period.id), read)
    return _table(figures[:, codes.get_loc(code)], periods)


def _nothing(periods: Sequence[Period]) -> pd.DataFrame:
    return _table(np.full((len(periods), len(NUMBERS)), np.nan), periods)


def _table(figures: Floats, periods: Sequence[Period]) -> pd.DataFrame:
    table = pd.DataFrame(figures, columns=NUMBERS, index=[p.id for p in periods])
    return table.assign(period=[p.label for p in periods])


def _row(view: IndicatorView, read: ReadSeries, place: Changed | None) -> TrendRow:
    """Return in words what changed, and then the verdict of the trend, or why it has none."""
    indicator, periods = view.indicator, periods_until(view.indicator, view.period, view.level)
    table = read(periods)
    found = _trend(view, table)
    change = within(changed(indicator, periods, view.level, table, view.caveats), place)
    judged = found.direction != Direction.UNJUDGED
    care = " ".join(told(found.breaks)) if judged else ""
    breaks = dict.fromkeys((*(change.breaks if change else ()), *found.breaks))
    said = [ran(view, change), bare_trend(found, indicator), *told(breaks)]
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


def _trend(view: IndicatorView, table: pd.DataFrame) -> Trend:
    if ADVISED_AGAINST in view.indicator.caveats:
        return Trend(Direction.UNJUDGED, reason=ADVICE)
    return judge(view.indicator, view.period, view.level, table)


def _is_alone(view: IndicatorView) -> bool:
    """Return whether a period can be compared with no other, so that nothing can have changed."""
    return len(periods_until(view.indicator, view.period, view.level)) < 2
