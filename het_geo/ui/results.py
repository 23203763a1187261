"""Results worked out once: views, gaps, clusters and exposures, each kept for its choice."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from het_geo.choice import Choice
from het_geo.gaps.exposures import exposure_table
from het_geo.gaps.principle import Outcome, gaps_of, outcomes
from het_geo.gaps.setting import Setting
from het_geo.gaps.view import GapView, gap_view
from het_geo.geography import Level
from het_geo.over_time import over_time, trend_of
from het_geo.pack import Pack
from het_geo.sentences.change import trend
from het_geo.spatial import Moran, local_clusters, morans_i
from het_geo.views import IndicatorView, indicator_view


def view_of(pack: Pack, choice: Choice) -> IndicatorView:
    """Return the view of a choice, computed once for each indicator, level, period, benchmark."""
    return _view(pack, _key(pack, choice), choice)


def key_of(pack: Pack, view: IndicatorView) -> tuple[str, ...]:
    """Return what names a view among all of all places."""
    place = f"{pack.manifest.place}-{pack.manifest.version}"
    return (place, view.indicator.id, str(view.level), view.period.id, view.chosen.code)


def _key(pack: Pack, choice: Choice) -> tuple[str, ...]:
    """Return what a result depends on: the chosen area is not among it."""
    place = f"{pack.manifest.place}-{pack.manifest.version}"
    return (place, choice.indicator, choice.level, choice.period, choice.compare)


@st.cache_resource(show_spinner=False, max_entries=512)
def _view(_pack: Pack, key: tuple[str, ...], _choice: Choice) -> IndicatorView:
    return indicator_view(_pack, _choice)


@st.cache_resource(show_spinner=False, max_entries=4)
def _setting(_pack: Pack, version: str) -> Setting:
    return Setting(_pack)


def setting_of(pack: Pack) -> Setting:
    """Return what gaps of the place are measured against, worked out once."""
    return _setting(pack, f"{pack.manifest.place}-{pack.manifest.version}")


def gap_of(pack: Pack, choice: Choice) -> GapView:
    """Return the gap of a choice, computed once."""
    return _gap(setting_of(pack), _key(pack, choice), view_of(pack, choice))


@st.cache_resource(show_spinner=False, max_entries=512)
def _gap(_setting: Setting, key: tuple[str, ...], _view: IndicatorView) -> GapView:
    return gap_view(_setting, _view)


def clusters_of(pack: Pack, choice: Choice) -> tuple[Moran, pd.Series]:
    """Return Moran's I and each area's cluster for the areas of a choice, computed once."""
    return _clusters(setting_of(pack), _key(pack, choice), view_of(pack, choice))


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


def outcomes_for(pack: Pack, principle: int) -> list[Outcome]:
    """Return the district's outcomes of a principle, computed once."""
    name = f"{pack.manifest.place}-{pack.manifest.version}"
    return _outcomes(setting_of(pack), (name, principle))


@st.cache_resource(show_spinner=False, max_entries=64)
def _outcomes(_setting: Setting, key: tuple[str, int]) -> list[Outcome]:
    return outcomes(_setting, key[1])


def exposures_for(pack: Pack, partition: str) -> pd.DataFrame:
    """Return every indicator's exposure by group, computed once."""
    return _exposures(setting_of(pack), (pack.manifest.version, partition))


@st.cache_resource(show_spinner=False, max_entries=16)
def _exposures(_setting: Setting, key: tuple[str, str]) -> pd.DataFrame:
    return exposure_table(_setting, key[1])


def over_time_of(pack: Pack, view: IndicatorView, area: str) -> tuple[pd.DataFrame, str]:
    """Return an area's figures over time and the sentence of their trend, computed once.

    The table is empty, and the sentence too, where there is no line over time.
    """
    return _over_time(pack, (*key_of(pack, view), area), view, area)


@st.cache_resource(show_spinner=False, max_entries=2048)
def _over_time(
    _pack: Pack, key: tuple[str, ...], _view: IndicatorView, area: str
) -> tuple[pd.DataFrame, str]:
    table = over_time(_pack, _view, area)
    if table.empty:
        return table, ""
    level = _view.level if area else Level.DISTRICT
    found = trend_of(_pack, _view.indicator, _view.period, area or _pack.district, level)
    return table, trend(found, _view.indicator)
