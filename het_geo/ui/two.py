"""Two indicators against each other, below the areas of the Compare page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from het_geo import clock
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.notice import Notice
from het_geo.beside.two import can_be_set, levels_of_both, two_indicators
from het_geo.beside.two_layout import two_sections, two_statement
from het_geo.geography import Level, shortened
from het_geo.pack.model import Pack
from het_geo.render.markup import asset
from het_geo.render.two import TWO_FORMATS, two_stem
from het_geo.ui import link
from het_geo.ui.lists import select
from het_geo.ui.notices import show_notice
from het_geo.ui.offer import makers, offer_files
from het_geo.ui.shelf import atlas_of
from het_geo.ui.show import chapter_of, show_chapter, show_statement, show_text, show_title
from het_geo.ui.two_far import held_pack, is_over_offered, over_choice, show_far
from het_geo.words import capital

AGAINST = "against"  # the second indicator, in a link
CHOOSE = "Choose a figure"
HOW = (
    "Do two figures go together over areas? Choose two, to see every area by both, and how surely "
    "they go together."
)


def two_choice(pack: Pack) -> tuple[str, str, str, DeltaGenerator]:
    """Let a person choose two indicators, and over which areas; "" for what is not chosen.

    The last is where the kind of area is chosen.
    """
    known = can_be_set(atlas_of(pack))
    one = _asked(pack, known, link.asked().get("indicator", ""))
    other = _asked(pack, known, st.query_params.get(AGAINST, ""))
    several = bool(one and other) and is_over_offered(pack)
    columns = st.columns([3, 3, 2, 2] if several else [3, 3, 2])
    lists = (
        ("Figure", one, "compare-one", _to_one),
        ("Against", other, "compare-against", partial(link.put_one, AGAINST)),
    )
    labels = {name: pack.catalogue.indicators[name].label for name in known} | {"": CHOOSE}
    for column, (label, current, key, chosen) in zip(columns, lists, strict=False):
        with column:
            select(label, ["", *known], current, labels.__getitem__, key, chosen)
    with columns[2]:
        over = over_choice(pack) if one and other else ""
    return one, other, over, columns[-1]


def level_choice(atlas: Atlas, one: str, other: str) -> Level | None:
    """Let a person choose the kind of area, of those that have both; ``None`` where none has."""
    levels = levels_of_both(atlas, one, other)
    level = _level(levels) if levels else None
    if level and len(levels) > 1:
        select(
            "Areas",
            [str(item) for item in levels],
            str(level),
            lambda item: capital(Level(item).many),
            "compare-level",
            lambda item: link.put({**link.asked(), "level": item}),
        )
    return level


def _asked(pack: Pack, known: Sequence[str], name: str) -> str:
    """Return an indicator that a link asks for; "" with a notice where it cannot be set."""
    if not name or name in known:
        return name
    indicator = pack.catalogue.indicators.get(name)
    said = f"The link names an indicator this explorer does not know, “{shortened(name)}”."
    if indicator is not None:
        said = (
            f"“{indicator.label}” cannot be set against another figure here: it is a rank, tenth, "
            "class or count, or has no figures for areas inside the place."
        )
    show_notice(Notice(said))
    return ""


def _to_one(name: str) -> None:
    link.put({**link.asked(), "indicator": name, "period": ""})


def _level(levels: Sequence[Level]) -> Level:
    """Return the level that the link asks for, where both figures have it; else the first."""
    asked = link.asked().get("level", "")
    return next((level for level in levels if str(level) == asked), levels[0])


def show_two(pack: Pack, codes: Sequence[str]) -> None:
    """Show two indicators against each other, the chosen areas marked."""
    show_title("Two figures against each other", small=True)
    one, other, over, beside = two_choice(pack)
    if not (one and other):
        show_text(HOW)
        return
    st.html(f"<style>.hg-doc {{ {asset('page.css')} }}</style>")
    held = held_pack(pack, over)
    if held is None:
        show_far(pack, over, (one, other), codes)
        return
    with beside:
        level = level_choice(atlas_of(held), one, other)
    _show_held(held, (one, other), level, codes if held is pack else ())


def _show_held(
    pack: Pack, names: tuple[str, str], level: Level | None, codes: Sequence[str]
) -> None:
    """Show two indicators over the areas of a place that has a pack."""
    atlas, today = atlas_of(pack), clock.today()
    if level is None:
        show_text("No kind of area has both figures: choose another.")
        return
    found = two_indicators(atlas, *names, level, codes)
    show_statement(two_statement(found, pack.catalogue), "hg-headline")
    sections = two_sections(found, pack.catalogue, today)
    if sections:
        make = makers(TWO_FORMATS, pack, found)
        stem = two_stem(atlas, found)
        offer_files("Take these two along", "compare-two", make, lambda _: stem)
    for number, section in enumerate(sections, start=100):  # behind those of the areas above
        show_chapter(chapter_of([(number, section)]))
