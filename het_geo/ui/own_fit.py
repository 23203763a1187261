"""Lines that areas were fitted to, as long as the session lasts: no line is in a link or a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import shapely
import streamlit as st
from shapely.geometry import mapping

from het_geo.geography import Level, the
from het_geo.own.areas.fit import HOW, LineFit, fit_said, fitted
from het_geo.pack.model import Pack
from het_geo.plain import seen

_LINES, _SAID = "own lines", "own said"  # by the place of the area among the own ones


def line_of(corners: Sequence[tuple[float, float]]) -> Any:
    """Return the ground that a drawn line encloses, mended where it crosses itself; maybe none."""
    parts = shapely.get_parts(shapely.make_valid(shapely.Polygon(corners)))
    return shapely.union_all([part for part in parts if part.area > 0])


def fit_line(pack: Pack, line: Any) -> LineFit:
    """Return the neighbourhoods that a line means."""
    small = pack.areas_at(Level.LSOA)
    shapes = pack.shapes[Level.LSOA]
    return fitted([line], small[["lon", "lat"]], shapes, small["population"])[0]


def remember(pack: Pack, place: int, line: Any, found: LineFit) -> None:
    """Keep a line, and what it gains and loses, with an area."""
    st.session_state.setdefault(_LINES, {})[place] = line
    said = [fit_said(found), HOW] if found.members else [_none(pack, found)]
    st.session_state.setdefault(_SAID, {})[place] = said


def _none(pack: Pack, found: LineFit) -> str:
    near = str(pack.areas.at[found.nearest, "name"])
    outside = f"Most of it lies outside {the(pack.manifest.name)}. " if found.beyond > 0.5 else ""
    return (
        "This line takes in no neighbourhood: the middle of where a neighbourhood’s people live "
        f"has to be inside it. {outside}The nearest neighbourhood is {near}."
    )


def lines_of(pack: Pack, place: int) -> list[Mapping[str, Any]]:
    """Return the lines that an area was fitted to, as polygons that can be drawn."""
    line = st.session_state.get(_LINES, {}).get(place)
    if line is None:
        return []
    parts = shapely.get_parts(line)
    return [mapping(part) for part in parts if part.geom_type in ("Polygon", "MultiPolygon")]


def said_of(place: int) -> list[str]:
    """Return what is to be said of an area once: of its line, and of what was refused."""
    said = st.session_state.get(_SAID, {})
    return [*said.pop("once", []), *said.get(place, [])]


def say(text: str) -> None:
    """Have a sentence said on the next run."""
    st.session_state.setdefault(_SAID, {}).setdefault("once", []).append(seen(text))


def forget(place: int) -> None:
    """Forget the line of an area whose neighbourhoods are chosen otherwise."""
    for kept in (_LINES, _SAID):
        st.session_state.get(kept, {}).pop(place, None)


def forget_all() -> None:
    """Forget all lines: the places of the areas are others."""
    st.session_state.pop(_LINES, None)
    st.session_state.pop(_SAID, None)
