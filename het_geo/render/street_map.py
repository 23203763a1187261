"""A view as a street map to open in a browser: one HTML file, made by folium.

The file holds its shapes, figures and words. Leaflet and the street tiles come from the internet
when it is opened: that is what a street map needs by its nature.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from het_geo.atlas.views import IndicatorView
from het_geo.classes import INK, SELECTED, shades
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.pictures.map_values import legend, letters
from het_geo.render.table import attribution
from het_geo.sentences import headlines

STYLE = (
    ".caption{position:fixed;bottom:1.5em;left:1em;z-index:9999;max-width:24em;background:#fff;"
    f"padding:.75em;font:14px/1.4 sans-serif;color:{INK}}}"
    ".caption ul{list-style:none;padding:0;margin:.5em 0}"
    ".caption i{display:inline-block;width:1.5em;height:1em;border:1px solid #74828f}"
)
NONE = "#cccccc"  # areas without a figure, which the tip says


def to_street_map(pack: Pack, view: IndicatorView, area: str = "") -> str:
    """Return a street map of a view as HTML, each area with its sentence, ``area`` outlined."""
    # A third of a second each to import: not before a map is asked for.
    import folium  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    west, south, east, north = shapely.from_geojson(
        json.dumps(next(iter(pack.shapes[Level.DISTRICT].values()))["geometry"])
    ).bounds
    page = folium.Map(tiles="OpenStreetMap", attr="© OpenStreetMap contributors")
    page.fit_bounds([[south, west], [north, east]])
    folium.GeoJson(
        _features(pack, view, area),
        style_function=lambda feature: feature["properties"]["style"],
        tooltip=folium.GeoJsonTooltip(["says"], aliases=[""], labels=False, sticky=True),
    ).add_to(page)
    root: Any = page.get_root()
    root.html.add_child(folium.Element(_caption(pack, view)))
    title = f"{view.place}: {view.indicator.label}, {view.period.label}"
    root.header.add_child(folium.Element(f"<title>{escape(title)}</title>"), name="title")
    return str(root.render()).replace("<html>", '<html lang="en-GB">', 1)


def _features(pack: Pack, view: IndicatorView, area: str) -> dict[str, Any]:
    """Return the shapes with a colour and a sentence each; sentences are escaped for HTML."""
    colours = shades(view.classes.k, view.indicator.judged_polarity)
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
        says = escape(headlines.short(view, code))
        features.append({**feature, "properties": {"says": says, "style": style}})
    return {"type": "FeatureCollection", "features": features}


def _caption(pack: Pack, view: IndicatorView) -> str:
    """Return title, legend and sources as a box over the map."""
    rows = legend(view)
    colours = shades(view.classes.k, view.indicator.judged_polarity)
    items = [
        f'<li><i style="background:{colour}"></i> {escape(text)}, {escape(count)}</li>'
        for colour, text, count in zip(colours, rows["rows"], rows["counts"])
    ]
    items += [f"<li>{escape(rows[key])}</li>" for key in ("none", "withheld") if rows[key]]
    if rows["benchmark"]:
        items.append(f"<li>{escape(rows['benchmark'])}</li>")
    source = f"{'; '.join(s.title for s in view.sources)}. {attribution(pack, view)}."
    return (
        f"<style>{STYLE}</style>"
        f'<div class="caption"><strong>{escape(rows["title"])}</strong>'
        f"<br>{escape(view.place)}, {escape(view.period.label)}<ul>{''.join(items)}</ul>"
        f"<small>{escape(source)} Pack {escape(pack.manifest.version)}.</small></div>"
    )
