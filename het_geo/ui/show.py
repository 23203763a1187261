"""What pages show: headline, card, table, sources. Text comes from results and is escaped."""

from __future__ import annotations

from html import escape

import streamlit as st

from het_geo import sentences, words
from het_geo.names import area_label
from het_geo.pack import Pack
from het_geo.pictures import time_picture
from het_geo.sentences.view_statements import headline_statement
from het_geo.ui.pictures import show_picture
from het_geo.ui.results import key_of, over_time_of
from het_geo.ui.statements import receipt_html, show_text
from het_geo.views import IndicatorView


def show_headline(pack: Pack, view: IndicatorView, area: str) -> None:
    """Show the question and the sentence that answers it, with its receipt."""
    st.html(_headline((*key_of(pack, view), area), pack, view, area))


@st.cache_resource(show_spinner=False, max_entries=4096)
def _headline(key: tuple[str, ...], _pack: Pack, _view: IndicatorView, area: str) -> str:
    """Return the headline with its receipt, put together once for each area and view."""
    said = headline_statement(_view, area, _pack.catalogue)
    return (
        f'<p class="hg-question">{escape(_view.indicator.question)}</p>'
        f'<p class="hg-headline" role="status">{escape(said.text)}</p>{receipt_html(said.receipt)}'
    )


def show_over_time(pack: Pack, view: IndicatorView, area: str) -> None:
    """Show how the area (or the place) and the benchmark changed, or why no change is told."""
    table, said = over_time_of(pack, view, area)
    if not said:
        return
    show_title(f"Over time: {view.indicator.label} ({view.unit.id})", small=True)
    if table.empty:
        show_text(said)
        return
    title = f"{view.indicator.label} over time: {area_label(pack.areas, area or pack.district)}"
    show_picture(pack, view, lambda: time_picture(view, table, said), "over-time", title, (area,))
    show_text(said)


def show_sources(pack: Pack, view: IndicatorView) -> None:
    """Show period, sources, licences and caveats where the number stands."""
    st.html(_about((*key_of(pack, view), "about"), pack, view))


@st.cache_resource(show_spinner=False, max_entries=1024)
def _about(key: tuple[str, ...], _pack: Pack, _view: IndicatorView) -> str:
    """Return what is said about a figure, put together once for each view."""
    indicator = _view.indicator
    sources = "".join(
        f'<li><a href="{escape(s.url)}">{escape(s.title)}</a>, {escape(s.publisher)} '
        f"({escape(s.status)}). {escape(s.attribution)}. {escape(s.licence)}.</li>"
        for s in _view.sources
    )
    caveats = "".join(f"<li>{escape(c)}</li>" for c in sentences.caveats(_view, _pack.catalogue))
    maps = words.listed(_pack.manifest.shape_credits)
    return (
        f'<section class="hg-source" aria-label="Sources and caveats"><h2>About this figure</h2>'
        f"<p>{escape(indicator.subtitle)}. Period: {escape(_view.period.label)}.</p>"
        f"<h3>Before you use it</h3><ul>{caveats}</ul><h3>Sources</h3><ul>{sources}</ul>"
        f"<p>Boundaries: {escape(maps)}.{_unfitted(_pack)} Pack "
        f"{escape(_pack.manifest.version)}.</p></section>"
    )


def _unfitted(pack: Pack) -> str:
    """Return how many wards have no figures, being no neighbourhood's best fit."""
    count = int(pack.areas["overlapped_by"].ne("").sum())
    if not count:
        return ""
    wards = words.count_of(count, "ward has", "wards have")
    return f" {wards} no figures: no neighbourhood has most of its people there."


def show_title(text: str, *, small: bool = False) -> None:
    """Show the page's title, or the title of a part of it."""
    tag, style = ("h2", "hg-section") if small else ("h1", "hg-title")
    st.html(f'<{tag} class="{style}">{escape(text)}</{tag}>')
