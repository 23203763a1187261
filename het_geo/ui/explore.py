"""The middle of the Explore page: the map, of the place or of all England, and the area's card."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from het_geo.choice import Choice
from het_geo.pack import Pack
from het_geo.ui.card import show_card
from het_geo.ui.choose import view_choice
from het_geo.ui.early import early_names
from het_geo.ui.england import draw_england, map_scope, show_far
from het_geo.ui.map import draw_map
from het_geo.ui.results import plain_view_of, view_of
from het_geo.ui.show import show_headline
from het_geo.views import IndicatorView


def show_map(pack: Pack, choice: Choice, picked: Callable[[str], None]) -> IndicatorView:
    """Show the sentence, the map and the card of a choice; return its view.

    The map is sent first, being what changes most, and does not wait for what it does not need.
    """
    headline, controls = st.container(), st.container()
    left, right = st.columns([7, 5], gap="medium")
    with left:
        england = map_scope(pack, choice)
        if england:
            draw_england(pack, england, choice, picked)
        else:
            plain = plain_view_of(pack, choice)
            draw_map(pack, plain, choice.area, picked, early=early_names(pack, plain, choice))
    view = view_of(pack, choice)
    with headline:
        show_headline(pack, view, choice.area)
    with right:
        if england:
            show_far(england, choice)
        show_card(pack, view, choice.area)
    with controls:
        view_choice(pack, choice, "explore")
    return view
