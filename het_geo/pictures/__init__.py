"""Pictures as SVG, from results alone: the same drawing for a page, a file and a document.

A picture is drawn once, ``WIDTH`` points wide, with its horizontal places in per cent: a page
stretches it to the room it has without a script, a file draws it at its nominal width.
"""

from het_geo.pictures.area_map import area_map
from het_geo.pictures.choropleth import choropleth
from het_geo.pictures.ranked import ranked_picture
from het_geo.pictures.strip import strip_picture
from het_geo.pictures.svg import Picture
from het_geo.pictures.time import time_picture

__all__ = [
    "Picture",
    "area_map",
    "choropleth",
    "ranked_picture",
    "strip_picture",
    "time_picture",
]
