"""The table of a pack's context points: read as it stands, and what must hold in it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pandas as pd
import shapely
from shapely.geometry import shape

from het_geo.catalogue.records import Catalogue
from het_geo.errors import PackError
from het_geo.pack.layout import rebuild

COLUMNS = ["kind", "name", "detail", "lon", "lat", "source"]
TEXT = [name for name in COLUMNS if name not in ("lon", "lat")]
FILE = "points.csv"
NEAR = 0.001  # degrees, about 100 m: what the simplified outline of a pack may leave outside


def read_points(path: Path) -> pd.DataFrame:
    """Read ``points.csv`` as it stands; ``KeyError`` or ``ValueError`` where it cannot be read."""
    types = dict.fromkeys(TEXT, str) | dict.fromkeys(("lon", "lat"), float)
    blank = {"lon": [""], "lat": [""]}
    frame = pd.read_csv(path, dtype=types, keep_default_na=False, na_values=blank)
    return frame[COLUMNS]


def check_points(
    points: pd.DataFrame,
    district: dict[str, Any],
    catalogue: Catalogue,
    described: Collection[str],
    slug: str,
) -> None:
    """Every point has a known kind and source, a name, and stands in the district.

    ``points`` are as :func:`read_points` gives them, ``district`` is the GeoJSON feature of the
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
    for column, wrong, what in faults:
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            raise PackError(
                f"data/{slug}/{FILE}: row {row + 2}, column '{column}': "
                f"'{points[column].iloc[row]}' is {what}. {rebuild(slug)}"
            )
