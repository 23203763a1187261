"""The recent trend of an area's figures, worked out once for each area and indicator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pandas as pd

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.over_time import judge, periods_until
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import Indicator
from het_geo.figures import Floats
from het_geo.profiles.row import TrendRow
from het_geo.sentences.breaks import told
from het_geo.sentences.change import trend, trend_word
from het_geo.trends.recent import POINTS, TREND_KINDS, Direction, Trend

SMALL_AREA = "no_small_area_trend"
ADVICE = "the publisher advises against reading change over time in areas smaller than a region"
NUMBERS = ["value", "lower", "upper", "numerator", "denominator"]
ReadSeries = Callable[[Sequence[Period]], pd.DataFrame]


def area_trend(atlas: Atlas, view: IndicatorView, code: str) -> TrendRow:
    """Return the recent trend of one area up to the view's period, worked out once."""
    shared = _is_plain(view)  # then the reason is the same for every area
    read = _nothing if shared else partial(_series, atlas, view, code)
    key = ("trend", view.indicator.id, view.level, view.period.id, "" if shared else code)
    return atlas.keep(key, lambda: _row(view, read))


def set_trend(atlas: Atlas, view: IndicatorView, read: ReadSeries) -> TrendRow:
    """Return the trend of a set, whose figures at some periods ``read`` gives."""
    return area_trend(atlas, view, "") if _is_plain(view) else _row(view, read)


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


def _row(view: IndicatorView, read: ReadSeries) -> TrendRow:
    return trend_row(_trend(view, read), view.indicator)


def trend_row(found: Trend, indicator: Indicator) -> TrendRow:
    """Return a trend in words."""
    judged = found.direction != Direction.UNJUDGED
    care = " ".join(told(found.breaks)) if judged else ""
    said = trend(found, indicator)
    return TrendRow(str(found.direction), trend_word(found, indicator), said, care)


def _trend(view: IndicatorView, read: ReadSeries) -> Trend:
    indicator, period = view.indicator, view.period
    if SMALL_AREA in indicator.caveats:
        return Trend(Direction.UNJUDGED, reason=ADVICE)
    return judge(indicator, period, view.level, read(_periods(view)))


def _periods(view: IndicatorView) -> list[Period]:
    return periods_until(view.indicator, view.period, view.level)


def _is_plain(view: IndicatorView) -> bool:
    """Return whether no area's trend can be judged, whatever its figures are."""
    return view.indicator.kind not in TREND_KINDS or len(_periods(view)) < POINTS
