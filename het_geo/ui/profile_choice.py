"""Whom a profile is of: an area, or several neighbourhoods with a name for them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from het_geo.atlas.find import LEVELS
from het_geo.atlas.notice import CHOOSE, Notice, Offer
from het_geo.errors import AreaError
from het_geo.geography import Level, the
from het_geo.pack.model import Pack
from het_geo.profiles.choosing import HOW, NONE, wards_of
from het_geo.profiles.naming import LONGEST, checked_name, cleaned, holds_postcode
from het_geo.render.markup import piece
from het_geo.ui import link
from het_geo.ui.following import following
from het_geo.ui.kit import ASSETS
from het_geo.ui.link import AREA
from het_geo.ui.lists import AREA_HELP, find_labels_at, select, select_several
from het_geo.ui.notices import notice, show_notice
from het_geo.ui.search import areas_of_link
from het_geo.ui.shelf import atlas_of
from het_geo.ui.show import show_title

_ONE, _SET, _NAME = "profile-area", "profile-set", "profile-name"
_STYLE = (ASSETS / "choose.css").read_text("utf-8")


def profile_choice(pack: Pack) -> tuple[str, ...]:
    """Let a person choose an area, or several neighbourhoods; return those that the link names.

    None where it names none, or something in it does not stand: no other profile takes its place.
    """
    asked = areas_of_link(pack, link.area_asked())
    for said in asked.notices:
        show_notice(_with_all(pack, said))
    codes = asked.codes if asked.whole else ()
    one, several = st.columns(2)
    labels = find_labels_at(pack, LEVELS)
    with one:
        select(
            "Area",
            list(labels) if len(codes) == 1 else ["", *labels],
            codes[0] if len(codes) == 1 else "",
            lambda code: labels.get(code) or _none(codes),
            _ONE,
            link.put_area,
            help=AREA_HELP,
        )
    with several:
        select_several(
            "Or several neighbourhoods, taken together",
            pack.codes(Level.LSOA),
            codes if _neighbourhoods(pack, codes) else (),
            labels.__getitem__,
            _SET,
            lambda chosen: link.put_area(",".join(chosen), link.name_asked()),
        )
    return codes


def name_choice(pack: Pack, codes: Sequence[str]) -> str:
    """Let a person name several neighbourhoods; return the name, "" where none can stand.

    What may not be a name is said, and a postcode goes out of the link.
    """
    asked = link.name_asked()
    if len(codes) < 2:
        return ""
    shown = "" if holds_postcode(asked) else cleaned(asked)

    def named(text: str) -> None:
        link.put_area(",".join(codes), cleaned(text))

    key, changed = following(_NAME, shown, named)
    st.text_input(
        "What are they called together? (may be left empty)",
        key=key,
        max_chars=LONGEST,
        on_change=changed,
        placeholder="Such as: Dallow Road area",
        autocomplete="off",
        width=480,
    )
    try:
        return checked_name(pack, asked, codes)
    except AreaError as error:
        if holds_postcode(asked):
            link.put_area(",".join(codes))
        notice(str(error))
        return ""


def show_choice(pack: Pack) -> None:
    """Show the wards to choose from, a line each, before anything is chosen."""
    place = the(pack.manifest.name)
    show_title(f"Whose profile? Choose a ward of {place}, or search")
    rows = [(_link(pack, ward.code), ward) for ward in wards_of(atlas_of(pack))]
    whole = _link(pack, pack.district)
    st.html(f"<style>{_STYLE}</style>")
    st.html(piece("choose.html", "wards", f"All of {place} together", whole, rows, HOW, NONE))


def _link(pack: Pack, code: str) -> str:
    return f"profile?{urlencode({**pack.link, AREA: code})}"


def _with_all(pack: Pack, said: Notice) -> Notice:
    """Offer all the neighbourhoods that one has become also together: they are its very ground."""
    codes = [offer.area for offer in said.offers if offer.area and not offer.place]
    small = {code in pack.areas.index and _neighbourhoods(pack, [code]) for code in codes}
    if len(codes) < 2 or said.lead != CHOOSE or small != {True}:
        return said
    return replace(said, offers=(*said.offers, Offer("All of them together", ",".join(codes))))


def _none(codes: Sequence[str]) -> str:
    return "Several neighbourhoods" if codes else "Choose an area"


def _neighbourhoods(pack: Pack, codes: Sequence[str]) -> bool:
    return all(pack.areas.loc[code, "level"] == Level.LSOA for code in codes)
