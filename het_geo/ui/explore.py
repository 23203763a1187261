"""The middle of the Explore page: map, area's card, table beside it, and what to take away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from het_geo.atlas.choice import Choice
from het_geo.atlas.views import IndicatorView
from het_geo.fonts import carried
from het_geo.pack.model import Pack
from het_geo.pictures.choropleth import choropleth
from het_geo.render.framed import as_png, framed
from het_geo.render.plain import marked
from het_geo.render.screen_table import screen_table
from het_geo.render.street_map import to_street_map
from het_geo.render.table import file_name, to_csv, to_geojson
from het_geo.ui.card import show_card
from het_geo.ui.early import early_names
from het_geo.ui.england import draw_england, map_scope, show_far
from het_geo.ui.map import draw_map
from het_geo.ui.shelf import atlas_of, key_of
from het_geo.ui.show import show_headline, show_title
from het_geo.ui.streamlit_insides import row_key


def row_of_choices(key: str) -> DeltaGenerator:
    """Return a row in which choices stand side by side, in as many lines as a page needs."""
    return st.container(key=key, horizontal=True, gap="xsmall")


def show_map(pack: Pack, choice: Choice, picked: Callable[[str], None]) -> IndicatorView:
    """Show the sentence, the map and the card of a choice; return its view.

    The map is sent first, being what changes most, and does not wait for what it does not need.
    """
    view = atlas_of(pack).view(choice)
    headline = st.container(gap=None)
    left, right = st.columns([8, 5], gap="small")
    with left:
        england = map_scope(pack, choice)
        if england:
            draw_england(pack, england, choice, picked)
        else:
            marked = choice.area or choice.around
            draw_map(pack, view, marked, picked, early=early_names(pack, view, choice))
    with headline:
        show_headline(pack, view, choice.area, choice.around)
    with right:
        if england:
            show_far(england, choice)
        show_card(pack, view, choice.area, choice.around)
    return view


Made = tuple[str, str, str, Callable[[], Any]]


def show_downloads(pack: Pack, view: IndicatorView, area: str) -> None:
    """Offer the view as a table, as shapes, as a picture and as a street map for a browser."""
    show_title("Take this view away", small=True)
    made: list[Made] = [
        ("Table (CSV)", "csv", "text/csv", lambda: marked(to_csv(pack, view))),
        ("Shapes (GeoJSON)", "geojson", "application/geo+json", lambda: to_geojson(pack, view)),
        ("Map (PNG)", "png", "image/png", lambda: as_png(_map(pack, view, area))),
        ("Map (SVG)", "svg", "image/svg+xml", lambda: carried(_map(pack, view, area))),
        ("Street map (HTML)", "html", "text/html", lambda: to_street_map(pack, view, area)),
    ]
    row = st.container(horizontal=True)
    for label, ending, mime, data in made:
        row.download_button(
            label,
            data=data,
            file_name=file_name(view, pack.manifest.version, ending),
            mime=mime,
            on_click="ignore",
            key=f"download-{ending}",
        )


def _map(pack: Pack, view: IndicatorView, area: str) -> str:
    outlined = f" ({view.label(area)} outlined)" if area in view.table.index else ""
    title = f"{view.place}: {view.indicator.label}, {view.period.label}{outlined}"
    return framed(choropleth(pack, view, area), pack, view, title, date.today())


NUMBERS = ("95% from", "to", "At least", "At most")  # besides the value itself


def show_table(pack: Pack, view: IndicatorView, area: str, picked: Callable[[str], None]) -> None:
    """Offer the table, which holds what the map holds; choosing a row chooses its area.

    It is sent once it is opened: it weighs more than all the rest of the page. That it is open
    stands in the link.
    """
    title = f"The figures of all {len(view.table)} {view.level.many} as a table"
    if len(view.table) == 1:
        title = f"The figures of {view.place} as a table"
    with st.expander(title, key="table", on_change="rerun", bind="query-params") as box:
        if box.open:
            _table(pack, view, area, picked)


def _table(pack: Pack, view: IndicatorView, area: str, picked: Callable[[str], None]) -> None:
    key = ("table", *key_of(pack, view))
    shown, formats = atlas_of(pack).keep(key, lambda: _shown(view))
    order = shown.index
    name = row_key("table", view.indicator.id, view.period.id, view.level, view.chosen.code, area)
    chosen = [order.get_loc(area)] if area in order else []

    def on_select() -> None:
        rows = st.session_state[name].selection.rows
        picked(str(order[rows[0]]) if rows else "")

    st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        height=min(38 + 35 * len(shown), 440),
        key=name,
        selection_default={"selection": {"rows": chosen, "columns": [], "cells": []}},
        on_select=on_select,
        selection_mode="single-row",
        column_config=formats,
    )


def _shown(view: IndicatorView) -> tuple[pd.DataFrame, dict[str, object]]:
    """Return the rows as they are read and how their numbers are written."""
    shown, decimals = screen_table(view)
    formats = {
        name: st.column_config.NumberColumn(format=f"%.{digits}f" if digits else "localized")
        for name, digits in decimals.items()
    }
    return shown, formats
