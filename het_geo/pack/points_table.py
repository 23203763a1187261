"""The table of a pack's context points: read as it stands, and what must hold in it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd
import shapely
from shapely.geometry import shape

from het_geo.catalogue.records import Catalogue
from het_geo.pack.faults import refuse
from het_geo.pack.schema import NUMBER, Column, Schema

SCHEMA = Schema(
    "Points for orientation",
    (
        Column("kind", "the kind of the place, such as school or pharmacy", needed=True),
        Column("name", "its name", needed=True),
        Column("detail", "what more its list says of it"),
        Column("lon", "longitude (EPSG:4326)", NUMBER, "degrees", needed=True),
        Column("lat", "latitude (EPSG:4326)", NUMBER, "degrees", needed=True),
        Column("source", "the source, as the list of sources names it", needed=True),
    ),
)
COLUMNS = SCHEMA.names
FILE = "points.csv"
NEAR = 0.001  # degrees, about 100 m: what the simplified outline of a pack may leave outside


def check_points(
    points: pd.DataFrame,
    district: dict[str, Any],
    catalogue: Catalogue,
    described: Collection[str],
    slug: str,
) -> None:
    """Every point has a known kind and source, a name, and stands in the district.

    ``points`` are as :data:`SCHEMA` reads them, ``district`` is the GeoJSON feature of the
    pack's district, ``described`` are the sources that the manifest describes.
    """
    outline = shape(district["geometry"]).buffer(NEAR)
    near = pd.Series(shapely.contains_xy(outline, points["lon"], points["lat"]), points.index)
    faults = [
        ("kind", ~points["kind"].isin(list(catalogue.point_kinds)), "no kind of the catalogue"),
        ("name", points["name"].str.strip() == "", "no name"),
        ("source", ~points["source"].isin(list(described)), "no source of the manifest"),
        ("lon", ~near, "outside the district (with its latitude)"),
        ("name", points.duplicated(), "a second row for one point"),
    ]
    refuse(FILE, points, slug, faults)
