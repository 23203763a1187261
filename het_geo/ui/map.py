"""The map: an SVG component of our own. Geometry is sent once, values after.

Why not folium for the choropleth: docs/decisions/0003-the-map.md has the choice and its figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pandas as pd
import streamlit as st

from het_geo import dates
from het_geo.atlas.change_view import ChangeView
from het_geo.atlas.views import IndicatorView
from het_geo.geography import Level, area_label
from het_geo.journey.projects import MIDDLE, ProjectMap
from het_geo.pack.model import Pack
from het_geo.pictures import paths
from het_geo.pictures.change_values import change_values
from het_geo.pictures.map_values import map_values
from het_geo.pictures.names import names_over
from het_geo.pictures.panel import roomiest
from het_geo.spatial import Cluster
from het_geo.ui.kit import map_component, ready, send_stored
from het_geo.ui.shelf import atlas_of, key_of

# Asked for only when a person switches streets on: terms at operations.osmfoundation.org.
TILES = {
    "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    "credit": "Streets © OpenStreetMap contributors",
    "link": "https://www.openstreetmap.org/copyright",
    "most": 19,
}


# How areas that belong to a cluster are outlined: each kind its own line, besides its colour.
CLUSTER_MARKS = {
    Cluster.HIGH: ("high", "Thick line: high among high neighbours"),
    Cluster.LOW: ("low", "Dashed line: low among low neighbours"),
    Cluster.HIGH_OUTLIER: ("odd", "Dotted line: unlike its neighbours"),
    Cluster.LOW_OUTLIER: ("odd", "Dotted line: unlike its neighbours"),
}

DRAWN = (Level.WARD, Level.LSOA, Level.MSOA, Level.OWN, Level.DISTRICT)


def draw_map(  # noqa: PLR0917 - a place, a view, a selection, its effect
    pack: Pack,
    view: IndicatorView,
    area: str,
    picked: Callable[[str], None],
    clusters: pd.Series | None = None,
    name: str = "map",
    early: Mapping[str, str] | None = None,
    change: ChangeView | None = None,
) -> None:
    """Draw the areas of a view; ``picked`` is called with a code before the run it causes.

    ``clusters`` (area code to :class:`~het_geo.spatial.Cluster`) are outlined; ``name`` tells maps
    on different pages apart; ``early`` names what the browser holds to answer a choice at once
    (:mod:`het_geo.ui.early`). Where there is a ``change`` of the view, that is painted instead.
    """

    def on_picked() -> None:
        code = st.session_state[name].picked
        picked(code if code in view.table.index else "")

    drawn = {
        "draw": "map",
        "shapes": shapes_key(pack, view.level),
        "selected": area,
        "ring": _ring(pack, view, area),
        "early": dict(early or {}),
    }
    map_component(
        key=name,
        data=_values(pack, view, change) | drawn | _marks(clusters),
        on_picked_change=on_picked,
    )


@contextmanager
def send_shapes(
    pack: Pack, first: str, projects: tuple[str, ProjectMap] | None = None
) -> Iterator[None]:
    """Send every level's shapes to the browser, once: outside what runs at each choice.

    Those of the level ``first`` go before what is shown inside, the rest after it. ``projects`` of
    the place's journey, with what they are called, are one kind of places more.
    """
    held = [level for level in DRAWN if level in pack.shapes]
    order = sorted(held, key=lambda level: level != first)
    _send(pack, order[0], projects)
    yield
    for level in order[1:]:
        _send(pack, level, projects)


def _send(pack: Pack, level: Level, projects: tuple[str, ProjectMap] | None) -> None:
    name = shapes_key(pack, level)
    if projects and projects[1].placed:
        data = geometry_of(pack, level)
        data = data | {"places": [*data["places"], project_places(pack, *projects)]}
        stored = ready(name, data)
    else:
        key = ("shapes, ready", level)
        stored = atlas_of(pack).keep(key, lambda: ready(name, geometry_of(pack, level)))
    send_stored(f"{level}-shapes", stored)


def project_places(pack: Pack, title: str, held: ProjectMap) -> dict[str, Any]:
    """Return projects as a kind of places on the map: a point for each area that has some."""
    fit = paths.projection(pack.shapes[Level.DISTRICT].values())
    points = []
    for one in held.placed:
        (x, y), _ = roomiest(pack.shapes[one.level][one.code]["geometry"], fit)
        names = "; ".join(f"{p.title} ({p.year})" for p in one.projects)
        points.append([round(x), round(y), f"{names}: somewhere in {one.label}"])
    return {"id": "projects", "one": f"{title}, by area", "note": MIDDLE, "points": points,
            "source": "Source: entered on the Journey page."}  # fmt: skip


def shapes_key(pack: Pack, level: Level) -> str:
    """Return what names the shapes of a level: a place's own are the same for every visitor."""
    place = pack.key if level == Level.OWN else f"{pack.manifest.place}-{pack.manifest.version}"
    return f"{place}-{level}"


