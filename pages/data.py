"""Data: what is in the pack, from whom, under what licence."""

import streamlit as st

from het_geo.atlas.asked import named
from het_geo.geography import the
from het_geo.sentences.catalogue import indicators_table, sources_table
from het_geo.ui.ages import show_ages
from het_geo.ui.how_we_know import show_how_we_know
from het_geo.ui.link import area_asked
from het_geo.ui.load import current_pack, place_choice
from het_geo.ui.notices import show_notice
from het_geo.ui.open_data import show_open_data
from het_geo.ui.own_data import show_own_data
from het_geo.ui.search import areas_of_link
from het_geo.ui.shelf import atlas_of
from het_geo.ui.show import show_text, show_title
from het_geo.ui.tables import show_rows

pack = current_pack()
place_choice()
asked = areas_of_link(pack, area_asked())
for said in asked.notices:
    show_notice(said)
show_title(f"The data behind the {pack.title} explorer")
show_text(
    f"Pack {pack.manifest.version} for {the(pack.title)} ({pack.manifest.code}). Each figure is "
    "its publisher’s own, or is worked out here from publishers’ figures: neighbourhoods are added "
    "up to wards, averages are weighted by people, figures of older areas are shared out to "
    "today’s (and marked so), and margins of error are added. Nothing is invented."
)
if asked.codes:
    show_text(f"It holds the figures of {named(pack, asked.codes)} and of all other areas here.")
show_own_data(pack)
show_title("Indicators", small=True)
keep = atlas_of(pack).keep
show_rows(keep(("table of indicators",), lambda: indicators_table(pack)), most=600)
show_title("Sources and licences", small=True)
links = {"Link": st.column_config.LinkColumn(display_text="Publisher’s page")}
sources = keep(("table of sources",), lambda: sources_table(pack))
show_rows(sources, most=400, config=links)
show_open_data(pack)
show_ages(pack)
show_how_we_know(pack.catalogue)
