"""England's neighbourhoods and its districts' outlines, simplified on one grid."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from het_geo import boundaries
from het_geo.errors import SourceError
from het_geo.grids import BRITISH_NATIONAL_GRID

TOLERANCE_M = 60.0  # decision 9: a town stays recognisable, the file stays below 3 MB
GRID_M = 10


def simplified(shapes: gpd.GeoDataFrame, codes: pd.Index, where: str) -> NDArray[np.object_]:
    """Return the shapes of ``codes``, in their order, simplified with shared borders kept.

    Args:
        shapes: ``area_code`` and geometry of every neighbourhood.
        codes: sorted.
        where: the source, for messages.

    Returns:
        Polygons in metres (EPSG:27700).

    Raises:
        SourceError: for a code without a shape, or whose shape is lost.
    """
    metres = boundaries.select(shapes, codes, where).to_crs(BRITISH_NATIONAL_GRID)
    found = boundaries.simplify_coverage(metres.geometry.values, TOLERANCE_M)
    lost = shapely.is_empty(found)
    if lost.any():
        raise SourceError(f"{where}: the shape of {codes[lost.argmax()]} is lost when simplified.")
    return found


def outlines(
    shapes: NDArray[np.object_], groups: pd.Series
) -> tuple[NDArray[np.object_], pd.Index]:
    """Return one shape a group of neighbourhoods, and the groups, sorted.

    They are made of the simplified neighbourhoods, so the borders of both coincide.
    """
    whole = pd.Series(shapes).groupby(groups.to_numpy()).agg(shapely.coverage_union_all)
    return whole.to_numpy(), whole.index
