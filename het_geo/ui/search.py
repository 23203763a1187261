"""Find an area by what is typed or linked, here or in another place, and say what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from het_geo.atlas.asked import areas_asked
from het_geo.atlas.notice import Asked, Elsewhere, Offer, elsewhere_in
from het_geo.errors import StoreError
from het_geo.pack.model import Pack
from het_geo.ui.frame import go_to_home, page_shown
from het_geo.ui.link import AREA, NAME, PLACE, asked, last_place, own_asked, put
from het_geo.ui.notices import notice
from het_geo.ui.shelf import pack_of, packs, places

_FIND, _FOUND = "find", "found last"


def search_box(hint: str = "Area, postcode or topic", *, bare: bool = False) -> None:
    """Let a person find an area, or what is measured, by what is typed."""
    st.text_input(
        "Find a ward, neighbourhood, postcode or topic",
        key=_FIND,
        on_change=_typed,
        placeholder=hint,
        autocomplete="off",  # a browser that remembers what is typed would keep a postcode
        width="stretch" if bare else 360,
        label_visibility="collapsed" if bare else "visible",
    )


def _typed() -> None:
    """Open the areas that were typed: their codes go into the link, and nothing that was typed.

    The box is emptied: an address or half a postcode is no more kept than a whole one.
    """
    text, st.session_state[_FIND] = st.session_state[_FIND], ""
    if text.strip():
        slug = last_place()
        pack = pack_of(slug, own_asked())
        found = areas_asked(pack, text, elsewhere(pack), packs())
        stays = asked().get(AREA, "") if _offers_figures(found) else ""
        found = replace(found, link=",".join(found.codes) or stays)
        if go_to_home({PLACE: slug, AREA: found.link} if found.link else {}):
            _keep(slug, found)
        else:
            open_found(pack, found)


def open_found(pack: Pack, found: Asked) -> None:
    """Put what was found into the link, at its own level.

    What is said of it is remembered as long as it is shown: the link does not say it again.
    """
    left = ("level", "period", NAME) if found.codes else ()
    put({**{key: value for key, value in asked().items() if key not in left}, AREA: found.link})
    _keep(pack.manifest.place, found)


def _keep(place: str, found: Asked) -> None:
    """Remember what was found and where: an offer of a figure or of a page is followed then."""
    st.session_state[_FOUND] = (place, found, asked().get("indicator", ""), page_shown())


def _offers_figures(found: Asked) -> bool:
    """Tell whether figures are offered, or pages that list them: what was shown then stays."""
    return any(o.indicator or o.page for said in found.notices for o in said.offers)


def found_last(pack: Pack) -> Asked:
    """Return what the last search found, where that is shown; nothing asked, where it is not."""
    place, found, figure, page = st.session_state.get(_FOUND, ("", Asked(), "", ""))
    pages = {offer.page for said in found.notices for offer in said.offers} - {""}
    followed = bool(pages) and page_shown() != page
    left = followed or (_offers_figures(found) and asked().get("indicator", "") != figure)
    if not left and (place, found.link) == (pack.manifest.place, asked().get(AREA, "")):
        return found
    st.session_state.pop(_FOUND, None)
    return Asked()


def areas_of_link(pack: Pack, text: str) -> Asked:
    """Return the areas that a text from a link means, here or in another place.

    Where the link was made by a search, what is said of what was searched for.
    """
    found = found_last(pack)
    return found if found.notices else areas_asked(pack, text, elsewhere(pack))


def elsewhere(pack: Pack) -> Elsewhere:
    """Return what gives the other places that have an area of a code."""
    others = [slug for slug in places() if slug != pack.manifest.place]
    looked = elsewhere_in(packs(), others)

    def offers(code: str) -> Sequence[Offer]:
        try:
            return looked(code)
        except StoreError as error:  # the place itself is shown still
            notice(f"Other places cannot be looked through. {error}")
            return ()

    return offers
