"""A view as a street map to open in a browser: one HTML file, made by folium.

The file holds its shapes, figures and words. Leaflet and the street tiles come from the internet
when it is opened: that is what a street map needs by its nature.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup, escape

from het_geo.atlas.views import IndicatorView
from het_geo.classes import INK, SELECTED
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.pictures.map_values import legend, letters
from het_geo.render.markup import page
from het_geo.render.table import attribution
from het_geo.sentences import headlines

NONE = "#cccccc"  # areas without a figure, which the tip says


def to_street_map(pack: Pack, view: IndicatorView, area: str = "") -> str:
    """Return a street map of a view as HTML, each area with its sentence, ``area`` outlined."""
    # A third of a second each to import: not before a map is asked for.
    import folium  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    west, south, east, north = shapely.from_geojson(
        json.dumps(next(iter(pack.shapes[Level.DISTRICT].values()))["geometry"])
    ).bounds
    drawn = folium.Map(tiles="OpenStreetMap", attr="© OpenStreetMap contributors")
    drawn.fit_bounds([[south, west], [north, east]])
    folium.GeoJson(
        _features(pack, view, area),
        style_function=lambda feature: feature["properties"]["style"],
        tooltip=folium.GeoJsonTooltip(["says"], aliases=[""], labels=False, sticky=True),
    ).add_to(drawn)
    root: Any = drawn.get_root()
    source = f"{'; '.join(s.title for s in view.sources)}. {attribution(pack, view)}."
    caption = page("street_map.html", view=view, legend=legend(view), source=source, pack=pack)
    title = Markup("<title>{}</title>").format(
        f"{view.place}: {view.indicator.label}, {view.period.label}"
    )
    for place, name, markup in ((root.html, "caption", caption), (root.header, "title", title)):
        told: Any = folium.Element("{{ this.markup }}")  # text itself would be read as a template
        told.markup = markup
        place.add_child(told, name=name)
    return str(root.render()).replace("<html>", '<html lang="en-GB">', 1)


def _features(pack: Pack, view: IndicatorView, area: str) -> dict[str, Any]:
    """Return the shapes with a colour and a sentence each; sentences are escaped for HTML."""
    colours = [row.fill for row in legend(view).rows]
    marks = dict(zip(view.table.index, letters(view)))
    features = []
    for code, feature in pack.shapes[view.level].items():
        mark = marks[code]
        style = {
            "fillColor": colours[int(mark)] if mark.isdigit() else NONE,
            "fillOpacity": 0.6,
            "color": SELECTED if code == area else INK,
            "weight": 4 if code == area else 1,
        }
        says = str(escape(headlines.short(view, code)))
        features.append({**feature, "properties": {"says": says, "style": style}})
    return {"type": "FeatureCollection", "features": features}
