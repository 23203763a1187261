"""The Profile page: its document chapter by chapter, and its files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from het_geo import clock
from het_geo.errors import HetGeoError
from het_geo.journey.written import WrittenLine, project_lines
from het_geo.pack.model import Pack
from het_geo.profiles.layout import document_of
from het_geo.profiles.model import Profile
from het_geo.profiles.profile import profile_of
from het_geo.render.files import FORMATS, ProfileFormat
from het_geo.render.markup import asset, piece
from het_geo.render.minute import MINUTE_FORMATS
from het_geo.ui import link
from het_geo.ui.journey_beside import journey_of
from het_geo.ui.offer import offer_files
from het_geo.ui.shelf import atlas_of
from het_geo.ui.show import chapter_of, show_chapter


def profile_of_choice(pack: Pack, codes: tuple[str, ...], name: str = "") -> Profile:
    """Return the profile, made once a day; stop the page with a message where it cannot be."""
    try:
        with st.spinner("Working out the profile…"):
            here = project_lines(journey_of(pack).written, pack.areas, codes)
            return _made(pack, codes, name, here)
    except HetGeoError as error:
        st.error(str(error), title="This profile cannot be made")
        st.stop()


def _made(
    pack: Pack, codes: tuple[str, ...], name: str, projects: tuple[WrittenLine, ...]
) -> Profile:
    atlas, today = atlas_of(pack), clock.today()
    key = ("profile", codes, name, today, projects)
    return atlas.keep(key, lambda: profile_of(atlas, codes, today, name, projects))


def show_files(pack: Pack, profile: Profile, codes: tuple[str, ...], name: str) -> None:
    """Offer the first page, and all in every format, behind one button: what is read comes first.

    A file is made when it is asked for. The buttons hold no profile, as a session remembers them
    for minutes after its browser has gone: see ``OpenPack``.
    """
    again = partial(_made, pack, codes, name, profile.projects)
    kinds = (*MINUTE_FORMATS.values(), *FORMATS.values())
    stem = profile.file_stem
    made = {kind: partial(_file, kind, again, pack) for kind in kinds}
    offer_files("Take it along", "profile", made, lambda _: stem)


def _file(kind: ProfileFormat, again: Callable[[], Profile], pack: Pack) -> bytes:
    return kind.make(again(), pack)


def show_profile(pack: Pack, codes: tuple[str, ...], name: str) -> None:
    """Show the document of the areas' profile: the same that its files hold."""
    profile = profile_of_choice(pack, codes, name)
    about = (profile.subject.name, *profile.subject.codes)
    key = ("document", profile.made, profile.projects, *about)
    document = atlas_of(pack).keep(key, lambda: document_of(profile, pack))
    st.html(f"<style>.hg-doc {{ {asset('page.css')} }}</style>")
    st.html(piece("explorer.html", "head", document))
    _offer_overlapping(profile)
    show_files(pack, profile, codes, name)
    chapters = (chapter_of(one) for one in document.chapters)
    for chapter in atlas_of(pack).keep(("chapters", *key), lambda: tuple(chapters)):
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
