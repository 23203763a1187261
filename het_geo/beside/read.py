"""An area's figure and its change: its own, or, of an MSOA without one, its neighbourhoods'."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from het_geo.atlas.area_series import series_in
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.change_at import change_at, place_at
from het_geo.atlas.changed import Changed, changed, within
from het_geo.atlas.over_time import periods_until
from het_geo.atlas.reading import is_shown, view_of
from het_geo.atlas.sums import can_be_summed, summer_of
from het_geo.atlas.views import Figure, IndicatorView
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import Indicator
from het_geo.geography import Level


def level_of_figure(atlas: Atlas, indicator: Indicator, code: str) -> Level | None:
    """Return the level at which an area's figure is read; ``None`` where it can have none.

    An MSOA without a figure of its own has that of its neighbourhoods, as in its profile.
    """
    own = Level(atlas.know.levels[code])
    if is_shown(atlas.pack, indicator, own):
        return own
    small = own == Level.MSOA and can_be_summed(indicator)
    return Level.LSOA if small and is_shown(atlas.pack, indicator, Level.LSOA) else None


def is_summed(view: IndicatorView, code: str) -> bool:
    """Tell whether an area's figure is that of its neighbourhoods together."""
    return code not in view.figures


def figure_at(atlas: Atlas, view: IndicatorView, code: str) -> Figure | None:
    """Return an area's figure; ``None`` where its neighbourhoods are not summed in that period."""
    if not is_summed(view, code):
        return view.figures[code]
    newest = atlas.newest_views(Level.LSOA)[view.indicator.id]
    return _sums(atlas, code).get(view.indicator.id) if newest.period == view.period else None


def change_of(atlas: Atlas, view: IndicatorView, code: str) -> Changed | None:
    """Return what changed in an area up to a view's period; ``None`` where none may be told."""
    if not is_summed(view, code):
        return change_at(atlas, view, code)
    table = _sums_over_time(atlas, code).get(view.indicator.id)
    if table is None:
        return None
    periods = periods_until(view.indicator, view.period, view.level)
    own = changed(view.indicator, view.level, series_in(table, periods), view.caveats)
    return within(own, place_at(atlas, view))


def view_at(atlas: Atlas, name: str, level: Level, period: Period) -> IndicatorView:
    """Return the view of an indicator in one of its periods, kept for whoever asks next."""
    newest = atlas.newest_views(level).get(name)
    if newest is not None and newest.period == period:
        return newest
    key = ("view of a period", name, level, period.id)
    return atlas.keep(key, lambda: view_of(atlas.pack, name, level, period.id))


def _sums(atlas: Atlas, code: str) -> dict[str, Figure]:
    members: Sequence[str] = atlas.know.inside(code)
    return atlas.keep(("sums of an area", code), lambda: summer_of(atlas).figures(members))


def _sums_over_time(atlas: Atlas, code: str) -> dict[str, pd.DataFrame]:
    """Return the sums of an area's neighbourhoods over time, of what has more than one period."""

    def found() -> dict[str, pd.DataFrame]:
        views = atlas.newest_views(Level.LSOA)
        held = {
            name: (view.indicator, periods)
            for name, view in views.items()
            if can_be_summed(view.indicator)
            and len(periods := periods_until(view.indicator, view.period, view.level)) > 1
        }
        return summer_of(atlas).series(held, atlas.know.inside(code)) if held else {}

    return atlas.keep(("sums of an area over time", code), found)
