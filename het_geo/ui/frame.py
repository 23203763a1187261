"""The frame around every page: one navigation list, one style sheet."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from het_geo.ui.kit import send_kit

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "Explore": "explore",
    "Principles": "principles",
    "Profile": "profile",
    "Briefing": "briefing",
    "Data": "data",
}
_STYLE = (Path(__file__).parent / "assets" / "page.css").read_text("utf-8")
_FRAMED = "framed"


def frame() -> None:
    """Draw the frame and run the page that the link names."""
    st.session_state[_FRAMED] = True
    st.html(f"<style>{_STYLE}</style>")
    send_kit()
    _navigation().run()


def _navigation():
    return st.navigation(
        [
            st.Page(ROOT / f"pages/{name}.py", title=title, default=name == "explore")
            for title, name in PAGES.items()
        ],
        position="top",
    )


def ensure_frame() -> None:
    """Start again inside the frame, where a page was run without it.

    Until a server has once run ``app.py``, Streamlit takes ``pages/`` for its own pages and runs
    one that a link names without the frame. Naming the pages ends that, for all its sessions.
    """
    if not st.session_state.get(_FRAMED):
        _navigation()
        st.rerun()
