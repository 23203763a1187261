"""Home: what the explorer is, seven tiles, what to say of a ward, and the ways on from there.

Each part is one piece of HTML: nothing of the first paint waits for a component or for shapes.
"""

from __future__ import annotations

import base64
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from het_geo import clock, words
from het_geo.atlas.leads import RULE
from het_geo.atlas.resolve import several
from het_geo.atlas.tiles import Tile, tiles_of
from het_geo.council import council_here
from het_geo.geography import Level, area_label, the
from het_geo.pack.model import Pack
from het_geo.pictures.place_map import place_map
from het_geo.pictures.tile_strip import strip_of
from het_geo.render.markup import piece
from het_geo.render.minute import LABEL, minute_name, minute_pdf
from het_geo.sentences import minute
from het_geo.sentences.about import minute_title, place_title, strip_key, whom
from het_geo.sentences.tiles import rule_said, tile_words
from het_geo.ui.frame import pages
from het_geo.ui.link import AREA, follow_link, plain, travelling
from het_geo.ui.notices import notice, show_notice
from het_geo.ui.search import areas_of_link
from het_geo.ui.shelf import atlas_of
from het_geo.ui.show import show_title

TEMPLATE = "home.html"
WAYS = {
    "Explore": "On the map",
    "Principles": "The gaps it is part of",
    "Profile": "Its whole profile",
    "Briefing": "A briefing on it",
}
OF_THE_PLACE = WAYS | {"Principles": "The gaps between its areas"}


def area_of_home(pack: Pack) -> str:
    """Return the one area that the link names, "" for the place; say what cannot be followed."""
    follow_link()
    found = areas_of_link(pack, st.query_params.get(AREA, ""))
    for said in [*found.notices, *several(pack, found)]:
        show_notice(said)
    code = found.codes[0] if found.whole and len(found.codes) == 1 else ""
    return "" if code == pack.district else code


def show_about(pack: Pack, area: str) -> None:
    """Show what this is, for whom and whose."""
    place = pack.title
    title = minute_title(area_label(pack.areas, area), the(place)) if area else place_title(place)
    council = council_here()
    for fault in council.faults:
        notice(fault)
    st.html(piece(TEMPLATE, "about", title, whom(pack), council))


def show_page_to_take(pack: Pack, area: str) -> None:
    """Offer the minute as one page of paper; it is made when it is asked for."""
    st.download_button(
        LABEL,
        data=lambda: minute_pdf(atlas_of(pack), area),
        file_name=minute_name(pack, area),
        mime="application/pdf",
        on_click="ignore",
        key="home-page",
    )


def show_tiles(pack: Pack, area: str) -> None:
    """Show a tile for each building block, of the place or of an area in it."""
    today = clock.today()
    key = ("home tiles", area, today)
    st.html(atlas_of(pack).keep(key, lambda: _tiles(pack, area, today)))


def _tiles(pack: Pack, area: str, today: date) -> Markup:
    tiles = tiles_of(atlas_of(pack), area)
    held = [(tile_words(t, today), _link(pack, t, area), strip_of(t)) for t in tiles]
    lines = [tile.line for tile, (*_, strip) in zip(tiles, held, strict=True) if strip]
    views = [tile.view for tile in tiles if tile.view]
    sources = [
        (t.block.label, t.view.indicator.subtitle, t.view.sources[0]) for t in tiles if t.view
    ]
    caveats = words.once(caveat.text for view in views for caveat in view.caveats)
    label = f"The building blocks of {area_label(pack.areas, area or pack.district)}"
    return piece(
        TEMPLATE,
        "tiles",
        label,
        held,
        _place(pack, area),
        strip_key(lines, own=bool(area)) if lines else "",
        rule_said(pack.catalogue.leads[RULE]),
        sources,
        caveats,
    )


class SmallMap(NamedTuple):
    """The small map: as an image, what it shows, and where it leads."""

    drawn: str
    alt: str
    label: str
    href: str


def _place(pack: Pack, area: str) -> SmallMap:
    drawn = base64.b64encode(place_map(pack, area).encode()).decode()
    name, place = area_label(pack.areas, area) if area else "", the(pack.manifest.name)
    alt = f"Map: where {name} lies in {place}." if area else f"Map: the wards of {place}."
    asked = pack.link
    asked |= {**_on_map(pack, area), AREA: area} if area else {}
    label = f"{words.capital(name)} on the map" if area else "All wards on the map"
    return SmallMap(f"data:image/svg+xml;base64,{drawn}", alt, label, f"explore?{urlencode(asked)}")


def _link(pack: Pack, tile: Tile, area: str) -> str:
    """Return the link to a tile's figure on the map; "" where it has none."""
    if tile.view is None:
        return ""
    beside = tile.areas if tile.areas and tile.level != Level.OWN else tile.view
    level = beside.level
    asked = {**pack.link, "indicator": tile.view.indicator.id, "level": str(level)}
    return f"explore?{urlencode(asked | ({AREA: area} if area else {}))}"


def show_minute(pack: Pack, area: str) -> None:
    """Show three sentences to say, where the area lies, what has changed, what is not known."""
    today = clock.today()
    key = ("home minute", area, today)
    st.html(atlas_of(pack).keep(key, lambda: _minute(pack, area, today)))


def _minute(pack: Pack, area: str, today: date) -> Markup:
    name = area_label(pack.areas, area)
    said = minute.minute_of(tiles_of(atlas_of(pack), area), name, today)
    return piece(TEMPLATE, "minute", said, minute.RULE)


def show_ways_on(pack: Pack, area: str) -> None:
    """Show the ways on, each with the area."""
    show_title("Go on", small=True)
    carried = {k: v for k, v in travelling().items() if k not in ("level", "period", AREA)}
    own, known = {AREA: area} if area else {}, pages()
    labels = dict(WAYS if area else OF_THE_PLACE)
    if area and pack.areas.loc[area, "level"] == Level.MSOA:
        del labels["Briefing"]  # which is of wards and neighbourhoods
        carried |= _on_map(pack, area)
    with st.container(horizontal=True, key="hg-ways"):
        for page, label in labels.items():
            whole = {AREA: pack.district} if page == "Profile" else {}  # else it asks whose
            st.page_link(known[page], label=label, query_params=carried | (own or whole))


def _on_map(pack: Pack, area: str) -> dict[str, str]:
    """Return a figure that an area has on the map: the first of its tiles."""
    shown = next((tile.view for tile in tiles_of(atlas_of(pack), area) if tile.view), None)
    return {"indicator": shown.indicator.id, "level": str(shown.level)} if shown else {}


def show_way_back(pack: Pack, area: str) -> None:
    """Offer the whole place, where an area in it is shown."""
    if area:
        label = plain(f"All of {the(pack.manifest.name)}")
        st.page_link(pages()["Home"], label=label, query_params=pack.link)
