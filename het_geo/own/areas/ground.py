"""The ground of a visitor's area: that of its neighbourhoods, as one shape."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import shapely
from shapely.geometry import shape

from het_geo.geography import Level
from het_geo.pack.model import Pack


def ground_of(pack: Pack, members: Iterable[str]) -> Any:
    """Return the outlines of neighbourhoods as one shapely shape, in degrees of WGS 84."""
    small = pack.shapes[Level.LSOA]
    return shapely.union_all([shape(small[one]["geometry"]) for one in members if one in small])
