"""A chart or picture on a page, with its files to take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from het_geo import clock
from het_geo.atlas.views import IndicatorView
from het_geo.fonts import carried
from het_geo.geography import area_label
from het_geo.pack.model import Pack
from het_geo.pictures.scale import of_what
from het_geo.pictures.svg import Picture
from het_geo.pictures.time import time_picture
from het_geo.render.framed import as_png, chart_picture, framed
from het_geo.render.table import file_name
from het_geo.sentences.over_time import told_over_time
from het_geo.ui.kit import drawing_component
from het_geo.ui.shelf import atlas_of, key_of
from het_geo.ui.show import show_text, show_title
from het_geo.ui.theme import chart_on_page

if TYPE_CHECKING:
    import altair as alt


def show_picture(  # noqa: PLR0917 - what it is of, how it is made, its name and title, what varies
    pack: Pack,
    view: IndicatorView,
    make: Callable[[], Picture],
    name: str,
    title: str,
    varies: tuple[str, ...] = (),
) -> None:
    """Show a picture; its SVG and PNG are made when asked for, with title, source and date.

    ``varies`` is what the picture depends on besides the view: the chosen area.
    """
    key = ("picture", *key_of(pack, view), name, title, *varies)
    picture = atlas_of(pack).keep(key, make)
    drawing_component(key=f"drawn-{name}", data=picture.on_page())

    _offer(pack, view, name, lambda: framed(picture, pack, view, title, clock.today()))


def show_chart(  # noqa: PLR0917 - what it is of, how it is made, its name and title, what varies
    pack: Pack,
    view: IndicatorView,
    make: Callable[[], alt.Chart | alt.LayerChart],
    name: str,
    title: str,
    varies: tuple[str, ...] = (),
) -> None:
    """Show an Altair chart, with its files as :func:`show_picture` has them.

    A chart is made once for each: writing it takes Altair longer than the rest of the page.
    """
    key = ("chart", *key_of(pack, view), name, title, *varies)
    spec: dict[str, Any] = atlas_of(pack).keep(key, lambda: make().to_dict())
    st.vega_lite_chart(chart_on_page(spec), width="stretch")

    def svg() -> str:
        return framed(chart_picture(spec), pack, view, title, clock.today())

    _offer(pack, view, name, svg)


def show_over_time(pack: Pack, view: IndicatorView, area: str) -> None:
    """Show how the area (or the place) and the benchmark changed, or why no change is told."""
    key = ("over time", *key_of(pack, view), area)
    table, said = atlas_of(pack).keep(key, lambda: told_over_time(pack, view, area))
    if not said:
        return
    show_title(f"Over time: {of_what(view)}", small=True)
    if table.empty:
        show_text(said)
        return
    title = f"{view.indicator.label} over time: {area_label(pack.areas, area or pack.district)}"
    show_picture(pack, view, lambda: time_picture(view, table, said), "over-time", title, (area,))
    show_text(said)


def _offer(pack: Pack, view: IndicatorView, name: str, svg: Callable[[], str]) -> None:
    """Offer a picture as SVG and PNG, made when asked for."""
    made: dict[str, tuple[str, str, Callable[[], Any]]] = {
        "svg": ("SVG", "image/svg+xml", lambda: carried(svg())),
        "png": ("PNG", "image/png", lambda: as_png(svg())),
    }
    key = f"picture-{name}"
    with st.popover("Download picture", type="tertiary", key=key, on_change="rerun") as box:
        if not box.open:  # the buttons are sent once they are asked for
            return
        for ending, (label, mime, data) in made.items():
            st.download_button(
                label,
                data=data,
                file_name=f"{name}-{file_name(view, pack.manifest.version, ending)}",
                mime=mime,
                on_click="ignore",
                key=f"{name}-{ending}",
                width="stretch",
            )
