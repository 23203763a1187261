"""From the British National Grid to areas and degrees: means of 1 km cells by overlap, points."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

CELL_M = 1000.0
BRITISH_NATIONAL_GRID = 27700
WHOLE = 0.99  # the share of an area that cells must cover; the rest is rounding of coastlines


def degrees(points: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitudes and latitudes (EPSG:4326) of ``x`` and ``y`` in metres (EPSG:27700)."""
    moved = Transformer.from_crs(BRITISH_NATIONAL_GRID, 4326, always_xy=True)
    lon, lat = moved.transform(points["x"].to_numpy(float), points["y"].to_numpy(float))
    return np.asarray(lon), np.asarray(lat)


def overlaps(cells: pd.Index, shapes: gpd.GeoSeries) -> pd.DataFrame:
    """Return which cells overlap which areas, and by how much.

    Args:
        cells: cell centres as "x y" in metres of EPSG:27700.
        shapes: area shapes, indexed by area code, in any reference system.

    Returns:
        Rows ``area_code``, ``cell``, ``share`` (of the area that lies in the cell, 0 to 1).
    """
    centres = np.array([cell.split() for cell in cells], dtype=float)
    half = CELL_M / 2
    west, south = centres[:, 0] - half, centres[:, 1] - half
    squares = shapely.box(west, south, west + CELL_M, south + CELL_M)
    window = gpd.GeoSeries(
        [shapely.box(west.min(), south.min(), west.max() + CELL_M, south.max() + CELL_M)],
        crs=BRITISH_NATIONAL_GRID,
    )
    near = shapes[shapes.intersects(window.to_crs(shapes.crs).iloc[0])]
    areas = near.to_crs(BRITISH_NATIONAL_GRID).make_valid()
    if areas.empty:
        return pd.DataFrame({"area_code": [], "cell": [], "share": []})
    which, cell = shapely.STRtree(squares).query(areas.values, predicate="intersects")
    part = shapely.area(shapely.intersection(areas.values[which], squares[cell]))
    return pd.DataFrame(
        {
            "area_code": areas.index.to_numpy()[which],
            "cell": np.asarray(cells)[cell],
            "share": part / shapely.area(areas.values)[which],
        }
    )


def area_means(values: pd.Series, pairs: pd.DataFrame) -> pd.Series:
    """Return the area-weighted mean of cell values for each area that cells cover whole.

    Args:
        values: one value a cell, indexed by "x y".
        pairs: from :func:`overlaps`.

    Returns:
        One value an area; areas with less than 99 % of their area under cells with a value are
        left out, since nothing is known of the rest.
    """
    found = pairs.assign(value=pairs["cell"].map(values)).dropna(subset=["value"])
    found["product"] = found["value"] * found["share"]
    total = found.groupby("area_code")[["product", "share"]].sum()
    whole = total[total["share"] >= WHOLE]
    return whole["product"] / whole["share"]
