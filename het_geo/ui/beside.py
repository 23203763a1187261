"""The areas of the Compare page: which stand side by side, whom to set beside one, and the page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from het_geo import clock
from het_geo.atlas.asked import areas_asked
from het_geo.atlas.find import LEVELS
from het_geo.beside.chosen import MOST, Company, as_deprived, chosen_of, touching
from het_geo.beside.layout import SideBySide, side_by_side
from het_geo.geography import Level, the
from het_geo.pack.model import Pack
from het_geo.postcodes import names_postcode
from het_geo.render.beside import BESIDE_FORMATS
from het_geo.render.markup import asset, piece
from het_geo.ui import link
from het_geo.ui.frame import link_here
from het_geo.ui.lists import AREA_HELP, find_labels_at, select, select_several
from het_geo.ui.notices import show_notice
from het_geo.ui.offer import makers, offer_files
from het_geo.ui.search import areas_of_link, elsewhere
from het_geo.ui.shelf import atlas_of
from het_geo.ui.show import chapter_of, show_chapter, show_text, show_title
from het_geo.words import capital

WITH = "with"  # the areas beside the first one, in a link
_MEMORY = "compare-memory"
HOW = (
    "Two, three or four areas of {place} side by side: every figure that all of them have, how far "
    "they are apart, and which differences are more than chance. Choose the first in the list."
)
SECOND = "Choose one to three areas to set beside it in the list above"
BEGIN = (
    ", or begin with one of these. No rule says whom to compare with: neighbours share streets and "
    "services, and areas as deprived live in like conditions."
)


def areas_choice(pack: Pack) -> tuple[str, ...]:
    """Let a person choose the areas; return those that stand side by side, the first one first."""
    asked = areas_of_link(pack, link.area_asked())
    first = asked.codes
    beside = areas_asked(pack, _with(pack, first), elsewhere(pack))
    if names_postcode(st.query_params.get(WITH, "")):
        link.put_one(WITH, beside.link)  # no link bears a postcode
    chosen = chosen_of(pack, first, beside.codes)
    for said in (*asked.notices, *beside.notices, *chosen.notices):
        show_notice(said)
    _remember(pack, chosen.codes)
    _lists(pack, chosen.codes)
    return chosen.codes


def _with(pack: Pack, first: Sequence[str]) -> str:
    """Return what the link asks to set beside the first area, or what was last seen beside it."""
    if WITH in st.query_params:
        return st.query_params[WITH]
    seen = st.session_state.get(_MEMORY, {})
    same = seen.get("place") == pack.manifest.place and seen.get("first") == first[:1]
    if len(first) != 1 or not same or not seen["others"]:
        return ""
    link.put_one(WITH, ",".join(seen["others"]))
    return ",".join(seen["others"])


def _remember(pack: Pack, codes: tuple[str, ...]) -> None:
    seen = {"place": pack.manifest.place, "first": codes[:1], "others": codes[1:]}
    st.session_state[_MEMORY] = seen


def _choose_others(codes: Sequence[str], chosen: Sequence[str]) -> None:
    st.session_state.pop(_MEMORY, None)
    if len(codes) > 1 and "," in link.asked().get(link.AREA, ""):
        link.put_area(codes[0])  # the others stand in a key of their own
    link.put_one(WITH, ",".join(chosen))


def _lists(pack: Pack, codes: Sequence[str]) -> None:
    labels = _labels(pack)
    first, others = st.columns([2, 3])
    with first:
        select(
            "Area",
            list(labels) if codes else ["", *labels],
            codes[0] if codes else "",
            lambda code: labels.get(code, "Choose an area"),
            "compare-area",
            link.put_area,
            help=AREA_HELP,
        )
    if codes:
        with others:
            select_several(
                f"Beside it (up to {MOST - 1})",
                [code for code in labels if code != codes[0]],
                codes[1:],
                labels.__getitem__,
                "compare-others",
                lambda chosen: _choose_others(codes, chosen),
            )


def _labels(pack: Pack) -> dict[str, str]:
    """Return every area that can stand beside another, with the words it can be found by."""
    return find_labels_at(pack, (level for level in LEVELS if level != Level.DISTRICT))


def show_none(pack: Pack) -> None:
    """Show what the page is for, before an area is chosen."""
    place = the(pack.manifest.name)
    show_title(f"Compare areas of {place}: which one first?")
    show_text(HOW.format(place=place))


def show_company(pack: Pack, code: str) -> None:
    """Show one area alone, and whom it could stand beside, each by its rule."""
    atlas = atlas_of(pack)
    show_title(f"{capital(atlas.know.labels[code])}, {atlas.know.place}: compared with whom?")
    found = {"touching": touching(atlas, code), "as-deprived": as_deprived(atlas, code)}
    some = any(company.codes for company in found.values())
    show_text(f"{SECOND}{BEGIN if some else '.'}")
    for name, company in found.items():
        _offer(pack, name, code, company)


def _offer(pack: Pack, name: str, code: str, company: Company) -> None:
    if company.none:
        show_text(company.none)
        return
    labels = atlas_of(pack).know.labels
    with st.container(gap=None):
        show_text(f"{company.rule}:")
        with st.container(key=f"compare-{name}", horizontal=True, gap="small"):
            for other in company.codes:
                here = {**link.travelling(), link.AREA: code, WITH: other}
                link_here(labels[other], here)


def show_beside(pack: Pack, codes: tuple[str, ...]) -> None:
    """Show areas side by side: the same document that its files hold."""
    with st.spinner("Setting the areas side by side…"):
        atlas, today = atlas_of(pack), clock.today()
        found = atlas.keep(
            ("side by side", codes, today), lambda: side_by_side(atlas, codes, today)
        )
    st.html(f"<style>.hg-doc {{ {asset('page.css')} }}</style>")
    st.html(piece("explorer.html", "head", found.document))
    if found.lines:
        _files(pack, found)
    for chapter in found.document.chapters:
        show_chapter(chapter_of(chapter))


def _files(pack: Pack, found: SideBySide) -> None:
    """Offer the comparison in every format."""
    make = makers(BESIDE_FORMATS, pack, found)
    offer_files("Take it along", "compare", make, lambda kind: found.file_stem)
