"""Load the pack and the catalogue once, and say plainly what is wrong when they cannot be read."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from het_geo.atlas.asked import areas_asked
from het_geo.atlas.notice import Asked, Elsewhere, Notice, Offer, elsewhere_in
from het_geo.errors import HetGeoError, StoreError
from het_geo.geography import shortened, slug_of
from het_geo.own.areas.area import OwnError
from het_geo.pack.model import Pack
from het_geo.postcodes import names_postcode
from het_geo.stores.packs import Packs
from het_geo.ui.following import following
from het_geo.ui.frame import ensure_frame, go_to_home
from het_geo.ui.link import (
    AREA,
    NAME,
    OWN,
    PLACE,
    asked,
    last_place,
    own_asked,
    put,
    put_own,
    put_place,
)  # fmt: skip
from het_geo.ui.notices import notice, show_notice
from het_geo.ui.shelf import BY_KEY, LOOK_S, OpenPack, pack_of, packs

_FIND, _FOUND = "find", "found last"
OFFERED = 8  # places that a page offers as links


def current_pack() -> Pack:
    """Return the pack of the place in the link, or stop the page with a message.

    A link that names no place means the one this session has seen last, or the one that has the
    area it names. A place that is not held is never shown as another one.
    """
    ensure_frame()
    try:
        slug = _place()
        pack = _with_own_areas(slug)
    except FileNotFoundError as error:
        name = Path(error.filename).name
        _stop(
            f"{name}: there is no pack here. Build one: "
            "python -m het_geo build luton --sources FOLDER"
        )
    except HetGeoError as error:
        _stop(str(error))
    if names_postcode(text := st.query_params.get(AREA, "")):
        _open(pack, areas_asked(pack, text, elsewhere(pack), packs()))
    return pack


def _with_own_areas(slug: str) -> OpenPack:
    """Return a place's pack with the own areas of the link; those that cannot be read are said."""
    own = own_asked() if slug == last_place() or OWN in st.query_params else ""
    try:
        pack = pack_of(slug, own)
    except OwnError as error:
        notice(str(error))
        pack, own = pack_of(slug), ""
    put_place(slug)
    put_own(own)
    return pack


def _place() -> str:
    found, place = _places(packs()), st.query_params.get(PLACE, "")
    if not place:
        return _unnamed(found)
    slug = packs().place_of(found, place)
    if not slug and found:
        _no_place(place, found)
    return slug or slug_of(place)  # without any pack, reading it says what to do


def _unnamed(found: list[str]) -> str:
    """Return the place of a link that names none."""
    usual = "luton" if "luton" in found or not found else found[0]
    first = last_place() if last_place() in found else usual
    area = st.query_params.get(AREA, "").split(",")[0].strip().upper()
    if len(found) > 1 and area and not packs().holders([first], area):
        having = packs().holders(found, area)
        return having[0].slug if len(having) == 1 else first
    return first


def _no_place(place: str, found: list[str]) -> None:
    """Say that a place is not held, offer those that are, and show nothing else."""
    close = difflib.get_close_matches(slug_of(place), found, OFFERED, 0.5)
    named = found if len(found) <= OFFERED else close
    offers = tuple(Offer(packs().name_of(slug), "", slug) for slug in named)
    st.html('<h1 class="hg-title">Which place?</h1>')
    show_notice(Notice(f"There are no figures for a place “{shortened(place)}” here.", offers))
    if len(named) < len(found):
        _place_list(found, None)
    st.stop()


def place_choice() -> None:
    """Let a person choose the place, where there is more than one pack, or search in it."""
    beside = st.container()
    if len(_places(packs())) > 1:
        place, beside = st.columns(2)
        with place:
            other_places()
    with beside:
        search_box()


def place_in_row() -> None:
    """Let a person choose the place or search in it, in a row with other choices."""
    other_places(bare=True)
    search_box("Postcode", bare=True)


def other_places(*, bare: bool = False) -> None:
    """Let a person choose the place, where there is more than one pack."""
    found = _places(packs())
    if len(found) > 1:
        _place_list(found, last_place(), bare=bare)


def search_box(hint: str = "Postcode or area name", *, bare: bool = False) -> None:
    """Let a person find an area by what is typed."""
    st.text_input(
        "Find a postcode, ward or neighbourhood",
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
            _open(pack, found)


def _open(pack: Pack, found: Asked) -> None:
    """Put what was found into the link, at its own level.

    What is said of it is remembered as long as it is shown: the link does not say it again.
    """
    left = ("level", "period", NAME) if found.codes else ()
    put({**{key: value for key, value in asked().items() if key not in left}, AREA: found.link})
    _keep(pack.manifest.place, found)


def _keep(place: str, found: Asked) -> None:
    """Remember what was found and what is shown then: an offer of another figure is followed."""
    st.session_state[_FOUND] = (place, found, asked().get("indicator", ""))


def _offers_figures(found: Asked) -> bool:
    return any(offer.indicator for said in found.notices for offer in said.offers)


def found_last(pack: Pack) -> Asked:
    """Return what the last search found, where that is shown; nothing asked, where it is not."""
    place, found, was = st.session_state.get(_FOUND, ("", Asked(), ""))
    left = _offers_figures(found) and asked().get("indicator", "") != was
    if not left and (place, found.link) == (pack.manifest.place, asked().get(AREA, "")):
        return found
    st.session_state.pop(_FOUND, None)
    return Asked()


def _place_list(found: list[str], current: str | None, *, bare: bool = False) -> None:
    def chosen(place: str) -> None:
        st.query_params.clear()
        st.query_params[PLACE] = place

    key, changed = following("place", current, chosen)
    names = _names(packs(), tuple(found))
    first = None if current is None else 0  # where one is shown it can be changed, not cleared
    st.selectbox(
        "Place",
        found,
        first,
        names.get,
        key,
        on_change=changed,
        filter_mode="contains",
        label_visibility="collapsed" if bare else "visible",
    )


def areas_of_link(pack: Pack, text: str) -> Asked:
    """Return the areas that a text from a link means, here or in another place.

    Where the link was made by a search, what is said of what was searched for.
    """
    found = found_last(pack)
    return found if found.notices else areas_asked(pack, text, elsewhere(pack))


def elsewhere(pack: Pack) -> Elsewhere:
    """Return what gives the other places that have an area of a code."""
    others = [slug for slug in _places(packs()) if slug != pack.manifest.place]
    looked = elsewhere_in(packs(), others)

    def offers(code: str) -> Sequence[Offer]:
        try:
            return looked(code)
        except StoreError as error:  # the place itself is shown still
            notice(f"Other places cannot be looked through. {error}")
            return ()

    return offers


# What lies on the disk is looked at once a second, not several times at each choice.
@st.cache_data(show_spinner=False, ttl=LOOK_S, hash_funcs=BY_KEY)
def _places(packs: Packs) -> list[str]:
    return packs.places()


@st.cache_data(show_spinner=False, ttl=LOOK_S, hash_funcs=BY_KEY)
def _names(packs: Packs, slugs: tuple[str, ...]) -> dict[str, str]:
    return {slug: packs.name_of(slug) for slug in slugs}


def _stop(message: str) -> None:
    st.error(message, title="The data cannot be shown")
    st.stop()
