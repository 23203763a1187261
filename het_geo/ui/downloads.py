"""What a page offers to take away: exactly what is on screen, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from het_geo.exports.street_map import to_street_map
from het_geo.exports.table import file_name, to_csv, to_geojson
from het_geo.pack import Pack
from het_geo.views import IndicatorView

Made = tuple[str, str, str, Callable[[], Any]]


def show_downloads(pack: Pack, view: IndicatorView, area: str) -> None:
    """Offer the view as a table, as shapes, and as a street map to open in a browser."""
    made: list[Made] = [
        ("Table (CSV)", "csv", "text/csv", lambda: to_csv(pack, view)),
        ("Shapes (GeoJSON)", "geojson", "application/geo+json", lambda: to_geojson(pack, view)),
        ("Street map (HTML)", "html", "text/html", lambda: to_street_map(pack, view, area)),
    ]
    for column, (label, ending, mime, data) in zip(st.columns(len(made)), made):
        column.download_button(
            label,
            data=data,
            file_name=file_name(view, pack.manifest.version, ending),
            mime=mime,
            on_click="ignore",
            key=f"download-{ending}",
            width="stretch",
        )
