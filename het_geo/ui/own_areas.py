"""The page of a visitor's own areas: made, named and removed. The link is their one memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from het_geo import words
from het_geo.atlas.notice import Asked
from het_geo.geography import Level, the
from het_geo.own.areas.area import MOST_AREAS, MOST_LETTERS, code_of
from het_geo.own.areas.fit import RULE
from het_geo.pack.model import Pack
from het_geo.sentences.own import overlapping
from het_geo.ui import own_fit
from het_geo.ui.following import following
from het_geo.ui.frame import link_to
from het_geo.ui.link import AREA, area_asked, plain, travelling
from het_geo.ui.lists import find_labels_at, select, select_several
from het_geo.ui.notices import notice, show_notice
from het_geo.ui.own_bring import show_ways_in
from het_geo.ui.own_making import (
    EDITED,
    NEW_NAME,
    Making,
    add,
    choose,
    keep,
    own_of,
    remove,
    take_line,
)
from het_geo.ui.own_map import choose_on_map
from het_geo.ui.own_streets import show_streets
from het_geo.ui.search import areas_of_link
from het_geo.ui.shelf import atlas_of
from het_geo.ui.show import show_text, show_title

_NAME = "own-name"
NEW = "A new area"
LIMITS = (
    f"A link holds up to {MOST_AREAS} areas, each with a name of up to {MOST_LETTERS} characters. "
    "It remembers which neighbourhoods each area is made of, but not the lines you drew."
)
WHAT = (
    "Make an area of your own from neighbourhoods, such as an estate or a catchment. Every page "
    "then shows it as it shows a ward. Your areas are saved only in the address of this page: "
    "bookmark it or copy it to come back to them. This server does not store them."
)


def show_own_areas(pack: Pack) -> None:
    """Show the page."""
    areas = own_of(pack)
    asked = areas_of_link(pack, area_asked())
    edited = min(_edited(pack, asked.codes), len(areas))
    making = Making(pack, areas, edited)
    show_title(f"Areas of your own in {the(pack.manifest.name)}")
    show_text(WHAT)
    _show_asked(making, asked)
    _which(making)
    left, right = st.columns([8, 5], gap="small")
    with left:
        choose_on_map(
            pack,
            areas,
            edited,
            own_fit.lines_of(pack, edited),
            lambda codes: choose(making, codes),
            lambda corners: take_line(making, corners),
        )
    with right:
        _show_area(making)
    show_streets(pack, lambda corners: take_line(making, corners))
    show_ways_in(pack, areas, lambda brought, instead: add(pack, areas, brought, instead))


def _edited(pack: Pack, codes: Sequence[str]) -> int:
    """Return which area is in hand: the one chosen last here, or the one that the link is about."""
    held = [place for place, code in enumerate(pack.own) if code in codes]
    return int(st.session_state.get(EDITED, held[0] if held else 0))


def _show_asked(making: Making, asked: Asked) -> None:
    """Say which area the link is about, and offer its neighbourhoods to begin with."""
    for said in asked.notices:
        show_notice(said)
    know = atlas_of(making.pack).know
    codes = [code for code in asked.codes if code not in making.pack.own]
    if not asked.whole or not codes:
        return
    names = words.listed([know.labels[code] for code in codes])
    show_text(
        f"{words.capital(names)}: chosen on another page. You can start your area from there."
    )
    held = [one for code in codes for one in know.small(code)]
    st.button(
        plain(f"Add the neighbourhoods of {names}"),
        key="own-take",
        on_click=choose,
        args=(making, (*making.members, *held)),
    )


def _which(making: Making) -> None:
    """Let a person choose which of the areas is shown, and name it."""
    areas, edited = making.areas, making.edited
    which, name = st.columns(2)
    options = [str(place) for place in range(len(areas) + (len(areas) < MOST_AREAS))]
    with which:
        select(
            "Which area",
            options,
            str(edited),
            lambda place: areas[int(place)].name if int(place) < len(areas) else NEW,
            "own-which",
            lambda place: st.session_state.update({EDITED: int(place)}),
        )
    own = st.session_state.get(NEW_NAME, "") if making.is_new else areas[edited].name
    key, changed = following(_NAME, own, lambda text: _rename(making, text))
    name.text_input(
        "What is it called?",
        key=key,
        max_chars=MOST_LETTERS,
        on_change=changed,
        placeholder="Such as: Bury Park",
        autocomplete="off",
    )


def _rename(making: Making, name: str) -> None:
    if making.is_new:
        st.session_state[NEW_NAME] = name
        return
    areas = list(making.areas)
    areas[making.edited] = replace(areas[making.edited], name=name)
    keep(making.pack, areas)


def _show_area(making: Making) -> None:
    """Show what the area is made of, with the ways on from it."""
    pack, members = making.pack, making.members
    for said in own_fit.said_of(making.edited):
        notice(said)
    if making.is_new:
        show_text("Choose neighbourhoods on the map or in the list, or draw a line around them.")
    else:
        _show_made(making)
    labels = find_labels_at(pack, [Level.LSOA])
    select_several(
        "Its neighbourhoods",
        pack.codes(Level.LSOA),
        members,
        labels.__getitem__,
        "own-members",
        lambda codes: choose(making, codes),
    )
    show_text(RULE, "hg-quiet")
    show_text(LIMITS, "hg-quiet")


def _show_made(making: Making) -> None:
    pack, code = making.pack, code_of(making.edited)
    people = words.number(float(pack.areas.at[code, "population"]), 0)
    many = words.count_of(len(making.members), "neighbourhood", "neighbourhoods")
    show_title(making.areas[making.edited].name, small=True)
    when = atlas_of(pack).know.people_period
    show_text(f"{many} of {the(pack.manifest.name)}, {people} people ({when}).")
    if said := overlapping(pack, making.areas):
        show_text(said)
    params = travelling() | {AREA: code}
    with st.container(horizontal=True, gap="small"):
        link_to("Home", "One-minute summary", params)
        link_to("Explore", "On the map", params | {"level": str(Level.OWN)})
        link_to("Profile", "Profile", params)
        link_to("Briefing", "Briefing", params)
        link_to("Compare", "Compare", params)
    st.button(
        f"Remove {plain(making.areas[making.edited].name)}",
        key="own-remove",
        on_click=remove,
        args=(making,),
    )
