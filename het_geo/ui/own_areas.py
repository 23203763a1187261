"""The page of a visitor's own areas: made, named and removed. The link is their one memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from het_geo import words
from het_geo.geography import Level, the
from het_geo.own import link
from het_geo.own.areas import MOST_AREAS, MOST_LETTERS, OwnArea, OwnError, code_of, named
from het_geo.own.areas_brought import Brought
from het_geo.own.fit import RULE
from het_geo.pack.model import Pack
from het_geo.sentences.own import overlapping
from het_geo.ui import own_fit
from het_geo.ui.frame import link_to
from het_geo.ui.link import AREA, plain, put_area, put_own, travelling
from het_geo.ui.lists import find_labels, select, select_several
from het_geo.ui.notices import notice
from het_geo.ui.own_bring import forget_brought, show_ways_in
from het_geo.ui.own_map import choose_on_map
from het_geo.ui.own_streets import show_streets
from het_geo.ui.shelf import atlas_of
from het_geo.ui.show import show_text, show_title

_EDITED, _NAME, _NEW_NAME = "own edited", "own-name", "own new name"
NEW = "A new area"
WHAT = (
    "Put neighbourhoods together: an estate, a locality, a catchment. Each is then an area like a "
    "ward on every page here. They stand in the link alone: this server keeps nothing of them."
)


@dataclass(frozen=True)
class Making:
    """The areas there are, and the place of the one in hand: their number for a new one."""

    pack: Pack
    areas: tuple[OwnArea, ...]
    edited: int

    @property
    def is_new(self) -> bool:
        """Whether the area has still to be made."""
        return self.edited >= len(self.areas)

    @property
    def members(self) -> tuple[str, ...]:
        """The neighbourhoods of the area that the page is about."""
        return () if self.is_new else self.areas[self.edited].members


def show_own_areas(pack: Pack) -> None:
    """Show the page."""
    areas = own_of(pack)
    edited = min(st.session_state.get(_EDITED, 0), len(areas))
    making = Making(pack, areas, edited)
    show_title("Areas of your own")
    show_text(WHAT)
    _which(making)
    left, right = st.columns([8, 5], gap="small")
    with left:
        choose_on_map(
            pack,
            areas,
            edited,
            own_fit.lines_of(pack, edited),
            lambda codes: choose(making, codes),
            lambda corners: _drawn(making, corners),
        )
    with right:
        _show_area(making)
    show_streets(pack, lambda corners: _drawn(making, corners))
    show_ways_in(pack, areas, lambda brought, instead: add(pack, areas, brought, instead))


def own_of(pack: Pack) -> tuple[OwnArea, ...]:
    """Return the own areas that a pack has beside its own."""
    return tuple(OwnArea(str(pack.areas.at[c, "name"]), held) for c, held in pack.own.items())


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
            lambda place: st.session_state.update({_EDITED: int(place)}),
        )
    own = st.session_state.get(_NEW_NAME, "") if making.is_new else areas[edited].name
    st.session_state[_NAME] = own
    name.text_input(
        "What is it called?",
        key=_NAME,
        max_chars=MOST_LETTERS,
        on_change=lambda: _rename(making, st.session_state[_NAME]),
        placeholder="Such as: Bury Park",
        autocomplete="off",
    )


def _rename(making: Making, name: str) -> None:
    if making.is_new:
        st.session_state[_NEW_NAME] = name
        return
    areas = list(making.areas)
    areas[making.edited] = replace(areas[making.edited], name=name)
    keep(making.pack, areas)


def choose(making: Making, codes: Sequence[str]) -> None:
    """Give the area that the page is about these neighbourhoods; none of them takes it away."""
    chosen = set(codes)
    members = tuple(code for code in making.pack.codes(Level.LSOA) if code in chosen)
    own_fit.forget(making.edited)
    forget_brought()
    areas = list(making.areas)
    if not members:
        remove(making)
        return
    if making.is_new:
        areas.append(OwnArea(st.session_state.pop(_NEW_NAME, ""), members))
    else:
        areas[making.edited] = replace(areas[making.edited], members=members)
    keep(making.pack, areas)


def _drawn(making: Making, corners: Sequence[tuple[float, float]]) -> None:
    """Take in what a drawn line means; what it gains and loses is told on the page."""
    line = own_fit.line_of(corners)
    found = own_fit.fit_line(making.pack, line)
    if found.members:
        choose(making, (*making.members, *found.members))
    own_fit.remember(making.pack, making.edited, line, found)


def add(pack: Pack, areas: Sequence[OwnArea], brought: Brought, instead: int = 0) -> None:
    """Put areas that were brought behind those there are, and show the first of them.

    They stand in place of the last ``instead`` ones.
    """
    areas = areas[: len(areas) - instead]
    room = MOST_AREAS - len(areas)
    if (more := len(brought.areas) - room) > 0:
        own_fit.say(f"{more} more are left out: {MOST_AREAS} areas are held at most.")
    for place, line in enumerate(brought.polygons[:room]):
        own_fit.remember(pack, len(areas) + place, line, brought.fits[place])
    keep(pack, [*areas, *brought.areas[:room]])
    st.session_state[_EDITED] = len(areas)


def keep(pack: Pack, areas: Sequence[OwnArea]) -> None:
    """Put areas into the link; where it has no room for them they stay as they were."""
    try:
        put_own(link.written(pack, named(areas)))
    except OwnError as error:
        own_fit.say(str(error))


def remove(making: Making) -> None:
    """Take the area away; one that was chosen on other pages is chosen there no more."""
    if making.is_new:
        return
    areas = [one for place, one in enumerate(making.areas) if place != making.edited]
    own_fit.forget_all()
    forget_brought()
    if Level.OWN.upper() in travelling().get(AREA, ""):
        put_area("")
    st.session_state[_EDITED] = max(0, min(making.edited, len(areas) - 1))
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
    labels = atlas_of(pack).keep(
        ("labels of neighbourhoods",), lambda: find_labels(pack, pack.codes(Level.LSOA))
    )
    select_several(
        "Its neighbourhoods",
        pack.codes(Level.LSOA),
        members,
        labels.__getitem__,
        "own-members",
        lambda codes: choose(making, codes),
    )
    show_text(RULE, "hg-quiet")


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
        link_to("Home", "In a minute", params)
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
