"""The table of all figures by age, to look at and to take away."""

from __future__ import annotations

import streamlit as st

from het_geo import clock
from het_geo.files import csv_of
from het_geo.pack.model import Pack
from het_geo.render.plain import inert_table, marked
from het_geo.sentences.ages import NONE_KNOWN, ages_said, ages_table
from het_geo.ui.shelf import atlas_of
from het_geo.ui.show import show_text, show_title
from het_geo.ui.tables import show_rows

WIDTHS = {"Newer edition": "medium", "Said by": "large"}  # of few rows, and long in those


def show_ages(pack: Pack) -> None:
    """Show how old every indicator's newest figures are, and offer that as a CSV file."""
    today = clock.today()
    table = atlas_of(pack).keep(("table of ages", today), lambda: ages_table(pack, today))
    show_title("How old the figures are", small=True)
    show_text(ages_said(table, today))
    link = st.column_config.LinkColumn
    show_rows(
        table.replace("", None),
        most=480,
        missing=NONE_KNOWN,
        key="ages",
        config={
            "Link": link(display_text="Publisher’s page"),
            "Where it is said": link(display_text="Page"),
            **{name: st.column_config.TextColumn(width=wide) for name, wide in WIDTHS.items()},
        },
    )
    st.download_button(
        "Ages (CSV)",
        data=lambda: marked(csv_of(inert_table(table.replace("", NONE_KNOWN)))),
        file_name=f"{pack.manifest.place}-ages-{today.isoformat()}-{pack.manifest.version}.csv",
        mime="text/csv",
        on_click="ignore",
        key="download-ages",
    )