def _ring(pack: Pack, view: IndicatorView, area: str) -> str:
    """Return the outline of a chosen ward or MSOA that is not itself drawn; "" else."""
    if not area or area in view.table.index:
        return ""
    level = Level(pack.areas.loc[area, "level"])
    return str(geometry_of(pack, level)["areas"][area][1])


def _marks(clusters: pd.Series | None) -> dict[str, Any]:
    """Return which areas are outlined and how, with the words of the legend."""
    if clusters is None:
        return {"marks": {}, "marks_legend": []}
    known = clusters[clusters != Cluster.NONE]
    marks = {str(code): CLUSTER_MARKS[Cluster(kind)][0] for code, kind in known.items()}
    legend = {name: text for name, text in CLUSTER_MARKS.values() if name in marks.values()}
    return {"marks": marks, "marks_legend": list(legend.items())}


def _values(pack: Pack, view: IndicatorView, change: ChangeView | None) -> dict[str, Any]:
    """Return what changes with the indicator; made once for each view."""
    if change is not None:
        key = ("map of change", *key_of(pack, view))
        return atlas_of(pack).keep(key, lambda: change_values(change))
    return atlas_of(pack).keep(("map", *key_of(pack, view)), lambda: map_values(view))


def geometry_of(pack: Pack, level: Level) -> dict[str, Any]:
    """Return what never changes for a pack and level, drawn once."""
    return atlas_of(pack).keep(("shapes", level), lambda: _drawn(pack, level))


def _drawn(pack: Pack, level: Level) -> dict[str, Any]:
    """Return what never changes for a pack and level: paths, names, outlines, the ground.

    ``outlines`` are those of wards, over neighbourhoods and own areas; ``edge`` is the district's,
    always drawn. ``bare``: some ground
    is in no area.
    """
    fit = paths.projection(pack.shapes[Level.DISTRICT].values())
    areas = paths.draw(pack.shapes[level], fit)
    under = level in (Level.LSOA, Level.OWN)
    outlines = paths.draw(pack.shapes[Level.WARD], fit) if under else None
    return {
        "width": areas.width,
        "height": areas.height,
        # An area without a shape keeps its place in the order: it is named, though not drawn.
        "areas": {
            code: [area_label(pack.areas, code), areas.paths.get(code, "")]
            for code in pack.codes(level)
        },
        "fit": "",  # said once of a page, by its headline
        "outlines": list(outlines.paths.values()) if outlines else [],
        "bare": level == Level.OWN,
        "names": names_over(pack, level, fit),
        "edge": "".join(paths.draw(pack.shapes[Level.DISTRICT], fit).paths.values()),
        "ground": {"west": fit.west, "north": fit.north, "scale": fit.scale},
        "tiles": TILES,
        "places": _places(pack, fit),
    }


def _places(pack: Pack, fit: paths.Projection) -> list[dict[str, Any]]:
    """Return the kinds of places that can be shown over the areas, each with its points."""
    kinds = []
    sources = {source.id: source for source in pack.manifest.source}
    for kind in pack.catalogue.point_kinds.values():
        rows = pack.points[pack.points["kind"] == kind.id]
        if rows.empty:
            continue
        named = [sources[name] for name in dict.fromkeys(rows["source"])]
        points = [
            [*fit.point(row.lon, row.lat), f"{row.name}, {row.detail}" if row.detail else row.name]
            for row in rows.itertuples(index=False)
        ]
        source = "; ".join(f"{s.title}, {dates.period(s.period)}. {s.attribution}" for s in named)
        kinds.append(
            {"id": kind.id, "one": kind.label, "note": kind.note, "source": f"Source: {source}.",
             "points": points}
        )  # fmt: skip
    return kinds
