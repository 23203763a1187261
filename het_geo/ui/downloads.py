"""What a page offers to take away: exactly what is on screen, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from het_geo.exports.framed import as_png, framed
from het_geo.exports.plain import marked
from het_geo.exports.street_map import to_street_map
from het_geo.exports.table import file_name, to_csv, to_geojson
from het_geo.fonts import carried
from het_geo.pack import Pack
from het_geo.pictures import choropleth
from het_geo.ui.show import show_title
from het_geo.views import IndicatorView

Made = tuple[str, str, str, Callable[[], Any]]


def show_downloads(pack: Pack, view: IndicatorView, area: str) -> None:
    """Offer the view as a table, as shapes, as a picture and as a street map for a browser."""
    show_title("Take this view away", small=True)
    made: list[Made] = [
        ("Table (CSV)", "csv", "text/csv", lambda: marked(to_csv(pack, view))),
        ("Shapes (GeoJSON)", "geojson", "application/geo+json", lambda: to_geojson(pack, view)),
        ("Map (PNG)", "png", "image/png", lambda: as_png(_map(pack, view, area))),
        ("Map (SVG)", "svg", "image/svg+xml", lambda: carried(_map(pack, view, area))),
        ("Street map (HTML)", "html", "text/html", lambda: to_street_map(pack, view, area)),
    ]
    row = st.container(horizontal=True)
    for label, ending, mime, data in made:
        row.download_button(
            label,
            data=data,
            file_name=file_name(view, pack.manifest.version, ending),
            mime=mime,
            on_click="ignore",
            key=f"download-{ending}",
        )


def _map(pack: Pack, view: IndicatorView, area: str) -> str:
    outlined = f" ({view.label(area)} outlined)" if area in view.table.index else ""
    title = f"{view.place}: {view.indicator.label}, {view.period.label}{outlined}"
    return framed(choropleth(pack, view, area), pack, view, title, date.today())
