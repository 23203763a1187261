"""Ways in for areas that a visitor has already: a file or a list; and the file to keep them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import streamlit as st

from het_geo.errors import HetGeoError
from het_geo.own.areas.area import OwnArea
from het_geo.own.areas.brought import LIMITS, Brought, areas_brought, areas_of_text
from het_geo.own.areas.file import saved
from het_geo.pack.model import Pack
from het_geo.strangers.limits import uploads_allowed
from het_geo.ui import own_fit
from het_geo.ui.following import following
from het_geo.ui.kit import choose_file
from het_geo.ui.lists import select
from het_geo.ui.show import show_title

_BROUGHT, _LIST = "own brought", "own-list"
ENDINGS = ".geojson,.json,.gpkg,.kml,.kmz,.zip,.csv,.txt"
MOST_TYPED = 200_000  # letters of a list: some 20,000 postcodes
FILE = "A file: GeoJSON, GeoPackage, KML, KMZ, zipped Shapefile, areas kept from here, or a list"
LIST = "A list of codes, ward names or postcodes, one a line"
Add = Callable[[Brought, int], None]  # what is brought, and how many of the last areas it replaces


class BroughtFile(NamedTuple):
    """A file as long as it may be read again by another name field, and how many areas it gave."""

    data: bytes
    field: str
    fields: tuple[str, ...]
    count: int


def show_ways_in(pack: Pack, areas: Sequence[OwnArea], add: Add) -> None:
    """Offer the ways in, and the file to keep what there is.

    Args:
        pack: the place's.
        areas: those there are.
        add: puts brought areas behind them, in place of so many of the last ones.
    """
    show_title("Bring areas, or keep these", small=True)
    left, right = st.columns(2)
    with left:
        choose_file(
            FILE, ENDINGS, LIMITS.size, "own-areas-file", lambda data: _file(pack, data, add)
        )
        _show_fields(pack, add)
    with right:
        _show_list(pack, add)
    if areas:
        st.download_button(
            "Keep these areas as a file (GeoJSON)",
            data=lambda: saved(pack, areas),
            file_name=f"areas-{pack.manifest.place}.geojson",
            mime="application/geo+json",
            on_click="ignore",
            key="own-keep",
        )


def _file(pack: Pack, data: bytes, add: Add) -> None:
    found = _tried(lambda: areas_brought(pack, "", data))
    if found is not None:
        add(found, 0)
        fields = found.fields if len(found.fields) > 1 else ()
        st.session_state[_BROUGHT] = (
            BroughtFile(data, "", fields, len(found.areas)) if fields else None
        )


def _show_fields(pack: Pack, add: Add) -> None:
    """Ask by which field of the last file its areas are called, where there are several."""
    held: BroughtFile | None = st.session_state.get(_BROUGHT)
    if held is None:
        return

    def chosen(field: str) -> None:
        found = _tried(lambda: areas_brought(pack, "", held.data, field))
        if found is not None:
            add(found, held.count)
            st.session_state[_BROUGHT] = held._replace(field=field, count=len(found.areas))

    select(
        "Its areas are called by",
        ["", *held.fields],
        held.field,
        lambda field: field or "as guessed",
        "own-field",
        chosen,
    )


def _show_list(pack: Pack, add: Add) -> None:
    """Let a person paste codes, names or postcodes: the text is not kept."""
    if not uploads_allowed():
        return

    def typed(text: str) -> None:
        found = _tried(lambda: areas_of_text(pack, text)) if text.strip() else None
        if found is not None:
            add(found, 0)

    key, changed = following(_LIST, "", typed)  # what was typed stands there no more
    st.text_area(
        LIST,
        key=key,
        max_chars=MOST_TYPED,
        on_change=changed,
        placeholder="LU1 2AA, Town centre",
        help="A second column, behind a comma, names the area that a line belongs to.",
        height=120,
    )
    st.button("Make areas of the list", key="own-list-go")


def _tried(read: Callable[[], Brought]) -> Brought | None:
    """Return what was brought, with what has to be said; None of what is refused, which is said."""
    st.session_state.pop(_BROUGHT, None)
    try:
        with st.spinner("Reading the areas…"):
            found = read()
    except HetGeoError as error:
        own_fit.say(f"No area was made of it. {error}")
        return None
    for said in found.notices:
        own_fit.say(said)
    return found


def forget_brought() -> None:
    """Keep no file: its areas were changed by hand since."""
    st.session_state.pop(_BROUGHT, None)
