"""Home: the answer before the question, for the place or an area in it."""

import streamlit as st

from het_geo.ui.home import (
    area_of_home,
    show_about,
    show_minute,
    show_page_to_take,
    show_tiles,
    show_way_back,
    show_ways_on,
)
from het_geo.ui.load import current_pack, other_places
from het_geo.ui.search import search_box

pack = current_pack()
area = area_of_home(pack)
show_about(pack, area)
with st.container(key="hg-top", horizontal=True, vertical_alignment="bottom"):
    search_box()
    show_page_to_take(pack, area)
    show_way_back(pack, area)
show_tiles(pack, area)
if area:
    show_minute(pack, area)
show_ways_on(pack, area)
other_places()
