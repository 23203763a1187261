"""What changed in any area of a view, from figures that are read once for the whole level."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.changed import Changed, changed
from het_geo.atlas.over_time import periods_until
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import Period
from het_geo.figures import Floats

NUMBERS = ["value", "lower", "upper", "numerator", "denominator", "least", "most"]


def change_at(atlas: Atlas, view: IndicatorView, code: str) -> Changed | None:
    """Return what changed in an area up to a view's period; ``None`` where nothing may be told."""
    periods = periods_until(view.indicator, view.period, view.level)
    if len(periods) < 2:
        return None
    key = ("changed", view.indicator.id, view.level, view.period.id, code)
    table = series_at(atlas, view, code, periods)
    own = view.indicator
    return atlas.keep(key, lambda: changed(own, periods, view.level, table, view.caveats))


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
    table = pd.DataFrame(figures, columns=NUMBERS, index=[p.id for p in periods])
    return table.assign(period=[p.label for p in periods])
