"""The frame around every page: one row of links, one style sheet."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from het_geo.ui.kit import send_kit
from het_geo.ui.navigation import begin_navigation, current_page, draw_navigation

_STYLE = (Path(__file__).parent / "assets" / "page.css").read_text("utf-8")
_FRAMED = "framed"


def frame() -> None:
    """Draw the frame and run the page that the link names."""
    st.session_state[_FRAMED] = True
    st.html(f"<style>{_STYLE}</style>")
    send_kit()
    page = current_page()
    begin_navigation()
    page.run()
    draw_navigation()  # a page that a bare link opened has chosen what it shows


def ensure_frame() -> None:
    """Start again inside the frame, where a page was run without it.

    Until a server has once run ``app.py``, Streamlit takes ``pages/`` for its own pages and runs
    one that a link names without the frame. Naming the pages ends that, for all its sessions.
    """
    if not st.session_state.get(_FRAMED):
        current_page()
        st.rerun()
