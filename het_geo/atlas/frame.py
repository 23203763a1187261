"""A view as a table with shapes, for whoever works in Python: a GeoDataFrame, a row an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from het_geo.atlas.views import IndicatorView
from het_geo.figures import NUMBERS
from het_geo.pack.model import Pack

if TYPE_CHECKING:
    import geopandas as gpd


def frame_of(pack: Pack, view: IndicatorView) -> gpd.GeoDataFrame:
    """Return the areas of a view with their figures and outlines.

    Returns:
        Indexed by ``area_code`` in the pack's order, in EPSG:4326: ``area``, the columns of
        :data:`het_geo.figures.NUMBERS` in the unit of the indicator (NaN where not known),
        ``status``, ``verdict`` against the view's benchmark, and ``geometry``. ``attrs`` say what
        it is: ``indicator``, ``unit``, ``period``, ``compared_with``, ``sources``, ``attribution``.
    """
    import geopandas as gpd  # noqa: PLC0415 - takes half a second, and no page needs it
    from shapely.geometry import shape  # noqa: PLC0415

    shapes = pack.shapes[view.level]
    table = view.table[["label", *NUMBERS, "status"]].rename(columns={"label": "area"})
    table["verdict"] = view.verdicts.map(str)
    outlines = [shape(shapes[str(code)]["geometry"]) for code in table.index]
    found = gpd.GeoDataFrame(table, geometry=outlines, crs="EPSG:4326").rename_axis("area_code")
    found.attrs = {
        "indicator": view.indicator.label,
        "unit": view.unit.id,
        "period": view.period.label,
        "compared_with": view.chosen.name,
        "sources": [source.title for source in view.sources],
        "attribution": list(dict.fromkeys(source.attribution for source in view.sources)),
    }
    return found
