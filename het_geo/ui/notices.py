"""What a page has to say of a link: sentences, and links to what it may have meant."""

from __future__ import annotations

from html import escape

import streamlit as st

from het_geo.atlas.asked import Notice, Offer
from het_geo.files import sha256_in
from het_geo.render.unbroken import unbroken
from het_geo.ui.frame import link_here, link_to
from het_geo.ui.link import AREA, NAME, OWN, PLACE, travelling


def notice(text: str) -> None:
    """Show a notice whose text may come from a link: as plain text, no markup in it is drawn."""
    st.html(unbroken(f'<p class="hg-notice" role="status">{escape(text)}</p>'))


def show_notice(said: Notice) -> None:
    """Show a notice with a link to each view that it offers; of an answer the links come first."""
    if said.answers:
        _show_answer(said)
        return
    if not said.offers:
        notice(said.text)
        return
    with st.container(gap=None):
        notice(f"{said.text} {said.lead}:")
        _show_offers(said)


def _show_answer(said: Notice) -> None:
    """Show what was found, in no box: the link to a person's own neighbourhood, then the words."""
    with st.container(gap=None):
        if said.offers:
            _show_offers(said)
        st.html(unbroken(f'<p class="hg-found" role="status">{escape(said.text)}</p>'))


def _show_offers(said: Notice) -> None:
    own = sha256_in(said.written)[:8]
    with st.container(key=f"hg-offers-{own}", horizontal=True, gap="small"):
        for offer in said.offers:
            if offer.page:
                link_to(offer.page, offer.label, travelling())
            elif offer.indicator:
                link_to("Explore", offer.label, _map_of(offer.indicator))
            else:
                link_here(offer.title or offer.label, _link_of(offer))


def _map_of(indicator: str) -> dict[str, str]:
    """Return the link to the map of what is measured: of the place and the area that are shown."""
    kept = (PLACE, OWN, AREA, "compare")
    return {**{k: v for k, v in travelling().items() if k in kept}, "indicator": indicator}


def _link_of(offer: Offer) -> dict[str, str]:
    """Return the link to an offer: of this place with what is shown, of another with nothing.

    The level is the area's own.
    """
    if not offer.area:
        return {PLACE: offer.place}
    left = ("level", "period", NAME)
    here = {key: value for key, value in travelling().items() if key not in left}
    return {**({PLACE: offer.place} if offer.place else here), AREA: offer.area}
