"""What a page shows within a page of another site."""

from __future__ import annotations

import streamlit as st

from het_geo.council import council_here
from het_geo.ui.link import travelling
from het_geo.ui.streamlit_insides import EMBEDDED


def is_embedded() -> bool:
    """Tell whether the page is shown within another site’s page (``?embed=true``)."""
    return bool(st.context.is_embedded)


def show_embedded(page: str) -> None:
    """Leave out what leads elsewhere within another site’s page, and lead to the whole explorer."""
    if not is_embedded():
        return
    st.html(f"<style>{EMBEDDED}</style>")
    address = council_here().link(page, travelling())
    if address:
        st.link_button("Open this in the explorer", address, type="tertiary")
