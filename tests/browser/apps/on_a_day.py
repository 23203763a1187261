"""The explorer on a day that the test names (``DAY`` of its environment), whatever day it is."""

import os
from datetime import date
from pathlib import Path

import streamlit as st

from het_geo import clock

DAY = date.fromisoformat(os.environ["DAY"])
clock.today = lambda: DAY
app = st.App(Path(__file__).resolve().parents[3] / "app.py")
