"""A chart on a page, with its files to take away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import altair as alt
import streamlit as st

from het_geo.exports.pictures import captioned, to_png, to_svg
from het_geo.exports.table import file_name
from het_geo.pack import Pack
from het_geo.ui.results import key_of
from het_geo.views import IndicatorView

Chart = alt.Chart | alt.LayerChart


def show_chart(  # noqa: PLR0917 - what it is of, how it is made, its name and title, what varies
    pack: Pack,
    view: IndicatorView,
    make: Callable[[], Chart],
    name: str,
    title: str,
    varies: tuple[str, ...] = (),
) -> None:
    """Show a chart; its SVG and PNG are made when asked for, with title, source and date.

    ``varies`` is what the chart depends on besides the view: the chosen area. A chart is made once
    for each: writing it takes Altair longer than the rest of the page.
    """
    spec = _spec((*key_of(pack, view), name, title, *varies), make)
    st.vega_lite_chart(dict(spec), width="stretch")
    made = {
        "svg": ("SVG", "image/svg+xml", lambda: to_svg(_captioned(spec, pack, view, title))),
        "png": ("PNG", "image/png", lambda: to_png(_captioned(spec, pack, view, title))),
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


def _captioned(spec: dict[str, Any], pack: Pack, view: IndicatorView, title: str) -> dict[str, Any]:
    return captioned(spec, pack, view, title, date.today())


@st.cache_resource(show_spinner=False, max_entries=512)
def _spec(key: tuple[str, ...], _make: Callable[[], Chart]) -> dict[str, Any]:
    return _make().to_dict()
