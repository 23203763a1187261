"""Results worked out once, each kept for its choice: views, and an area's figures over time."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from het_geo.choice import Choice
from het_geo.over_time import level_of, not_sent, over_time, periods_like, trend_of
from het_geo.pack import Pack
from het_geo.sentences.breaks import notes_on_line, why_no_change
from het_geo.sentences.change import bare_trend, not_drawn
from het_geo.views import IndicatorView, indicator_view, with_ranks


def view_of(pack: Pack, choice: Choice) -> IndicatorView:
    """Return the view of a choice, computed once for each indicator, level, period, benchmark."""
    return _view(pack, choice_key(pack, choice), choice)


def plain_view_of(pack: Pack, choice: Choice) -> IndicatorView:
    """Return the view of a choice without ranks, which take longer than all the rest.

    It is what a map needs: it need not wait for more.
    """
    return _plain_view(pack, choice_key(pack, choice), choice)


def key_of(pack: Pack, view: IndicatorView) -> tuple[str, ...]:
    """Return what names a view among all of all places."""
    place = f"{pack.manifest.place}-{pack.manifest.version}"
    return (place, view.indicator.id, str(view.level), view.period.id, view.chosen.code)


def choice_key(pack: Pack, choice: Choice) -> tuple[str, ...]:
    """Return what a result depends on: the chosen area is not among it."""
    place = f"{pack.manifest.place}-{pack.manifest.version}"
    return (place, choice.indicator, choice.level, choice.period, choice.compare)


@st.cache_resource(show_spinner=False, max_entries=512)
def _view(_pack: Pack, key: tuple[str, ...], _choice: Choice) -> IndicatorView:
    return with_ranks(plain_view_of(_pack, _choice))


@st.cache_resource(show_spinner=False, max_entries=512)
def _plain_view(_pack: Pack, key: tuple[str, ...], _choice: Choice) -> IndicatorView:
    return indicator_view(_pack, _choice, ranks=False)


def over_time_of(pack: Pack, view: IndicatorView, area: str) -> tuple[pd.DataFrame, str]:
    """Return an area's figures over time, and what is said of them, computed once.

    The table is empty where there is no line over time; the sentence then says why no change is
    told, or nothing where there is none to tell.
    """
    return _over_time(pack, (*key_of(pack, view), area), view, area)


@st.cache_resource(show_spinner=False, max_entries=2048)
def _over_time(
    _pack: Pack, key: tuple[str, ...], _view: IndicatorView, area: str
) -> tuple[pd.DataFrame, str]:
    table, indicator = over_time(_pack, _view, area), _view.indicator
    level = level_of(_pack, area or _pack.district)
    if table.empty:
        held = _pack.periods_held[indicator.id]
        alike = [p for p in periods_like(indicator, _view.period, _view.level) if p.id in held]
        return table, why_no_change(indicator, alike, level)
    found = trend_of(_pack, indicator, _view.period, area or _pack.district, level)
    said = bare_trend(found, indicator) + not_drawn(not_sent(_pack, _view, area))
    return table, " ".join([said, *notes_on_line(_view, table, level)])
