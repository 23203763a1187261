"""Drawing an area on streets: an option, as streets and the tools to draw come from outside."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from het_geo.classes import INK
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.ui.own_map import MOST_CORNERS, Corners
from het_geo.ui.show import show_text

if TYPE_CHECKING:
    import folium

_ON, _KEY, _LAST = "own-streets", "own-street-map", "own street drawing"
OUTSIDE = (
    "The street map and the tools to draw come from outside servers (openstreetmap.org and those "
    "of the libraries Leaflet and folium). These then learn this computer’s address, and which "
    "streets are looked at; no figure and no drawn line is sent to them."
)
SHAPES = {"polyline": False, "circle": False, "circlemarker": False, "marker": False}


def show_streets(pack: Pack, drawn: Callable[[Corners], None]) -> None:
    """Offer a street map to draw on; nothing is asked of outside servers before it is switched on.

    ``drawn`` is given the corners of each line that is drawn.
    """
    if not st.toggle("Draw on a street map (needs the internet)", key=_ON):
        show_text(OUTSIDE, "hg-quiet")
        return
    # Streamlit serves the files of a component that is first imported within a run, and no other's.
    from streamlit_folium import st_folium  # noqa: PLC0415

    found = st_folium(
        _map(pack),
        key=_KEY,
        height=520,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
    )
    corners = _corners((found or {}).get("last_active_drawing"))
    said = json.dumps(corners)
    if corners and st.session_state.get(_LAST) != said:
        st.session_state[_LAST] = said
        drawn(corners)
        st.rerun()


def _map(pack: Pack) -> folium.Map:
    """Return the streets of the place with its wards, and the tools to draw."""
    import folium  # noqa: PLC0415 - half a second that few visitors need
    from folium.plugins import Draw  # noqa: PLC0415

    district = pack.shapes[Level.DISTRICT][pack.district]
    made = folium.Map(tiles="openstreetmap", control_scale=True)
    wards = {"type": "FeatureCollection", "features": list(pack.shapes[Level.WARD].values())}
    style = {"fill": False, "color": INK, "weight": 1.5}
    layer = folium.GeoJson(wards, style_function=lambda _: style, interactive=False)
    layer.add_to(made)
    Draw(draw_options=SHAPES, edit_options={"edit": False, "remove": False}).add_to(made)
    made.fit_bounds(folium.GeoJson(district).get_bounds())
    return made


def files_of_folium() -> list[str]:
    """Return the addresses of all that such a map has the browser ask for besides streets."""
    import folium  # noqa: PLC0415
    from folium.plugins import Draw  # noqa: PLC0415

    parts = (folium.Map, Draw)
    return [link for part in parts for _, link in (*part.default_js, *part.default_css)]


def _corners(drawing: Any) -> Corners:
    """Return the corners of a drawn polygon; none of what is no polygon."""
    geometry = drawing.get("geometry") if isinstance(drawing, dict) else None
    rings = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not rings or geometry["type"] != "Polygon" or len(rings[0]) > MOST_CORNERS:
        return []
    return [(float(x), float(y)) for x, y, *_ in rings[0]]
