"""Results of gaps worked out once, each kept for its choice: gaps, clusters and exposures."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from het_geo.choice import Choice
from het_geo.gaps.exposures import exposure_table
from het_geo.gaps.principle import Outcome, gaps_of, outcomes
from het_geo.gaps.setting import Setting
from het_geo.gaps.view import GapView, gap_view
from het_geo.geography import Level
from het_geo.pack import Pack
from het_geo.spatial import Moran, local_clusters, morans_i
from het_geo.ui.results import choice_key, view_of
from het_geo.views import IndicatorView


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
