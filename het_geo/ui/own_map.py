"""The map on which a visitor chooses the neighbourhoods of an area, or draws a line around them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from het_geo import words
from het_geo.geography import Level
from het_geo.own.areas.area import OwnArea
from het_geo.pack.model import Pack
from het_geo.pictures import paths
from het_geo.ui.kit import map_component
from het_geo.ui.map import shapes_key

_KEY, _ASKED = "own-map", "own map asked"
MOST_CORNERS = 2_000  # of a drawn line: some minutes of drawing
LEGEND = (
    ("taken", "In this area"),
    ("other", "In another area of your own"),
    ("drawn", "The line, where one was drawn or brought"),
)
Corners = list[tuple[float, float]]  # longitude and latitude


def choose_on_map(  # noqa: PLR0917 - what is shown, and what either way of choosing does
    pack: Pack,
    areas: Sequence[OwnArea],
    edited: int,
    lines: Sequence[Mapping[str, object]],
    chosen: Callable[[tuple[str, ...]], None],
    drawn: Callable[[Corners], None],
) -> None:
    """Draw the map; both functions are called before the run that a choice causes.

    Args:
        pack: the place's.
        areas: the areas there are.
        edited: the place among them of the one that is chosen for; their number for a new one.
        lines: GeoJSON geometries of the lines that it was fitted to, which are shown.
        chosen: is given the neighbourhoods of the area.
        drawn: is given the corners of a line.
    """
    own = areas[edited] if edited < len(areas) else OwnArea("", ())
    others = {
        code: area.name
        for place, area in enumerate(areas)
        if place != edited
        for code in area.members
    }
    people = pack.areas["population"].reindex(pack.codes(Level.LSOA))
    fit = paths.projection(pack.shapes[Level.DISTRICT].values())
    map_component(
        key=_KEY,
        data={
            "draw": "choosing",
            "shapes": shapes_key(pack, Level.LSOA),
            "chosen": list(own.members),
            "others": others,
            "people": {code: f"{words.number(count, 0)} people" for code, count in people.items()},
            "line": "".join(fit.path(line) for line in lines),
            "asked": st.session_state.get(_ASKED, 0),
            "edited": edited,
            "title": "Neighbourhoods to choose from. Enter takes one in or lets it go; arrow keys "
            "move; with Shift they take in those that they pass.",
            "legend": LEGEND,
        },
        on_chosen_change=lambda: _chosen(chosen),
        on_drawn_change=lambda: _drawn(drawn),
    )


def _chosen(use: Callable[[tuple[str, ...]], None]) -> None:
    said = _said(st.session_state[_KEY].chosen)
    if isinstance(said, dict) and isinstance(said.get("codes"), list):
        asked = said.get("asked")
        st.session_state[_ASKED] = asked if isinstance(asked, int) else 0
        use(tuple(code for code in said["codes"] if isinstance(code, str)))


def _drawn(use: Callable[[Corners], None]) -> None:
    said = _said(st.session_state[_KEY].drawn)
    if not isinstance(said, list) or not 3 <= len(said) <= MOST_CORNERS:
        return
    if all(isinstance(one, list) and len(one) == 2 and all(map(_is_number, one)) for one in said):
        use([(float(x), float(y)) for x, y in said])


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) <= 180


def _said(text: object) -> object:
    """Return what a browser has said; None of what is no JSON, as anybody may send anything."""
    try:
        return json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
