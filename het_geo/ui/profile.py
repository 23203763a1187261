"""The Profile page: whom it is of, its document section by section, and its files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from het_geo.choice import shortened
from het_geo.errors import HetGeoError
from het_geo.exports.files import FORMATS, file_name
from het_geo.exports.layout import document_of
from het_geo.exports.page import picture_html, section_html, style
from het_geo.exports.parts import Document, Drawing
from het_geo.geography import Level
from het_geo.pack import Pack
from het_geo.profiles import Profile, ProfileMaker
from het_geo.ui.choose import MEMORY, find_label, select
from het_geo.ui.kit import drawing_component
from het_geo.ui.load import notice

PROFILED = (Level.DISTRICT, Level.WARD, Level.LSOA, Level.MSOA)
_AREA, _ONE, _SET = "area", "profile-area", "profile-set"


def profile_choice(pack: Pack) -> tuple[str, ...]:
    """Let a person choose an area, or several neighbourhoods; return the codes in the link."""
    codes = _asked(pack)
    one, several = st.columns(2)
    options = [pack.district, *pack.codes(Level.WARD), *pack.codes(Level.LSOA)]
    with one:
        select(
            "Area",
            ["", *options] if len(codes) > 1 else options,
            codes[0] if len(codes) == 1 else "",
            lambda code: find_label(pack, code) if code else "Several neighbourhoods",
            _ONE,
            lambda code: _remember((code,)),
            help="Type part of a ward, neighbourhood or MSOA name, or a code such as E05014741.",
        )
    st.session_state[_SET] = list(codes) if _neighbourhoods(pack, codes) else []
    with several:
        st.multiselect(
            "Or several neighbourhoods, taken together",
            pack.codes(Level.LSOA),
            format_func=lambda code: find_label(pack, code),
            key=_SET,
            on_change=lambda: _remember(tuple(st.session_state[_SET]) or (pack.district,)),
        )
    return codes


def _asked(pack: Pack) -> tuple[str, ...]:
    """Return the codes of the link that the pack knows, with a notice of those it does not.

    Without a link, it is the area last chosen on another page, or the first ward.
    """
    link = st.query_params.get(_AREA, "") or st.session_state.get(MEMORY, {}).get(_AREA, "")
    asked = [code.strip() for code in link.split(",") if code.strip()]
    own = pack.areas.index[pack.areas["level"].isin(PROFILED)]
    strange = [code for code in asked if code.upper() not in own]
    for code in strange[:3]:
        notice(
            f"The link names an unknown area, “{shortened(code)}”. No area of "
            f"{pack.manifest.name} has this code."
        )
    known = tuple(dict.fromkeys(code.upper() for code in asked if code not in strange))
    codes = known or (pack.codes(Level.WARD)[0],)
    _remember(codes)
    return codes


def _neighbourhoods(pack: Pack, codes: Sequence[str]) -> bool:
    return all(pack.areas.loc[code, "level"] == Level.LSOA for code in codes)


def _remember(codes: tuple[str, ...]) -> None:
    said = ",".join(codes)
    if said and st.query_params.get(_AREA) != said:
        st.query_params[_AREA] = said


def profile_of_choice(pack: Pack, codes: tuple[str, ...]) -> Profile:
    """Return the profile, made once a day; stop the page with a message where it cannot be."""
    name = (pack.manifest.place, pack.manifest.version)
    try:
        with st.spinner("Working out the profile…"):
            return _profile(_maker(pack, name), (*name, *codes), codes, date.today())
    except HetGeoError as error:
        st.error(str(error), title="This profile cannot be made")
        st.stop()


@st.cache_resource(show_spinner=False, max_entries=4)
def _maker(_pack: Pack, name: tuple[str, str]) -> ProfileMaker:
    return ProfileMaker(_pack)


@st.cache_resource(show_spinner=False, max_entries=256)
def _profile(
    _maker: ProfileMaker, name: tuple[str, ...], codes: tuple[str, ...], today: date
) -> Profile:
    return _maker.profile(codes, today)


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
    name = (profile.place.code, profile.pack_version, str(profile.made), *profile.subject.codes)
    document = _document(pack, name, profile)
    st.html(f"<style>.hg-doc {{ {style()} }}</style>")
    st.html(
        f'<div class="hg-doc"><h1>{escape(document.title)}</h1>'
        f'<p class="lead">{escape(document.lead)}</p></div>'
    )
    _offer_overlapping(profile)
    show_files(pack, profile)
    for number, section in enumerate(document.sections):
        words = [part for part in section.parts if not isinstance(part, Drawing)]
        st.html(f'<div class="hg-doc">{section_html(section, number, words)}</div>')
        for i, part in enumerate(part for part in section.parts if isinstance(part, Drawing)):
            drawing = f'<div class="hg-doc">{picture_html(part, f"{number}-{i}")}</div>'
            drawing_component(key=f"profile-{number}-{i}", data=drawing)


def _offer_overlapping(profile: Profile) -> None:
    """Offer the neighbourhoods on whose ground a ward lies that none fits best."""
    row = st.container(horizontal=True)
    for area in profile.subject.overlapping:
        row.button(
            f"Profile of {area.label}",
            key=f"overlapping-{area.code}",
            on_click=_remember,
            args=((area.code,),),
        )


@st.cache_resource(show_spinner=False, max_entries=128)
def _document(_pack: Pack, name: tuple[str, ...], _profile: Profile) -> Document:
    return document_of(_profile, _pack)
