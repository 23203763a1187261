"""A page that may show a map that is drawn on (streamlit-folium), behind the guard."""

from pathlib import Path

import streamlit as st
import streamlit_folium  # noqa: F401 - its frame is served from now on

from het_geo.ui.guard import guard

app = st.App(Path(__file__).with_name("counted.py"), middleware=guard(""))
