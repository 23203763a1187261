"""Shapes: chosen for a place, checked, simplified with shared borders kept, and written."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from het_geo.errors import SourceError
from het_geo.grids import BRITISH_NATIONAL_GRID

TOLERANCE_M = 10.0  # on top of the publisher's 20 m: invisible on a page, a smaller download
DEGREES = 6  # decimals of a degree: about 0.1 m


def select(shapes: gpd.GeoDataFrame, codes: pd.Index, where: str) -> gpd.GeoDataFrame:
    """Return the shapes with these codes, one row a code, parts of one code joined.

    Raises:
        SourceError: a code has no shape; the first is named.
    """
    found = shapes[shapes["area_code"].isin(codes)]
    absent = codes.difference(pd.Index(found["area_code"]))
    if len(absent):
        raise SourceError(f"{where}: no shape for {len(absent)} areas (first: {absent[0]}).")
    found = found.assign(geometry=[_polygons(shape) for shape in found.geometry.make_valid()])
    if found["area_code"].duplicated().any():
        found = found.dissolve("area_code", as_index=False)
    return found.sort_values("area_code").reset_index(drop=True)


def _polygons(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the polygons of a shape: mending a ring can leave stray lines and points."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])


def simplify(shapes: gpd.GeoDataFrame, tolerance_m: float = TOLERANCE_M) -> gpd.GeoDataFrame:
    """Simplify a coverage (areas that share borders) without opening gaps between neighbours."""
    metres = shapes.to_crs(BRITISH_NATIONAL_GRID)
    found = simplify_coverage(metres.geometry.values, tolerance_m)
    return metres.set_geometry(gpd.GeoSeries(found, crs=BRITISH_NATIONAL_GRID)).to_crs(4326)


def simplify_coverage(metres: NDArray[np.object_], tolerance_m: float) -> NDArray[np.object_]:
    """Do the same to polygons in metres, in their order."""
    clean = shapely.coverage_clean(metres)
    return np.asarray(shapely.coverage_simplify(clean, tolerance_m))


def overlaps(small: gpd.GeoDataFrame, wards: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the ground that each neighbourhood and each ward have in common.

    Args:
        small: neighbourhood shapes with ``area_code``.
        wards: ward shapes with ``area_code``, as their publisher outlines them.

    Returns:
        A row for each two that overlap: ``area``, ``ward`` (codes), ``of_area`` and ``of_ward``
        (the common ground as a share, 0 to 1, of the one and the other).
    """
    metres = small[["area_code", "geometry"]].to_crs(BRITISH_NATIONAL_GRID)
    ground = wards[["area_code", "geometry"]].to_crs(BRITISH_NATIONAL_GRID)
    parts = gpd.overlay(metres, ground, how="intersection", keep_geom_type=True)
    common = parts.area.groupby([parts["area_code_1"], parts["area_code_2"]]).sum()
    found = common.rename("m2").rename_axis(["area", "ward"]).reset_index()
    whole = metres.set_index("area_code").area, ground.set_index("area_code").area
    return found.assign(
        of_area=found["m2"] / found["area"].map(whole[0]),
        of_ward=found["m2"] / found["ward"].map(whole[1]),
    )


def ward_shares(shared: pd.DataFrame, best_fit: pd.Series) -> pd.DataFrame:
    """Return how much of each neighbourhood's area lies in its best-fit ward.

    Args:
        shared: see :func:`overlaps`.
        best_fit: the ward code of each neighbourhood.

    Returns:
        Indexed by neighbourhood: ``ward_share`` (0 to 1) and ``most_area_in`` (the ward that holds
        most of its area).
    """
    # Two that share no ground have no row, and share 0 of it: nothing is missing here.
    table = shared.pivot(index="area", columns="ward", values="of_area").fillna(0.0)
    own = [table.loc[code].get(best_fit[code], 0.0) for code in table.index]
    return pd.DataFrame(
        {"ward_share": own, "most_area_in": table.idxmax(axis=1)}, index=table.index
    ).rename_axis("area_code")


def to_geojson(shapes: gpd.GeoDataFrame) -> str:
    """Return GeoJSON text (RFC 7946): EPSG:4326, six decimals, one feature a line.

    Outlines run against the clock and holes with it, as the standard asks.
    """
    lines = []
    for row in shapes.itertuples():
        geometry = json.loads(shapely.to_geojson(shapely.orient_polygons(row.geometry)))
        geometry["coordinates"] = _rounded(geometry["coordinates"])
        feature = {
            "type": "Feature",
            "id": row.area_code,
            "properties": {"area_code": row.area_code, "name": row.name},
            "geometry": geometry,
        }
        lines.append(json.dumps(feature, separators=(",", ":"), ensure_ascii=False))
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def _rounded(part: list) -> list:  # type: ignore[type-arg]
    if isinstance(part[0], int | float):
        return [round(number, DEGREES) for number in part]
    return [_rounded(inner) for inner in part]
