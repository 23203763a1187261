"""The page that counts, behind the guard, or without it (``GUARD=off``)."""

import os
from pathlib import Path

import streamlit as st

from het_geo.ui.guard import guard

before = [] if os.environ.get("GUARD") == "off" else guard("")
app = st.App(Path(__file__).with_name("counted.py"), middleware=before)
