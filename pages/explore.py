"""Explore: building block, indicator, level; map, sentence, card, strip, table."""

import streamlit as st

from het_geo.sentences import spread
from het_geo.sentences.where import extremes
from het_geo.ui.card import show_card
from het_geo.ui.charts import strip_chart
from het_geo.ui.choose import current_choice, indicator_choice, pick_area, view_choice
from het_geo.ui.gap_parts import show_ranks
from het_geo.ui.load import current_pack, place_choice
from het_geo.ui.map import draw_map
from het_geo.ui.pictures import show_chart
from het_geo.ui.results import view_of
from het_geo.ui.show import (
    show_downloads,
    show_headline,
    show_over_time,
    show_sources,
    show_table,
    show_title,
)
from het_geo.ui.statements import show_text

pack = current_pack()
choice = current_choice(pack)
view = view_of(pack, choice)


def picked(code: str) -> None:
    """Choose the area that the map or the table names."""
    pick_area(pack, choice, code)


place_choice()
show_title(f"{pack.manifest.name}: where are the building blocks of health missing?")
indicator_choice(pack, choice, "explore")
show_headline(pack, view, choice.area)
view_choice(pack, choice, "explore")
left, right = st.columns([7, 5], gap="medium")
with left:
    draw_map(pack, view, choice.area, picked)
with right:
    show_card(pack, view, choice.area)
if len(view.table) > 1:
    show_title(f"How the {view.level.many} spread", small=True)
    title = f"{view.indicator.label}: how the {view.level.many} of {view.place} spread"
    area = choice.area
    show_chart(pack, view, lambda: strip_chart(view, area), "spread", title, (area,))
    if spread(view):
        show_text(spread(view))
    if view.ranked:
        show_title(f"The {view.level.many} in order, with their margins of error", small=True)
        show_ranks(pack, view, choice.area, extremes(view))
show_over_time(pack, view, choice.area)
show_table(view, choice.area, picked)
show_downloads(pack, view)
show_sources(pack, view)
