"""A chart on a page, with its files to take away."""

from __future__ import annotations

from datetime import date

import altair as alt
import streamlit as st

from het_geo.exports.pictures import captioned, to_png, to_svg
from het_geo.exports.table import file_name
from het_geo.pack import Pack
from het_geo.views import IndicatorView


def show_chart(
    pack: Pack, view: IndicatorView, chart: alt.Chart | alt.LayerChart, name: str, title: str
) -> None:
    """Show a chart; its SVG and PNG are made when asked for, with title, source and date."""
    st.altair_chart(chart, width="stretch")

    def spec() -> dict:
        return captioned(chart.to_dict(), pack, view, title, date.today())

    made = {
        "svg": ("SVG", "image/svg+xml", lambda: to_svg(spec())),
        "png": ("PNG", "image/png", lambda: to_png(spec())),
    }
    with st.popover("Download picture", type="tertiary", key=f"picture-{name}"):
        for ending, (label, mime, data) in made.items():
            file = file_name(view, pack.manifest.version, ending)
            st.download_button(
                label,
                data=data,
                file_name=f"{name}-{file}",
                mime=mime,
                on_click="ignore",
                key=f"{name}-{ending}",
                width="stretch",
            )
