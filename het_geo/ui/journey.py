"""The journey: what is followed, the year at a glance, and one measure with its line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from het_geo import clock, words
from het_geo.atlas.asked import named
from het_geo.errors import JourneyError
from het_geo.framework.read import folder_of, read_framework
from het_geo.framework.records import Framework
from het_geo.geography import the
from het_geo.journey.drawn import drawing_of
from het_geo.journey.here import Journey
from het_geo.journey.model import Followed
from het_geo.journey.opening import five_lines
from het_geo.journey.reviews import reviewed_said
from het_geo.journey.written import Written
from het_geo.journey.year import KEY, summary, year_of
from het_geo.pack.model import Pack
from het_geo.render.markup import piece
from het_geo.ui.kit import drawing_component
from het_geo.ui.link import PLACE, area_asked, travelling
from het_geo.ui.notices import notice, show_notice
from het_geo.ui.search import areas_of_link
from het_geo.ui.shelf import atlas_of, root
from het_geo.ui.show import show_text, show_title

TEMPLATE, MEASURE = "journey.html", "measure"
NO_FRAMEWORK = (
    "No framework is kept for {place} yet, so there is nothing to be on course for. Whoever looks "
    "after this explorer begins one with: het_geo journey new {slug}"
)


def framework_of(pack: Pack) -> Framework | None:
    """Return the place's framework; what is wrong with it is said on the page."""
    folder = folder_of(root(), pack.manifest.place)
    try:
        return _read(pack, folder)
    except JourneyError as error:
        notice(str(error))
        return None


def _read(pack: Pack, folder: Path) -> Framework | None:
    files = sorted(folder.glob("*.toml"))
    stamp = tuple((file.name, file.stat().st_mtime_ns) for file in files)
    return atlas_of(pack).keep(
        ("framework", *stamp), lambda: read_framework(folder, pack.catalogue)
    )


def followed(pack: Pack, framework: Framework, written: Written) -> list[Followed]:
    """Return every measure of the framework, with what has been entered by hand."""
    measures = framework.measures.values()
    return Journey(framework, written).followed(atlas_of(pack), measures)


def show_head(pack: Pack, framework: Framework | None) -> None:
    """Show what this page is, and how far it has been agreed."""
    name = pack.title
    title = f"{name}: are we on course?"
    if framework is None:
        show_title(title)
        show_text(NO_FRAMEWORK.format(place=the(name), slug=pack.manifest.place))
        return
    st.html(piece(TEMPLATE, "head", title, framework.about, framework.status))
    for fault in framework.faults:
        notice(fault)


def show_area(pack: Pack) -> None:
    """Say of an area that the link names that the journey is the whole place's."""
    asked = areas_of_link(pack, area_asked())
    for said in asked.notices:
        show_notice(said)
    if asked.codes and asked.codes != (pack.district,):
        stays = "stays" if len(asked.codes) == 1 else "stay"
        area = words.capital(named(pack, asked.codes))
        place = the(pack.manifest.name)
        show_text(
            f"{area} {stays} chosen for the other pages: the journey is followed for {place} as a "
            "whole."
        )


def show_year(pack: Pack, framework: Framework, found: list[Followed], written: Written) -> None:
    """Show the year at a glance: each measure with its mark, a link to what is known of it."""
    show_text(summary(framework, found), "hg-say")
    due = five_lines(framework, found, written, clock.today())[-1]
    show_text(f"{due.lead} {due.text}")
    rows = year_of(pack.catalogue.principles, found)
    links = links_to(pack, [one.measure.id for one in found])
    chosen = measure_asked()
    st.html(piece(TEMPLATE, "year", "The year at a glance", rows, links, chosen, KEY))


def link_to(pack: Pack, measure: str) -> str:
    """Return the link to a measure, with what travels from page to page."""
    return links_to(pack, [measure])[measure]


def links_to(pack: Pack, measures: Sequence[str]) -> dict[str, str]:
    """Return the links to measures; what travels with them is asked once."""
    carried = {**travelling(), PLACE: pack.manifest.place}
    return {one: f"journey?{urlencode({**carried, MEASURE: one})}" for one in measures}


def measure_asked() -> str:
    """Return the id of the measure that the link names; "" where it names none."""
    return st.query_params.get(MEASURE, "")


def chosen_measure(found: list[Followed]) -> Followed | None:
    """Return the measure that the link names, else the first that got worse, else the first."""
    asked = measure_asked()
    known = {one.measure.id: one for one in found}
    if asked and asked not in known:
        notice(f"The link names a measure that is not followed here, “{asked[:60]}”.")
    return known.get(asked) or next(iter(found), None)


def show_measure(pack: Pack, framework: Framework, one: Followed, written: Written) -> None:
    """Show one measure: where it stands, its line, the gap, target and owner."""
    said = Journey(framework, written).told(atlas_of(pack), one)
    st.html(piece(TEMPLATE, "measure", said))
    picture = drawing_of(one, pack.title, said.stands)
    if picture is not None:
        drawing_component(key=f"journey-{one.measure.id}", data=picture.on_page())
    reviewed = reviewed_said(framework, written, one.measure, clock.today())
    st.html(piece(TEMPLATE, "beside", said, reviewed))
    show_text(f"Source: {said.source}", "hg-age")
