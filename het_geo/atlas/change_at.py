"""What changed in any area of a view, from figures that are read once for the whole level."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from het_geo.atlas.area_series import NUMBERS, AreaSeries
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.changed import Changed, changed, changed_of, within
from het_geo.atlas.over_time import periods_until
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import Period
from het_geo.figures import Floats


def change_at(
    atlas: Atlas, view: IndicatorView, code: str, held: AreaSeries | None = None
) -> Changed | None:
    """Return what changed in an area, and in the place around it, up to a view's period.

    ``None`` where nothing may be told. ``held`` are the area's figures at the comparable periods
    (:func:`series_at`), where they are read already.
    """
    periods = periods_until(view.indicator, view.period, view.level)
    if len(periods) < 2:
        return None
    key = ("changed", view.indicator.id, view.level, view.period.id, code)

    def found() -> Changed | None:
        read = series_at(atlas, view, code, periods) if held is None else held
        own = changed(view.indicator, view.level, read, view.caveats)
        return own if code == atlas.pack.district else within(own, place_at(atlas, view))

    return atlas.keep(key, found)


def place_at(atlas: Atlas, view: IndicatorView) -> Changed | None:
    """Return how the whole place's figure went, beside which an area of it is told."""
    code = atlas.pack.district
    key = ("changed in the place", view.indicator.id, view.period.id)
    return atlas.keep(key, lambda: changed_of(atlas.pack, view.indicator, view.period, code))


def series_at(
    atlas: Atlas, view: IndicatorView, code: str, periods: Sequence[Period]
) -> AreaSeries:
    """Return an area's figures at some periods; a level's are read once for all its areas."""
    codes, name = view.table.index, view.indicator.id

    def read() -> Floats:
        rows = (atlas.pack.rows(name, period.id) for period in periods)
        return np.stack([part[NUMBERS].reindex(codes).to_numpy(dtype=float) for part in rows])

    figures = atlas.keep(("series", name, view.level, view.period.id), read)
    return AreaSeries(tuple(periods), figures[:, codes.get_loc(code)])
