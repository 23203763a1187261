"""All of England's neighbourhoods on the Explore page: offered where the national pack is built."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import streamlit as st

from het_geo.atlas.choice import Choice
from het_geo.atlas.gaps.setting import ROOM
from het_geo.atlas.store import Store
from het_geo.atlas.views import IndicatorView
from het_geo.errors import HetGeoError
from het_geo.geography import the
from het_geo.national.load import NationalPack, load_national
from het_geo.pack.layout import NATIONAL
from het_geo.pack.model import Pack
from het_geo.pictures.england import far_card, held, national_values, national_view, outlines
from het_geo.render.markup import piece
from het_geo.stores.packs import Packs
from het_geo.ui.following import following
from het_geo.ui.kit import map_component, ready, send_stored
from het_geo.ui.notices import notice
from het_geo.ui.shelf import BY_KEY, packs, stamp_of
from het_geo.ui.show import show_text

_PARAM, _FAR = "map", "far"
_SENT = "england-sent"  # which shapes this session's browser has been sent


def england_pack(pack: Pack) -> NationalPack | None:
    """Return the national pack; None where it has not been built, or with a notice is damaged."""
    if not packs().has(NATIONAL):
        return None
    try:
        return _national(packs(), stamp_of(NATIONAL), pack)
    except HetGeoError as error:
        notice(str(error))
        return None


@st.cache_resource(show_spinner="Reading England…", max_entries=1, hash_funcs=BY_KEY)
def _national(packs: Packs, stamp: tuple[Hashable, int], _pack: Pack) -> NationalPack:
    return load_national(packs.root_of(NATIONAL), _pack.catalogue)


def map_scope(pack: Pack, choice: Choice) -> NationalPack | None:
    """Let a person choose between the place's map and England's; return England's if chosen."""
    if not packs().has(NATIONAL):
        return None
    options = [f"Map of {the(pack.manifest.name)}", "Map of all England"]

    def chosen(map_of: str) -> None:
        if map_of == options[1]:
            st.query_params[_PARAM] = "england"
        else:
            st.query_params.pop(_PARAM, None)
            st.query_params.pop(_FAR, None)

    key, changed = following("explore-map", options[_chosen()], chosen)
    notices = st.container()  # always there: what comes and goes must not move the map
    st.radio(
        "Map of", options, key=key, horizontal=True, on_change=changed, label_visibility="collapsed"
    )
    if not _chosen():
        return None
    with notices:
        national = england_pack(pack)
    if national is None:
        return None
    if not held(national, choice):
        with notices:
            notice("These figures are not held for all of England: the map shows the place alone.")
        return None
    if st.session_state.get(_SENT) != _key(national, pack):
        st.rerun()  # the page sends England's shapes, which this part of it does not
    with notices:
        show_text(
            "All neighbourhoods of England, against England’s figure. What stands around the map "
            f"is about {the(pack.manifest.name)}."
        )
    return national


def _chosen() -> bool:
    return st.query_params.get(_PARAM) == "england"


def send_england(pack: Pack) -> None:
    """Send England's shapes to the browser where its map is chosen: once in a full run."""
    if _chosen() and (national := england_pack(pack)) is not None:
        send_stored("england-shapes", _outlines(national, pack, _key(national, pack)))
        st.session_state[_SENT] = _key(national, pack)


def draw_england(pack: Pack, national: NationalPack, choice: Choice, picked: Any) -> None:
    """Draw England; an area of the place chooses it, one elsewhere shows its card."""
    _, values = _view(national, _name(national, choice), choice)

    def on_picked() -> None:
        code = st.session_state["england"].picked
        st.query_params.pop(_FAR, None)
        if code in national.areas.index and code not in pack.areas.index:
            st.query_params[_FAR] = code
        else:
            picked(code if code in pack.areas.index else "")

    far = st.query_params.get(_FAR, "")
    drawn = {
        "draw": "england",
        "shapes": _key(national, pack),
        "selected": far or choice.area,
        "home": pack.manifest.name,
    }
    map_component(key="england", data=values | drawn, on_picked_change=on_picked)


def show_far(national: NationalPack, choice: Choice) -> None:
    """Show the card of a neighbourhood outside the place, where one was chosen on the map."""
    code = st.query_params.get(_FAR, "")
    if code not in national.areas.index:
        return
    view, _ = _view(national, _name(national, choice), choice)
    head, *lines = far_card(national, view, code)
    body = piece("explorer.html", "far_card", head, lines)
    st.html(piece("explorer.html", "card", "Neighbourhood elsewhere", body))


def _name(national: NationalPack, choice: Choice) -> tuple[str, ...]:
    return (national.manifest.version, choice.indicator, choice.period)


def _key(national: NationalPack, pack: Pack) -> str:
    return f"england-{national.manifest.version}-{pack.manifest.place}"


def _view(
    national: NationalPack, name: tuple[str, ...], choice: Choice
) -> tuple[IndicatorView, dict[str, Any]]:
    def made() -> tuple[IndicatorView, dict[str, Any]]:
        view = national_view(national, choice)
        return view, national_values(view)

    return _kept().keep(("view", *name), made)


@st.cache_resource(show_spinner=False)
def _kept() -> Store:
    """Return what is worked out of England, within the room that a place has too."""
    return Store(ROOM)


def _outlines(national: NationalPack, pack: Pack, key: str) -> bytes:
    return _kept().keep(("outlines", key), lambda: ready(key, outlines(national, pack)))
