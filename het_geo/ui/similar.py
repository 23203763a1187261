"""The most similar areas of England, on the Compare page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from het_geo import clock
from het_geo.beside.similar_layout import TITLE, similar_told
from het_geo.document import Section
from het_geo.pack.model import Pack
from het_geo.render.markup import asset
from het_geo.render.similar import SIMILAR_FORMATS
from het_geo.ui.offer import offer_files
from het_geo.ui.shelf import atlas_of
from het_geo.ui.show import chapter_of, show_chapter, show_title

FIRST = 200  # the number of its first section: behind those of the other parts of the page


def show_similar(pack: Pack, codes: Sequence[str]) -> None:
    """Show the areas of England most like those chosen; where none is, those like the place."""
    show_title(TITLE, small=True)
    atlas, today = atlas_of(pack), clock.today()
    asked = tuple(codes) or (pack.district,)
    key = ("most similar told", asked, today)
    found = atlas.keep(key, lambda: similar_told(atlas, asked, today))
    st.html(f"<style>.hg-doc {{ {asset('page.css')} }}</style>")
    if any(one.alike for one in found.found):
        make = {kind: partial(kind.make, found) for kind in SIMILAR_FORMATS.values()}
        offer_files("Take these along", "compare-similar", make, lambda kind: found.file_stem)
    sections: Sequence[Section] = found.document.sections
    for number, section in enumerate(sections, start=FIRST):
        show_chapter(chapter_of([(number, section)]))
