"""Briefing: for whom, in what order; presented, or taken along; what is new since last time."""

import streamlit as st

from het_geo.document import Text
from het_geo.ui.briefing import (
    PROPOSED,
    audience_choice,
    current_briefing,
    show_deck,
    show_saved,
)
from het_geo.ui.briefing_files import show_changes, show_files
from het_geo.ui.briefing_order import show_order
from het_geo.ui.load import current_pack, place_in_row
from het_geo.ui.show import show_folded, show_text, show_title

pack = current_pack()
title, place = st.columns([3, 2], vertical_alignment="center")
with place, st.container(horizontal=True):
    place_in_row()
briefing = current_briefing(pack)
with title:
    name = pack.title
    where = "" if name in briefing.said else f", {name}"
    show_title(f"Briefing: {briefing.said}{where}")
audience_choice(pack, briefing)
show_deck(pack, briefing)
count = len(briefing.screens)
screens = "the screen" if count == 1 else f"the {count} screens"
arrange = f"Arrange {screens} after the title"
with st.expander(arrange, key="briefing-arrange", on_change="rerun") as box:
    if box.open:  # a hundred buttons, of which most visitors press none
        show_text(PROPOSED)
        show_folded("The rule", Text(briefing.rule))
        show_order(pack, briefing)
        show_saved(pack, briefing)
show_files(pack, briefing)
show_changes(pack)
