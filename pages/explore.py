"""Explore: building block, indicator, level; map, sentence, card, strip, table."""

import streamlit as st

from het_geo.ui.choose import current_choice, indicator_choice, pick_area
from het_geo.ui.early import forget_lost, send_early
from het_geo.ui.england import send_england
from het_geo.ui.explore import show_downloads, show_map, show_table
from het_geo.ui.frame import draw_navigation
from het_geo.ui.load import current_pack, place_choice
from het_geo.ui.map import send_shapes
from het_geo.ui.pictures import show_over_time
from het_geo.ui.show import show_sources, show_title
from het_geo.ui.spread import show_spread
from het_geo.ui.streamlit_insides import let_paint


@st.fragment
def explore() -> None:
    """Show the view that the link names. A choice runs this again, not the frame around it."""
    pack = current_pack()
    choice = current_choice(pack)
    forget_lost()

    def picked(code: str) -> None:
        """Choose the area that the map or the table names."""
        pick_area(pack, code)

    which = st.container()
    view = show_map(pack, choice, picked)
    with which:
        indicator_choice(pack, choice, "explore")
    let_paint()
    show_spread(pack, view, choice.area)
    show_over_time(pack, view, choice.area)
    show_table(pack, view, choice.area, picked)
    show_downloads(pack, view, choice.area)
    show_sources(pack, view)
    send_early(pack, view, choice)
    draw_navigation()


place = current_pack()
place_choice()
show_title(f"{place.manifest.name}: where are the building blocks of health missing?")
send_england(place)
with send_shapes(place, st.query_params.get("level", "")):
    explore()
