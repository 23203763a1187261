"""Explore: choices in a row, then sentence, map and card in one sight; strip, time, table below."""

from functools import partial

import streamlit as st

from het_geo.ui.change import change_switch
from het_geo.ui.choose import (
    area_choice,
    current_choice,
    indicator_choice,
    pick_area,
    to_show,
    view_choice,
)
from het_geo.ui.early import forget_lost, send_early
from het_geo.ui.england import send_england
from het_geo.ui.explore import row_of_choices, show_downloads, show_map, show_table
from het_geo.ui.frame import draw_navigation
from het_geo.ui.journey_beside import projects_of, show_on_journey
from het_geo.ui.load import current_pack, place_in_row
from het_geo.ui.map import send_shapes
from het_geo.ui.pictures import show_over_time
from het_geo.ui.show import show_sources
from het_geo.ui.spread import show_spread
from het_geo.ui.streamlit_insides import EXPLORE, LISTS_S, let_paint

_NEW = "explore is new"  # on a page that is drawn whole
_LISTS = "lists were shown"  # in this session: their scripts have been loaded


@st.fragment
def explore() -> None:
    """Show the view that the link names. A choice runs this again, not the frame around it."""
    pack, new = current_pack(), st.session_state.pop(_NEW, False)
    forget_lost()

    def picked(code: str) -> None:
        """Choose the area that the map or the table names."""
        pick_area(pack, code)

    choices = row_of_choices("explore-choices")
    with st.container(key="explore-body"):
        choice = current_choice(pack, looks_inside=True)
        view, change = show_map(pack, choice, picked)
        if new and _LISTS not in st.session_state:
            let_paint(LISTS_S)  # what answers is painted before the lists, whose scripts load once
        st.session_state[_LISTS] = True
        with choices:
            indicator_choice(pack, choice, "explore")
            area_choice(pack, choice, "explore")
            view_choice(pack, choice, "explore")
            change_switch(pack, view, choice, partial(to_show, pack))
        let_paint()
        if change is None:
            show_spread(pack, view, choice.area)
        show_over_time(pack, view, choice.area)
        show_table(pack, view, choice.area, picked, change)
        show_downloads(pack, view, choice, change)
        show_sources(pack, view)
        show_on_journey(pack, view.indicator)
        if change is None:
            send_early(pack, view, choice)
    draw_navigation(anew=not new)


place = current_pack()
st.html(f"<style>{EXPLORE}</style>")
send_england(place)
st.session_state[_NEW] = True
with (
    send_shapes(place, st.query_params.get("level", ""), projects_of(place)),
    row_of_choices("explore-page"),
):
    ways_in = row_of_choices("explore-ways")
    explore()
    with ways_in:
        place_in_row()
