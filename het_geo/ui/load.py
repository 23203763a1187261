"""The place that a page is about: its pack, or plainly what is wrong; and the choice of another."""

from __future__ import annotations

import difflib
from pathlib import Path

import streamlit as st

from het_geo.atlas.asked import areas_asked
from het_geo.atlas.notice import Notice, Offer
from het_geo.errors import HetGeoError
from het_geo.geography import shortened, slug_of
from het_geo.own.areas.area import OwnError
from het_geo.pack.model import Pack
from het_geo.postcodes import names_postcode
from het_geo.ui.following import following
from het_geo.ui.frame import ensure_frame
from het_geo.ui.link import AREA, OWN, PLACE, last_place, own_asked, put_own, put_place
from het_geo.ui.notices import notice, show_notice
from het_geo.ui.search import elsewhere, open_found, search_box
from het_geo.ui.shelf import OpenPack, pack_of, packs, place_names, places

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
        open_found(pack, areas_asked(pack, text, elsewhere(pack), packs()))
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
    found, place = places(), st.query_params.get(PLACE, "")
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
    close = difflib.get_close_matches(slug_of(place[:100]), found, OFFERED, 0.5)
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
    if len(places()) > 1:
        place, beside = st.columns(2)
        with place:
            other_places()
    with beside:
        search_box()


def place_in_row() -> None:
    """Let a person choose the place or search in it, in a row with other choices."""
    other_places(bare=True)
    search_box("Place or topic", bare=True)


def other_places(*, bare: bool = False) -> None:
    """Let a person choose the place, where there is more than one pack."""
    found = places()
    if len(found) > 1:
        _place_list(found, last_place(), bare=bare)


def _place_list(found: list[str], current: str | None, *, bare: bool = False) -> None:
    def chosen(place: str) -> None:
        st.query_params.clear()
        st.query_params[PLACE] = place

    key, changed = following("place", current, chosen)
    names = place_names()
    first = None if current is None else 0  # where one is shown it can be changed, not cleared
    st.selectbox(
        "Place",
        found,
        first,
        lambda slug: names.get(slug, slug),
        key,
        on_change=changed,
        filter_mode="contains",
        label_visibility="collapsed" if bare else "visible",
    )


def _stop(message: str) -> None:
    st.error(message, title="The data cannot be shown")
    st.stop()
