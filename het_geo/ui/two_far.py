"""Over which areas two figures are set against each other: the place's, England's, another's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from het_geo import clock
from het_geo.atlas.notice import Notice
from het_geo.beside.two_far import TwoFar, can_be_set_far, two_far
from het_geo.beside.two_far_layout import far_sections
from het_geo.beside.two_layout import two_statement
from het_geo.errors import HetGeoError, PackError
from het_geo.geography import shortened, slug_of, the
from het_geo.national.load import NationalPack
from het_geo.pack.model import Pack
from het_geo.render.formats import Format
from het_geo.render.two_far import FAR_FORMATS, far_stem
from het_geo.ui.england import england_pack
from het_geo.ui.link import put_one
from het_geo.ui.lists import select
from het_geo.ui.notices import show_notice
from het_geo.ui.offer import offer_files
from het_geo.ui.shelf import atlas_of, opened, place_names
from het_geo.ui.show import chapter_of, show_chapter, show_statement, show_text
from het_geo.words import capital, listed

OVER = "over"  # over which areas, in a link: none for the place's own
ENGLAND = "england"
NOT_HELD = "Two figures over {} are not available: {}."
NO_ENGLAND = (
    "this explorer holds no figures of all of England (python -m het_geo build england makes them)"
)


def over_choice(pack: Pack) -> str:
    """Let a person choose over which areas; return "" for the place's own, or what is asked for.

    Offered are all of England and every district, where England's pack is built, and every place
    that has a pack of its own.
    """
    known = _offered(pack)
    asked = st.query_params.get(OVER, "")
    asked = "" if asked == pack.manifest.place else asked
    if asked not in known:
        show_notice(_not_offered(asked))
        asked = ""
    if len(known) > 1:
        select(
            "Over", list(known), asked, known.__getitem__, "compare-over", partial(put_one, OVER)
        )
    return asked


def is_over_offered(pack: Pack) -> bool:
    """Tell whether there is anything but the place's own areas to choose."""
    return len(_offered(pack)) > 1


def _not_offered(asked: str) -> Notice:
    if asked == ENGLAND:
        return Notice(NOT_HELD.format("England’s neighbourhoods", NO_ENGLAND))
    who = f"“{shortened(asked)}”"
    return Notice(NOT_HELD.format(who, "no place of that name is held here"))


def _offered(pack: Pack) -> dict[str, str]:
    """Return what can be chosen, by what stands in the link: the place itself first."""
    own = pack.manifest.place
    found = {"": capital(the(pack.manifest.name))}
    national = england_pack(pack)
    names = dict(place_names())
    if national is not None:
        found[ENGLAND] = "All of England"
        names |= {slug_of(str(name)): str(name) for name in national.districts}
    places = sorted((slug, name) for slug, name in names.items() if slug != own)
    return found | {slug: capital(the(name)) for slug, name in places}


def held_pack(pack: Pack, over: str) -> Pack | None:
    """Return the pack of the place that was chosen: the own one, or another that is held.

    ``None``: all of England, or a district of which England's pack alone has figures.
    """
    if not over:
        return pack
    if over == ENGLAND or over not in place_names():
        return None
    try:
        return opened(over).pack
    except HetGeoError as error:
        show_notice(Notice(str(error)))
        return None


def show_far(pack: Pack, over: str, names: tuple[str, str], codes: Sequence[str]) -> None:
    """Show two indicators over England's neighbourhoods, or those of a district."""
    national = england_pack(pack)
    if national is None:
        show_text(NOT_HELD.format("these areas", NO_ENGLAND))
        return
    lacking = [name for name in names if not can_be_set_far(national, name)]
    if lacking:
        labels = listed([f"“{pack.catalogue.indicators[name].label}”" for name in lacking])
        are = "is" if len(lacking) == 1 else "are"
        why = f"{labels} {are} not held of all of England’s neighbourhoods"
        show_text(NOT_HELD.format("these areas", why))
        return
    found = _found(pack, national, over, names, codes)
    show_statement(two_statement(found, pack.catalogue), "hg-headline")
    key = ("two far shown", national.manifest.version, over, *names, tuple(codes), clock.today())
    sections = atlas_of(pack).keep(key, lambda: far_sections(found, pack.catalogue, clock.today()))
    if sections:
        make = {kind: partial(_made, kind, pack, found) for kind in FAR_FORMATS.values()}
        offer_files("Take these two along", "compare-two", make, lambda _: far_stem(found))
    for number, section in enumerate(sections, start=100):
        show_chapter(chapter_of([(number, section)]))


def _made(kind: Format[[NationalPack, TwoFar]], pack: Pack, found: TwoFar) -> bytes:
    """Return a file; England's pack may have been replaced since, and is not held until then."""
    national = england_pack(pack)
    if national is None:
        raise PackError(NOT_HELD.format("these areas", NO_ENGLAND))
    return kind.make(national, found)


def _found(
    pack: Pack, national: NationalPack, over: str, names: tuple[str, str], codes: Sequence[str]
) -> TwoFar:
    slugs = {slug_of(str(name)): str(code) for code, name in national.districts.items()}
    key = ("two far", national.manifest.version, over, *names, tuple(codes))
    return atlas_of(pack).keep(
        key, lambda: two_far(national, pack, names, slugs.get(over, ""), codes)
    )
