"""het_geo: where are the building blocks of health missing? The frame around every page."""

from pathlib import Path

import streamlit as st

from het_geo.ui.frame import frame

st.set_page_config(
    page_title="Health equity explorer",
    page_icon=str(Path(__file__).parent / "het_geo/ui/assets/icon.png"),
    layout="wide",
)
frame()
