"""Which sites may show a page within theirs: a head of every page, and what a page shows there."""

from __future__ import annotations

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection

from het_geo.council import council_here
from het_geo.ui.heads import MendedHeads
from het_geo.ui.link import travelling
from het_geo.ui.streamlit_insides import EMBEDDED


class FrameAncestors(MendedHeads):
    """Says of every page which sites may frame it (CSP ``frame-ancestors``).

    None but its own unless HET_GEO_FRAME_ANCESTORS names them.
    """

    def mend(self, request: HTTPConnection, headers: MutableHeaders) -> None:
        """Say it in the head of a page."""
        del request
        if headers.get("content-type", "").startswith("text/html"):
            headers.append("content-security-policy", ancestors())


def ancestors() -> str:
    """Return the directive, from the environment as it stands.

    >>> ancestors()
    "frame-ancestors 'self'"
    """
    return " ".join(("frame-ancestors 'self'", *council_here().frames))


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
