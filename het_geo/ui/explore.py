"""The middle of the Explore page: map, area's card, table beside it, and what to take away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from het_geo import clock
from het_geo.atlas.change_view import ChangeView
from het_geo.atlas.choice import Choice
from het_geo.atlas.views import IndicatorView
from het_geo.fonts import carried
from het_geo.pack.model import Pack
from het_geo.pictures.choropleth import change_choropleth, choropleth
from het_geo.pictures.svg import Picture
from het_geo.render.change_table import change_csv, change_geojson, change_table
from het_geo.render.framed import as_png, framed
from het_geo.render.plain import marked as marked_text
from het_geo.render.screen_table import screen_table
from het_geo.render.street_map import to_street_map
from het_geo.render.table import file_name, to_csv, to_geojson
from het_geo.sentences.change_view import change_title
from het_geo.ui.card import show_card
from het_geo.ui.change import change_of, show_change_card, show_why_none, statement_of
from het_geo.ui.copy_view import show_copy
from het_geo.ui.early import early_names
from het_geo.ui.england import draw_england, map_scope, show_far
from het_geo.ui.map import draw_map
from het_geo.ui.shelf import atlas_of, key_of
from het_geo.ui.show import show_foot, show_headline, show_title
from het_geo.ui.streamlit_insides import row_key
from het_geo.ui.tables import show_rows


def row_of_choices(key: str) -> DeltaGenerator:
    """Return a row in which choices stand side by side, in as many lines as a page needs."""
    return st.container(key=key, horizontal=True, vertical_alignment="center", gap="xsmall")


def show_map(
    pack: Pack, choice: Choice, picked: Callable[[str], None]
) -> tuple[IndicatorView, ChangeView | None]:
    """Show the sentence, the map and the card of a choice; return its view and change.

    The map is sent first, being what changes most, and does not wait for what it does not need.
    """
    view = atlas_of(pack).view(choice)
    change = change_of(pack, view, choice)
    headline = st.container()
    foot = st.container(horizontal=True, vertical_alignment="center", gap="small")
    left, right = st.columns([8, 5], gap="small")
    with left:
        england = map_scope(pack, choice) if change is None else None
        if england:
            draw_england(pack, england, choice, picked)
        else:
            marked = choice.area or choice.around
            early = early_names(pack, view, choice) if change is None else None
            draw_map(pack, view, marked, picked, early=early, change=change)
    said = statement_of(pack, view, choice, change)
    with headline:
        show_headline(pack, view, said)
    with right:
        if england:
            show_far(england, choice)
        if change is not None:
            show_change_card(pack, change, choice.area)
        else:
            show_card(pack, view, choice.area, choice.around)
    with foot:
        show_foot(pack, view, said)
        show_why_none(pack, view)
    return view, change


Made = tuple[str, str, str, Callable[[], Any]]


def show_downloads(
    pack: Pack, view: IndicatorView, choice: Choice, change: ChangeView | None = None
) -> None:
    """Offer what is on screen as a table, as shapes, as a picture, as link, words and code.

    Figures are offered as a street map too.
    """
    show_title("Take this view away", small=True)
    area = choice.area
    made = _figures(pack, view, area) if change is None else _change(pack, change, area)
    row = st.container(horizontal=True)
    with row:
        show_copy(pack, view, choice, statement_of(pack, view, choice, change))
    for label, ending, mime, data in made:
        name = file_name(view, pack.manifest.version, ending)
        row.download_button(
            label,
            data=data,
            file_name=name if change is None else f"change-{name}",
            mime=mime,
            on_click="ignore",
            key=f"download-{ending}",
        )


def _figures(pack: Pack, view: IndicatorView, area: str) -> list[Made]:
    title = f"{view.place}: {view.indicator.label}, {view.period.label}"
    drawn = partial(_map, pack, view, area, title, lambda: choropleth(pack, view, area))
    return [
        ("Table (CSV)", "csv", "text/csv", lambda: marked_text(to_csv(pack, view))),
        ("Shapes (GeoJSON)", "geojson", "application/geo+json", lambda: to_geojson(pack, view)),
        ("Map (PNG)", "png", "image/png", lambda: as_png(drawn())),
        ("Map (SVG)", "svg", "image/svg+xml", lambda: carried(drawn())),
        ("Street map (HTML)", "html", "text/html", lambda: to_street_map(pack, view, area)),
    ]


def _change(pack: Pack, change: ChangeView, area: str) -> list[Made]:
    title = f"{change.view.place}: {change_title(change)}"
    drawn = partial(
        _map, pack, change.view, area, title, lambda: change_choropleth(pack, change, area)
    )
    return [
        ("Table (CSV)", "csv", "text/csv", lambda: marked_text(change_csv(pack, change))),
        ("Shapes (GeoJSON)", "geojson", "application/geo+json",
         lambda: change_geojson(pack, change)),
        ("Map (PNG)", "png", "image/png", lambda: as_png(drawn())),
        ("Map (SVG)", "svg", "image/svg+xml", lambda: carried(drawn())),
    ]  # fmt: skip


def _map(
    pack: Pack, view: IndicatorView, area: str, title: str, made: Callable[[], Picture]
) -> str:
    outlined = f" ({view.label(area)} outlined)" if area in view.table.index else ""
    return framed(made(), pack, view, f"{title}{outlined}", clock.today())


INSIDE = 165  # pixels: a table inside a box is narrower on a phone than one on the page
NUMBERS = ("95% from", "to", "At least", "At most")  # besides the value itself


def show_table(
    pack: Pack,
    view: IndicatorView,
    area: str,
    picked: Callable[[str], None],
    change: ChangeView | None = None,
) -> None:
    """Offer the table, which holds what the map holds; choosing a row chooses its area.

    It is sent once it is opened: it weighs more than all the rest of the page. That it is open
    stands in the link.
    """
    title = f"The figures of all {len(view.table)} {view.level.many} as a table"
    if len(view.table) == 1:
        title = f"The figures of {view.place} as a table"
    with st.expander(title, key="table", on_change="rerun", bind="query-params") as box:
        if box.open:
            _table(pack, view, area, picked, change)


def _table(
    pack: Pack,
    view: IndicatorView,
    area: str,
    picked: Callable[[str], None],
    change: ChangeView | None,
) -> None:
    what = "figures" if change is None else "change"
    key = ("table", what, *key_of(pack, view))

    def made() -> tuple[pd.DataFrame, dict[str, object]]:
        return _shown(screen_table(view) if change is None else change_table(change))

    shown, formats = atlas_of(pack).keep(key, made)
    order, name = shown.index, row_key(*key, area)
    chosen = [order.get_loc(area)] if area in order else []

    def on_select() -> None:
        rows = st.session_state[name].selection.rows
        picked(str(order[rows[0]]) if rows else "")

    show_rows(
        shown,
        most=440,
        names=INSIDE,
        key=name,
        selection_default={"selection": {"rows": chosen, "columns": [], "cells": []}},
        on_select=on_select,
        selection_mode="single-row",
        config=formats,
    )


def _shown(table: tuple[pd.DataFrame, dict[str, int]]) -> tuple[pd.DataFrame, dict[str, object]]:
    """Return the rows as they are read and how their numbers are written."""
    shown, decimals = table
    formats = {
        name: st.column_config.NumberColumn(format=f"%.{digits}f" if digits else "localized")
        for name, digits in decimals.items()
    }
    return shown, formats
