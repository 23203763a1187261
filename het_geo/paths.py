"""GeoJSON shapes as SVG paths: one flat projection for a place, whole units, no screen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

WIDTH = 10_000  # units across a drawing: a few metres each for a district


@dataclass(frozen=True)
class Drawing:
    """Paths by area code inside one view box (``x y width height``)."""

    width: int
    height: int
    paths: Mapping[str, str]


@dataclass(frozen=True)
class Projection:
    """An equirectangular projection around a place's middle latitude, scaled to ``WIDTH``."""

    west: float
    north: float
    per_degree_x: float
    per_degree_y: float
    height: int

    def path(self, geometry: Mapping[str, Any]) -> str:
        """Return the SVG path of a Polygon or MultiPolygon."""
        parts = geometry["coordinates"]
        polygons = [parts] if geometry["type"] == "Polygon" else parts
        return "".join(self._ring(ring) for polygon in polygons for ring in polygon)

    def _ring(self, ring: Iterable[list[float]]) -> str:
        points = [
            (
                round((x - self.west) * self.per_degree_x),
                round((self.north - y) * self.per_degree_y),
            )
            for x, y, *_ in ring
        ]
        return "M" + "L".join(f"{x} {y}" for x, y in points[:-1]) + "Z"


def projection(features: Iterable[Mapping[str, Any]]) -> Projection:
    """Return the projection that fits all ``features`` (GeoJSON, EPSG:4326) across the drawing."""
    points = [
        point for feature in features for point in _points(feature["geometry"]["coordinates"])
    ]
    if not points:
        return Projection(0.0, 0.0, 1.0, 1.0, WIDTH)
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / (((east - west) * squeeze) or 1.0)
    return Projection(west, north, scale * squeeze, scale, round((north - south) * scale) or 1)


def draw(features: Mapping[str, Mapping[str, Any]], fit: Projection) -> Drawing:
    """Return the paths of ``features``, by area code, in the given projection."""
    paths = {code: fit.path(feature["geometry"]) for code, feature in features.items()}
    return Drawing(WIDTH, fit.height, paths)


def _points(part: Any) -> Iterable[list[float]]:
    if isinstance(part[0], int | float):
        yield part
        return
    for inner in part:
        yield from _points(inner)
