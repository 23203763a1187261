"""What changed in any area of a view, from figures that are read once for the whole level."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.changed import Changed, changed, changed_of, within
from het_geo.atlas.over_time import periods_until
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import Period
from het_geo.figures import Floats

NUMBERS = ["value", "lower", "upper", "numerator", "denominator", "least", "most"]


def change_at(
    atlas: Atlas, view: IndicatorView, code: str, table: pd.DataFrame | None = None
) -> Changed | None:
    """Return what changed in an area, and in the place around it, up to a view's period.

    ``None`` where nothing may be told. ``table`` are the area's figures at the comparable periods
    (:func:`series_at`), where they are read already.
    """
    periods = periods_until(view.indicator, view.period, view.level)
    if len(periods) < 2:
        return None
    key = ("changed", view.indicator.id, view.level, view.period.id, code)

    def found() -> Changed | None:
        read = series_at(atlas, view, code, periods) if table is None else table
        own = changed(view.indicator, periods, view.level, read, view.caveats)
        return own if code == atlas.pack.district else within(own, place_at(atlas, view))

    return atlas.keep(key, found)


def place_at(atlas: Atlas, view: IndicatorView) -> Changed | None:
    """Return how the whole place's figure went, beside which an area of it is told."""
    code = atlas.pack.district
    key = ("changed in the place", view.indicator.id, view.period.id)
    return atlas.keep(key, lambda: changed_of(atlas.pack, view.indicator, view.period, code))


def series_at(
    atlas: Atlas, view: IndicatorView, code: str, periods: Sequence[Period]
) -> pd.DataFrame:
    """Return an area's figures at some periods, as :mod:`het_geo.atlas.over_time` does."""
    codes, name = view.table.index, view.indicator.id

    def read() -> Floats:
        rows = (atlas.pack.rows(name, period.id) for period in periods)
        return np.stack([part[NUMBERS].reindex(codes).to_numpy(dtype=float) for part in rows])

    figures = atlas.keep(("series", name, view.level, view.period.id), read)
    return series_of(figures[:, codes.get_loc(code)], periods)


def series_of(figures: Floats, periods: Sequence[Period]) -> pd.DataFrame:
    """Return figures of some periods as a table, a row a period in the order of ``NUMBERS``."""
    ids, labels = _named(tuple(periods))
    table = pd.DataFrame(figures, columns=NUMBERS, index=ids)
    table["period"] = labels
    return table


@lru_cache(maxsize=1024)  # a level's areas all have them: to make them takes longer than the rest
def _named(periods: tuple[Period, ...]) -> tuple[pd.Index, pd.Series]:
    ids = pd.Index([period.id for period in periods], dtype=object)
    return ids, pd.Series([period.label for period in periods], index=ids, dtype=object)
