"""Results worked out once, each kept for its choice: views, gaps, an area's figures over time."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from het_geo.atlas.choice import Choice
from het_geo.atlas.gaps.exposures import exposure_table
from het_geo.atlas.gaps.principle import DistrictOutcome, gaps_of, outcomes
from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.gaps.view import GapView, gap_view
from het_geo.atlas.over_time import level_of, not_sent, over_time, periods_like, trend_of
from het_geo.atlas.views import IndicatorView, indicator_view, with_ranks
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.sentences.breaks import notes_on_line, why_no_change
from het_geo.sentences.change import bare_trend, not_drawn
from het_geo.spatial import Moran, local_clusters, morans_i


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


@st.cache_resource(show_spinner=False, max_entries=4)
def _setting(_pack: Pack, version: str) -> Setting:
    return Setting(_pack)


def setting_of(pack: Pack) -> Setting:
    """Return what gaps of the place are measured against, worked out once."""
    return _setting(pack, f"{pack.manifest.place}-{pack.manifest.version}")


def gap_of(pack: Pack, choice: Choice) -> GapView:
    """Return the gap of a choice, computed once."""
    return _gap(setting_of(pack), choice_key(pack, choice), view_of(pack, choice))


@st.cache_resource(show_spinner=False, max_entries=512)
def _gap(_setting: Setting, key: tuple[str, ...], _view: IndicatorView) -> GapView:
    return gap_view(_setting, _view)


def clusters_of(pack: Pack, choice: Choice) -> tuple[Moran, pd.Series]:
    """Return Moran's I and each area's cluster for the areas of a choice, computed once."""
    return _clusters(setting_of(pack), choice_key(pack, choice), view_of(pack, choice))


@st.cache_resource(show_spinner=False, max_entries=512)
def _clusters(
    _setting: Setting, key: tuple[str, ...], _view: IndicatorView
) -> tuple[Moran, pd.Series]:
    graph, values = _setting.graph(_view.level), _view.table["value"]
    return morans_i(values, graph), local_clusters(values, graph)["cluster"]


def gaps_for(pack: Pack, principle: int, level: Level, order: str) -> pd.DataFrame:
    """Return the indicators of a principle with their gaps, computed once."""
    name = f"{pack.manifest.place}-{pack.manifest.version}"
    return _gaps(setting_of(pack), (name, principle, level, order))


@st.cache_resource(show_spinner=False, max_entries=128)
def _gaps(_setting: Setting, key: tuple[str, int, Level, str]) -> pd.DataFrame:
    return gaps_of(_setting, *key[1:])


def outcomes_for(pack: Pack, principle: int) -> list[DistrictOutcome]:
    """Return the district's outcomes of a principle, computed once."""
    name = f"{pack.manifest.place}-{pack.manifest.version}"
    return _outcomes(setting_of(pack), (name, principle))


@st.cache_resource(show_spinner=False, max_entries=64)
def _outcomes(_setting: Setting, key: tuple[str, int]) -> list[DistrictOutcome]:
    return outcomes(_setting, key[1])


def exposures_for(pack: Pack, partition: str) -> pd.DataFrame:
    """Return every indicator's exposure by group, computed once."""
    return _exposures(setting_of(pack), (pack.manifest.version, partition))


@st.cache_resource(show_spinner=False, max_entries=16)
def _exposures(_setting: Setting, key: tuple[str, str]) -> pd.DataFrame:
    return exposure_table(_setting, key[1])
