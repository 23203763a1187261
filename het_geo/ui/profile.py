"""The Profile page: whom it is of, its document section by section, and its files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from het_geo.atlas.find import LEVELS
from het_geo.atlas.notice import CHOOSE, Notice, Offer
from het_geo.errors import HetGeoError
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.profiles.layout import document_of
from het_geo.profiles.model import Profile
from het_geo.profiles.profile import profile_of
from het_geo.render.files import FORMATS, file_name
from het_geo.render.markup import asset, piece
from het_geo.ui import link
from het_geo.ui.lists import AREA_HELP, find_label, select, select_several
from het_geo.ui.load import areas_of_link
from het_geo.ui.notices import show_notice
from het_geo.ui.shelf import atlas_of
from het_geo.ui.show import show_chapter

_ONE, _SET = "profile-area", "profile-set"


def profile_choice(pack: Pack) -> tuple[str, ...]:
    """Let a person choose an area, or several neighbourhoods; return those that the link names.

    None where something in the link does not stand: no other profile takes its place.
    """
    asked = areas_of_link(pack, link.area_asked() or pack.district)
    for said in asked.notices:
        show_notice(_with_all(pack, said))
    codes = asked.codes if asked.whole else ()
    one, several = st.columns(2)
    labels = _labels(pack)
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
            lambda chosen: link.put_area(",".join(chosen)),
        )
    return codes


def _with_all(pack: Pack, said: Notice) -> Notice:
    """Offer all the neighbourhoods that one has become also together: they are its very ground."""
    codes = [offer.area for offer in said.offers if not offer.place]
    small = {code in pack.areas.index and _neighbourhoods(pack, [code]) for code in codes}
    if len(codes) < 2 or said.lead != CHOOSE or small != {True}:
        return said
    return replace(said, offers=(*said.offers, Offer("All of them together", ",".join(codes))))


def _none(codes: Sequence[str]) -> str:
    return "Several neighbourhoods" if codes else "Choose an area"


def _labels(pack: Pack) -> dict[str, str]:
    """Return every area that can have a profile, with the words it can be found by."""

    def found() -> dict[str, str]:
        codes = [code for level in LEVELS for code in pack.codes(level)]
        return {code: find_label(pack, code) for code in codes}

    return atlas_of(pack).keep(("labels of profiles",), found)


def _neighbourhoods(pack: Pack, codes: Sequence[str]) -> bool:
    return all(pack.areas.loc[code, "level"] == Level.LSOA for code in codes)


def profile_of_choice(pack: Pack, codes: tuple[str, ...]) -> Profile:
    """Return the profile, made once a day; stop the page with a message where it cannot be."""
    try:
        with st.spinner("Working out the profile…"):
            atlas, today = atlas_of(pack), date.today()
            key = ("profile", codes, today)
            return atlas.keep(key, lambda: profile_of(atlas, codes, today))
    except HetGeoError as error:
        st.error(str(error), title="This profile cannot be made")
        st.stop()


def show_files(pack: Pack, profile: Profile) -> None:
    """Offer the profile in every format; a file is made when it is asked for."""
    row = st.container(horizontal=True)
    for kind in FORMATS.values():
        row.download_button(
            kind.label,
            data=lambda kind=kind: kind.make(profile, pack),
            file_name=file_name(profile, kind.ending),
            mime=kind.mime,
            on_click="ignore",
            key=f"profile-{kind.id}",
        )


def show_profile(pack: Pack, profile: Profile) -> None:
    """Show the document of a profile: the same that its files hold."""
    key = ("document", profile.made, *profile.subject.codes)
    document = atlas_of(pack).keep(key, lambda: document_of(profile, pack))
    st.html(f"<style>.hg-doc {{ {asset('page.css')} }}</style>")
    st.html(piece("explorer.html", "head", document))
    _offer_overlapping(profile)
    show_files(pack, profile)
    for chapter in document.chapters:
        show_chapter(chapter)


def _offer_overlapping(profile: Profile) -> None:
    """Offer the neighbourhoods on whose ground a ward lies that none fits best."""
    row = st.container(horizontal=True)
    for area in profile.subject.overlapping:
        row.button(
            f"Profile of {area.label}",
            key=f"overlapping-{area.code}",
            on_click=link.put_area,
            args=(area.code,),
        )
