"""Principles: the eight, their gaps in three lenses, where they live, and whether they close."""

import streamlit as st

from het_geo.atlas.gaps.principle import EVERYONE, ORDERS, blanks_of
from het_geo.geography import Level, the
from het_geo.sentences.gap_statements import statements
from het_geo.ui.choose import mark_area
from het_geo.ui.gap_parts import (
    show_blanks,
    show_certainty,
    show_change,
    show_chosen,
    show_deprivation,
    show_exposure,
    show_exposures,
    show_lenses,
    show_where,
)
from het_geo.ui.load import current_pack, place_choice
from het_geo.ui.map import send_shapes
from het_geo.ui.own_making import show_overlap
from het_geo.ui.pictures import show_over_time
from het_geo.ui.principle_lists import show_gap_list, show_gap_note, show_outcomes
from het_geo.ui.principles import indicator_choices, order_choice, principle_choice
from het_geo.ui.shelf import atlas_of, key_of
from het_geo.ui.show import (
    show_age,
    show_sources,
    show_statement,
    show_text,
    show_title,
)
from het_geo.ui.tenths import show_tenths

pack = current_pack()
place_choice()
show_title(f"{pack.title}: how wide are the gaps, and are they closing?")
choice, number, order, room = principle_choice(pack)
indicator_choices(pack, choice, number, order, room)
show_text(f"Principle {number}: {pack.catalogue.principles[number].label}", "hg-asked")
gap = atlas_of(pack).gap(choice)
said = atlas_of(pack).keep(
    ("said of a gap", *key_of(pack, gap.view)), lambda: statements(gap, pack.catalogue)
)
show_statement(said["headline"], "hg-headline")
if not gap.reason:
    show_text(said["closing"].text)
show_age(pack, gap.view)
show_chosen(gap.view, choice.area)
show_overlap(pack, gap.view)
if number == EVERYONE:
    show_title("Whose places? By ethnic group", small=True)
    show_exposure(pack, gap)
if not gap.reason:
    show_title(f"{gap.view.indicator.label}: the gap, three ways", small=True)
    show_lenses(said)
if number == EVERYONE:
    show_title("Every indicator, by the places where ethnic groups live", small=True)
    show_exposures(pack)
else:
    show_title(f"The indicators of this principle, {ORDERS[order][2]}", small=True)
    show_gap_note(pack, choice, number, order)
    order_choice(order)
    show_gap_list(pack, choice, number, order)
if not gap.reason:
    left, right = st.columns(2, gap="medium")
    with left:
        show_title(f"{gap.view.indicator.label} along deprivation", small=True)
        show_deprivation(pack, gap, said)
    with right:
        show_title("Is the gap closing?", small=True)
        show_change(pack, gap, said)
    with send_shapes(pack, Level.LSOA):
        show_where(pack, choice, gap, said, lambda code: mark_area(pack, code))
    show_certainty(pack, gap, said, choice.area)
else:
    show_over_time(pack, gap.view, choice.area)
show_tenths(pack, number)
show_title(f"Outcomes for {the(pack.title)} as a whole", small=True)
show_outcomes(pack, number)
show_blanks(blanks_of(pack, number))
show_sources(pack, gap.view)
