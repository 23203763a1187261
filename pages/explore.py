"""Explore: building block, indicator, level; map, sentence, card, strip, table."""

import streamlit as st

from het_geo.geography import Level
from het_geo.ui.card import show_card
from het_geo.ui.choose import current_choice, indicator_choice, pick_area, view_choice
from het_geo.ui.kit import let_paint
from het_geo.ui.load import current_pack, place_choice
from het_geo.ui.map import DRAWN, draw_map, send_bank, send_shapes
from het_geo.ui.results import view_of
from het_geo.ui.show import (
    show_downloads,
    show_headline,
    show_over_time,
    show_sources,
    show_title,
)
from het_geo.ui.spread import show_spread
from het_geo.ui.table import show_table


@st.fragment
def explore() -> None:
    """Show the view that the link names. A choice runs this again, not the frame around it."""
    pack = current_pack()
    notices = st.container()
    with notices:
        choice = current_choice(pack)
    view = view_of(pack, choice)

    def picked(code: str) -> None:
        pick_area(pack, choice, code)

    which, headline, what = st.container(), st.container(), st.container()
    left, right = st.columns([7, 5], gap="medium")
    # The map is sent first: what changes most is seen first.
    with left:
        draw_map(pack, view, choice.area, picked)
    with headline:
        show_headline(pack, view, choice.area)
    with right:
        show_card(pack, view, choice.area)
    with which:
        indicator_choice(pack, choice, "explore")
    with what:
        view_choice(pack, choice, "explore")
    let_paint()
    show_spread(pack, view, choice.area)
    show_over_time(pack, view, choice.area)
    show_table(pack, view, choice.area, picked)
    show_downloads(pack, view)
    show_sources(pack, view)
    send_bank(pack, view, choice)


place = current_pack()
place_choice()
show_title(f"{place.manifest.name}: where are the building blocks of health missing?")
first = Level(st.query_params.get("level", Level.WARD))
send_shapes(place, first)
explore()
send_shapes(place, *(level for level in DRAWN if level != first))
