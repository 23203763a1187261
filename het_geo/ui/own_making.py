"""Making own areas: chosen, fitted to a line, brought, renamed, removed. The link keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from het_geo.atlas.views import IndicatorView
from het_geo.geography import Level
from het_geo.own.areas import link
from het_geo.own.areas.area import MOST_AREAS, OwnArea, OwnError, named
from het_geo.own.areas.brought import Brought
from het_geo.pack.model import Pack
from het_geo.sentences.own import overlapping
from het_geo.ui import own_fit
from het_geo.ui.link import AREA, put_area, put_own, travelling
from het_geo.ui.own_bring import forget_brought
from het_geo.ui.show import show_text

EDITED, NEW_NAME = "own edited", "own new name"


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


def own_of(pack: Pack) -> tuple[OwnArea, ...]:
    """Return the own areas that a pack has beside its own."""
    return tuple(OwnArea(str(pack.areas.at[c, "name"]), held) for c, held in pack.own.items())


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
        areas.append(OwnArea(st.session_state.pop(NEW_NAME, ""), members))
    else:
        areas[making.edited] = replace(areas[making.edited], members=members)
    keep(making.pack, areas)


def take_line(making: Making, corners: Sequence[tuple[float, float]]) -> None:
    """Take in what a drawn line means; what it gains and loses is told on the page."""
    line = own_fit.line_of(corners)
    if line.is_empty:
        own_fit.say("The line goes around nothing: draw it around the neighbourhoods.")
        return
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
    st.session_state[EDITED] = len(areas)


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
    st.session_state[EDITED] = max(0, min(making.edited, len(areas) - 1))
    keep(making.pack, areas)


def show_overlap(pack: Pack, view: IndicatorView) -> None:
    """Say of a gap between own areas that share people that these are counted in each."""
    if view.level == Level.OWN:
        show_text(overlapping(pack, own_of(pack)))
