"""GeoJSON shapes as SVG paths: one flat projection for a place, whole units, no screen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

WIDTH = 10_000  # units across a drawing: a few metres each for a district


@dataclass(frozen=True)
class Paths:
    """Paths by area code inside one view box (``x y width height``)."""

    width: int
    height: int
    paths: Mapping[str, str]


@dataclass(frozen=True)
class Projection:
    """Web Mercator, scaled to ``WIDTH``: the projection of street tiles, true to shape locally.

    ``west`` is in degrees, ``north`` in degrees stretched as Mercator does, ``scale`` units of the
    drawing for each.
    """

    west: float
    north: float
    scale: float
    height: int

    def point(self, longitude: float, latitude: float) -> tuple[int, int]:
        """Return where a point (EPSG:4326) stands in the drawing."""
        x = (longitude - self.west) * self.scale
        return round(x), round((self.north - stretched(latitude)) * self.scale)

    def path(self, geometry: Mapping[str, Any]) -> str:
        """Return the SVG path of a Polygon or MultiPolygon."""
        return "".join(map(self._ring, rings_of(geometry)))

    def _ring(self, ring: Iterable[list[float]]) -> str:
        points = [self.point(x, y) for x, y, *_ in ring]
        return "M" + "L".join(f"{x} {y}" for x, y in points[:-1]) + "Z"


def rings_of(geometry: Mapping[str, Any]) -> list[list[list[float]]]:
    """Return the rings of a Polygon or MultiPolygon, holes among them, as lists of points.

    >>> square = [[0, 0], [1, 0], [1, 1], [0, 0]]
    >>> rings_of({"type": "Polygon", "coordinates": [square]}) == [square]
    True
    >>> rings_of({"type": "MultiPolygon", "coordinates": [[square], [square]]}) == [square, square]
    True
    """
    parts = geometry["coordinates"]
    polygons = [parts] if geometry["type"] == "Polygon" else parts
    return [ring for polygon in polygons for ring in polygon]


def stretched(latitude: float) -> float:
    """Return a latitude as Mercator stretches it, in degrees.

    >>> round(stretched(0.0), 6), round(stretched(51.9), 3)
    (0.0, 60.924)
    """
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))


def projection(features: Iterable[Mapping[str, Any]]) -> Projection:
    """Return the projection that fits all ``features`` (GeoJSON, EPSG:4326) across the drawing."""
    points = [
        point for feature in features for point in _points(feature["geometry"]["coordinates"])
    ]
    if not points:
        return Projection(0.0, 0.0, 1.0, WIDTH)
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = (stretched(edge(p[1] for p in points)) for edge in (min, max))
    scale = WIDTH / ((east - west) or 1.0)
    return Projection(west, north, scale, round((north - south) * scale) or 1)


def draw(features: Mapping[str, Mapping[str, Any]], fit: Projection) -> Paths:
    """Return the paths of ``features``, by area code, in the given projection."""
    paths = {code: fit.path(feature["geometry"]) for code, feature in features.items()}
    return Paths(WIDTH, fit.height, paths)


def _points(part: Any) -> Iterable[list[float]]:
    if isinstance(part[0], int | float):
        yield part
        return
    for inner in part:
        yield from _points(inner)
