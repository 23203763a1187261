"""A view to copy: its link, its sentence with source, and the code that shows it on a site."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from het_geo.api.about import PREFIX
from het_geo.atlas.choice import FIGURE, Choice
from het_geo.atlas.views import IndicatorView
from het_geo.council import council_here
from het_geo.pack.model import Pack
from het_geo.sentences.receipts import Statement
from het_geo.ui.frames import is_embedded
from het_geo.ui.shelf import is_own
from het_geo.ui.show import show_text
from het_geo.ui.streamlit_insides import has_routes

WIDE, HIGH = 800, 700  # pixels that a frame asks for


def show_copy(pack: Pack, view: IndicatorView, choice: Choice, said: Statement) -> None:
    """Offer a view as link, as words with their source, and as code for a site of one’s own."""
    if is_embedded():
        return
    with st.popover("Copy link, words or code", key="copy-view", on_change="rerun") as box:
        if not box.open:  # what is copied is sent once it is asked for
            return
        params = {**pack.link, **choice.params}
        link = f"{address()}/explore?{urlencode(params)}"
        _shown("Link to this view", link)
        _shown("Sentence with its source", sourced(view, said.text))
        _shown("Code: this page within a page of yours", framing(link, view))
        if choice.show == FIGURE and has_routes() and not is_own(pack, view):
            _shown("Code: the map as a picture", pictured(pack, view, choice))
        if not council_here().frames:
            show_text(
                "No site but this one may show these pages yet: whoever runs this server names the "
                "sites in HET_GEO_FRAME_ANCESTORS. The picture needs no permission."
            )


def address() -> str:
    """Return the address at which this explorer is open, without the page.

    The public one where it is configured; else the one that the visitor uses.
    """
    public = council_here().address
    if public:
        return public
    parts = urlsplit(st.context.url or "")
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"{parts.scheme}://{parts.netloc}{f'/{base}' if base else ''}"


def sourced(view: IndicatorView, text: str) -> str:
    """Return a sentence with what it is of and where it comes from."""
    titles = "; ".join(source.title for source in view.sources)
    return f"{text} ({view.indicator.label}, {view.period.label}. Source: {titles}.)"


def framing(link: str, view: IndicatorView) -> str:
    """Return the HTML that shows a view within a page."""
    title = escape(f"{view.place}: {view.indicator.label}, {view.period.label}")
    return (
        f'<iframe src="{escape(link)}&amp;embed=true" title="{title}" width="{WIDE}" '
        f'height="{HIGH}" loading="lazy" style="border:0;max-width:100%"></iframe>'
    )


def pictured(pack: Pack, view: IndicatorView, choice: Choice) -> str:
    """Return the HTML that shows the map of a view as a picture, kept up by this server."""
    params = {
        "indicator": choice.indicator,
        "level": str(choice.level),
        "period": choice.period,
        "compare": choice.compare,
    }
    params |= {"area": choice.area} if choice.area in view.table.index else {}
    where = f"{address()}{PREFIX}/places/{pack.manifest.place}/pictures/map?{urlencode(params)}"
    says = escape(f"Map of {view.place}: {view.indicator.label}, {view.period.label}")
    return f'<img src="{escape(where)}" alt="{says}" style="max-width:100%">'


def _shown(label: str, text: str) -> None:
    show_text(label)
    st.code(text, language=None, wrap_lines=True)
