"""Made-up files that a visitor could bring: shapes in every format, and where to bring them."""

import io
import json
import tempfile
import warnings
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import shape

from het_geo.geography import Level

DRIVERS = {"geojson": "GeoJSON", "gpkg": "GPKG", "kml": "LIBKML", "shp": "ESRI Shapefile"}
NORTH, SOUTH = shapely.box(-0.45, 51.88, -0.40, 51.90), shapely.box(-0.45, 51.86, -0.40, 51.88)
GRID = 27700


def zipped(*members, how=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return made.getvalue()


def frame(*shapes, names=(), crs=4326, **columns):
    """Return shapes given in degrees as a table in a coordinate system (None: in no one)."""
    columns = {"name": list(names) or [f"A{n}" for n in range(len(shapes))], **columns}
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs=4326).to_crs(crs or 4326)


def written(table, kind):
    """Return a table as a file: geojson, gpkg, kml, kmz or shp (zipped)."""
    suffix = "kml" if kind == "kmz" else kind
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table.to_file(f"{folder}/layer.{suffix}", driver=DRIVERS[suffix])
        parts = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
    if kind == "shp":
        return zipped(*parts.items())
    return zipped(("doc.kml", parts["layer.kml"])) if kind == "kmz" else parts[f"layer.{kind}"]


def geojson(*coordinates, kind="Polygon", **others):
    """Return a GeoJSON file of shapes by their coordinates."""
    features = [
        {"type": "Feature", "properties": {"name": f"A{n}"},
         "geometry": {"type": kind, "coordinates": one}}
        for n, one in enumerate(coordinates)
    ]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features, **others}).encode()


def localities(pack, count=10):
    """Return made-up localities, and the neighbourhoods whose people live in each.

    No locality of the place is meant: each is a band of neighbourhoods from west to east, whose
    corners were moved by up to 3 metres, alike where two meet. Where the people of a neighbourhood
    live around a point of another one, they are of that one's band.
    """
    small = pack.areas_at(Level.LSOA)
    outlines = {code: shape(pack.shapes[Level.LSOA][code]["geometry"]) for code in small.index}
    bands = np.array_split(small["lon"].sort_values().index.to_numpy(), count)
    joined = [shapely.union_all([outlines[code] for code in band]) for band in bands]
    moved = [shapely.transform(one, lambda at: at + 3e-5 * np.sin(1e5 * at)) for one in joined]
    names = [f"Made-up locality {n}" for n in range(1, count + 1)]
    table = frame(*shapely.make_valid(moved), names=names, crs=GRID)
    points = shapely.points(small[["lon", "lat"]].to_numpy())
    home = {
        code: next((c for c in small.index if outlines[c].covers(point)), code)
        for code, point in zip(small.index, points, strict=True)
    }
    held = [frozenset(code for code in home if home[code] in set(band)) for band in bands]
    return table.rename(columns={"name": "locality"}), held
