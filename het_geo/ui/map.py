"""The map: a plain SVG component of our own. Geometry is sent once, values after.

Why not folium for the choropleth: docs/decisions/0003-the-map.md has the choice and its figures.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from het_geo import paths, sentences, words
from het_geo.geography import Level
from het_geo.pack import Pack
from het_geo.spatial import Cluster
from het_geo.ui.palette import shades
from het_geo.ui.results import key_of
from het_geo.views import IndicatorView, area_label

ASSETS = Path(__file__).parent / "assets"

_shapes = st.components.v2.component("het_geo_shapes", js=(ASSETS / "shapes.js").read_text("utf-8"))
_map = st.components.v2.component(
    "het_geo_map",
    js=(ASSETS / "map.js").read_text("utf-8"),
    css=(ASSETS / "map.css").read_text("utf-8"),
)


# How areas that belong to a cluster are outlined: each kind its own line, besides its colour.
CLUSTER_MARKS = {
    Cluster.HIGH: ("high", "Thick line: high among high neighbours"),
    Cluster.LOW: ("low", "Dashed line: low among low neighbours"),
    Cluster.HIGH_OUTLIER: ("odd", "Dotted line: unlike its neighbours"),
    Cluster.LOW_OUTLIER: ("odd", "Dotted line: unlike its neighbours"),
}


def draw_map(  # noqa: PLR0917 - a place, a view, a selection, its effect
    pack: Pack,
    view: IndicatorView,
    area: str,
    picked: Callable[[str], None],
    clusters: pd.Series | None = None,
    name: str = "map",
) -> None:
    """Draw the areas of a view; ``picked`` is called with a code before the run it causes.

    ``clusters`` (area code to :class:`~het_geo.spatial.Cluster`) are outlined; ``name`` tells maps
    on different pages apart.
    """
    key = f"{pack.manifest.place}-{pack.manifest.version}-{view.level}"

    def on_picked() -> None:
        code = st.session_state[name].picked
        picked(code if code in view.table.index else "")

    kept = _values((*key_of(pack, view), key), view, key)
    values = kept | {"selected": area} | _marks(clusters) | {"ring": _ring(pack, view, area)}
    _map(key=name, data=values, on_picked_change=on_picked)
    # Streamlit sends a message that it has sent before as a hash alone, so this costs no bytes
    # after the first time.
    _shapes(key=f"{name}-shapes", data=_geometry(pack, view.level, key), height=1)


def _ring(pack: Pack, view: IndicatorView, area: str) -> str:
    """Return the outline of a chosen ward or MSOA that is not itself drawn; "" else."""
    if not area or area in view.table.index:
        return ""
    level = Level(pack.areas.loc[area, "level"])
    key = f"{pack.manifest.place}-{pack.manifest.version}-{level}"
    return str(_geometry(pack, level, key)["areas"][area][1])


def _marks(clusters: pd.Series | None) -> dict[str, Any]:
    """Return which areas are outlined and how, with the words of the legend."""
    if clusters is None:
        return {"marks": {}, "marks_legend": []}
    known = clusters[clusters != Cluster.NONE]
    marks = {str(code): CLUSTER_MARKS[Cluster(kind)][0] for code, kind in known.items()}
    legend = {name: text for name, text in CLUSTER_MARKS.values() if name in marks.values()}
    return {"marks": marks, "marks_legend": list(legend.items())}


@st.cache_resource(show_spinner=False, max_entries=256)
def _values(name: tuple[str, ...], _view: IndicatorView, shapes: str) -> dict[str, Any]:
    """Return what changes with the indicator: classes, sentences, legend; made once for each."""
    view = _view
    classes = view.classes.of
    codes = view.table.index
    return {
        "shapes": shapes,
        "title": f"Map of {view.place}: {view.indicator.label}, {view.period.label}",
        "class": {
            code: int(classes[code])
            if code in classes.index
            else str(view.table.loc[code, "status"])
            for code in codes
        },
        "say": {code: sentences.short(view, code) for code in codes},
        "colours": shades(view.classes.k, view.indicator.polarity),
        "legend": _legend(view),
    }


def _legend(view: IndicatorView) -> dict[str, Any]:
    edges, counts = view.classes.edges, view.classes.counts
    rows = [_span(view, low, high) for low, high in pairwise(edges)]
    if view.classes.k == 1:
        rows = [f"{sentences.figure(view, edges[0])} everywhere"]
    worse = {-1: "darker is worse", 1: "darker is worse", 0: "darker is higher"}
    without = int(view.table["value"].isna().sum())
    value = view.chosen.value
    return {
        "title": f"{view.indicator.label} ({worse[view.indicator.polarity]})",
        "rows": rows,
        "counts": [words.count_of(n, "area", "areas") for n in counts],
        "none": f"No figure: {words.count_of(without, 'area', 'areas')}" if without else "",
        "benchmark": ""
        if pd.isna(value)
        else f"{view.chosen.name}: {sentences.figure(view, value)}",
        "benchmark_class": _class_of(value, edges),
    }


def _span(view: IndicatorView, low: float, high: float) -> str:
    first, last = sentences.figure(view, low), sentences.figure(view, high)
    return first if first == last else f"{first} to {last}"


def _class_of(value: float, edges: tuple[float, ...]) -> int:
    """Return the class a value would fall in, or -1 outside them all."""
    for index, (low, high) in enumerate(pairwise(edges)):
        if low <= value <= high:
            return index
    return -1


@st.cache_resource(show_spinner=False, max_entries=8)
def _geometry(_pack: Pack, level: Level, key: str) -> dict[str, Any]:
    """Return what never changes for a pack and level: paths, names, ward outlines."""
    fit = paths.projection(_pack.shapes[Level.DISTRICT].values())
    areas = paths.draw(_pack.shapes[level], fit)
    outlines = paths.draw(_pack.shapes[Level.WARD], fit) if level == Level.LSOA else None
    return {
        "key": key,
        "width": areas.width,
        "height": areas.height,
        "areas": {
            code: [area_label(_pack.areas, code), path] for code, path in areas.paths.items()
        },
        "outlines": list(outlines.paths.values()) if outlines else [],
    }
