"""A map as part of a picture: shapes in whole units, hatching, labels where they fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

from het_geo.classes import HATCH, INK
from het_geo.pictures.names import LINE, PlacedName
from het_geo.pictures.paths import WIDTH as ACROSS
from het_geo.pictures.paths import Projection, projection, rings_of
from het_geo.pictures.svg import WIDTH, Letters, tag, words

UNITS = 700  # along the longer side of a map: finer than a page shows
Features = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Panel:
    """A map in its own units, drawn into a box of a picture.

    ``left`` and ``wide`` (per cent) and ``top`` and ``high`` (points) are the box; ``point`` is how
    many units one point is at the picture's nominal width.
    """

    fit: Projection
    width: int
    height: int
    left: float
    wide: float
    top: float
    high: float
    point: float

    def drawn(self, *parts: str) -> str:
        """Return the map's parts in their box, as large as fits, in the middle."""
        return tag(
            "svg",
            *parts,
            x=f"{self.left:g}%",
            width=f"{self.wide:g}%",
            y=self.top,
            height=self.high,
            viewBox=f"-6 -6 {self.width + 12} {self.height + 12}",
            preserveAspectRatio="xMidYMid meet",
        )

    def shape(self, feature: Mapping[str, Any], fill: str, stroke: str, thick: float) -> str:
        """Return the outline of a feature; ``thick`` is in points."""
        return self.shapes([feature], fill, stroke, thick)

    def shapes(
        self, features: Iterable[Mapping[str, Any]], fill: str, stroke: str, thick: float
    ) -> str:
        """Return the outlines of features that look alike, as one path."""
        path = "".join(self.path(feature["geometry"]) for feature in features)
        return self._stroked(tag("path", d=path), stroke, thick, fill=fill)

    def filled(self, areas: Features, fills: Mapping[str, str], stroke: str, thick: float) -> str:
        """Return areas each with its own fill (by code), their outlines alike."""
        paths = (
            tag("path", d=self.path(area["geometry"]), fill=fills[code])
            for code, area in areas.items()
        )
        return self._stroked("".join(paths), stroke, thick)

    def _stroked(self, paths: str, stroke: str, thick: float, fill: str | None = None) -> str:
        width = round(thick * self.point, 1)
        style = {"stroke": stroke, "stroke_width": width, "stroke_linejoin": "round", "fill": fill}
        return tag("g", paths, fill_rule="evenodd", **style)

    def path(self, geometry: Mapping[str, Any]) -> str:
        """Return the SVG path of a Polygon or MultiPolygon, by steps from point to point."""
        return "".join(map(self._ring, rings_of(geometry)))

    def _ring(self, ring: Iterable[list[float]]) -> str:
        points = [self.fit.point(x, y) for x, y, *_ in ring]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points) if a != b]
        if not steps:
            return ""
        return f"M{points[0][0]} {points[0][1]}l{' '.join(f'{x} {y}' for x, y in steps)}Z"

    def name(
        self, feature: Mapping[str, Any], text: str, letters: Letters, size: float = 13
    ) -> str:
        """Return a name in the roomiest part of a feature, or "" where it has no room."""
        middle, radius = self._roomiest(feature["geometry"])
        if radius * 2 < letters.room(text, size) * self.point:
            return ""
        return self._named(text, middle, size)

    def number(self, feature: Mapping[str, Any], text: str, size: float = 20) -> str:
        """Return a number in the roomiest part of a feature, also where it has little room."""
        middle, _ = self._roomiest(feature["geometry"])
        return self._named(text, middle, size, font_weight=700)

    def dot(self, feature: Mapping[str, Any], text: str, size: float = 14) -> str:
        """Return a dot with a number in it, in the roomiest part of a feature."""
        (x, y), _ = self._roomiest(feature["geometry"])
        around = tag(
            "circle", cx=round(x), cy=round(y), r=round(size * self.point, 1), fill=INK,
            stroke="#ffffff", stroke_width=round(2 * self.point, 1),
        )  # fmt: skip
        inside = tag(
            "text", words(text), x=round(x), y=round(y + size * self.point * 0.36),
            text_anchor="middle", font_size=round(size * self.point, 1), font_weight=700,
            fill="#ffffff",
        )  # fmt: skip
        return around + inside

    def _named(self, text: str, middle: tuple[float, float], size: float, **style: object) -> str:
        return tag(
            "text",
            words(text),
            x=round(middle[0]),
            y=round(middle[1] + size * self.point * 0.35),
            text_anchor="middle",
            font_size=round(size * self.point, 1),
            fill=INK,
            stroke="#ffffff",
            stroke_width=round(3.5 * self.point, 1),
            stroke_linejoin="round",
            paint_order="stroke",
            **style,
        )

    def written(self, name: PlacedName, sizes: tuple[float, float]) -> str:
        """Return a placed name in letters between two sizes (points), "" where it has no room."""
        least, most = (size * self.point for size in sizes)
        if name.size < least:
            return ""
        size = min(name.size, most) / self.point
        first = name.y - (len(name.lines) - 1) * LINE * size * self.point / 2
        lines = enumerate(name.lines)
        return "".join(
            self._named(text, (name.x, first + i * LINE * size * self.point), size)
            for i, text in lines
        )

    def _roomiest(self, geometry: Mapping[str, Any]) -> tuple[tuple[float, float], float]:
        return roomiest(geometry, self.fit)


def roomiest(geometry: Mapping[str, Any], fit: Projection) -> tuple[tuple[float, float], float]:
    """Return the middle and radius of the largest circle inside a shape, in a map's units."""

    def points(held: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.array([fit.point(x, y) for x, y in held], dtype=float)

    there = shapely.transform(shape(geometry), points)
    if not there.is_valid:
        there = there.buffer(0)
    circle = shapely.maximum_inscribed_circle(there, tolerance=4)
    (x, y), _ = circle.coords
    return (x, y), float(circle.length)


def panel(
    features: Iterable[Mapping[str, Any]],
    *,
    left: float,
    wide: float,
    top: float,
    high: float,
    across: float = WIDTH,
) -> Panel:
    """Return the map that holds all features in a box of a picture ``across`` points wide."""
    fit = projection(features)
    shrunk = UNITS / max(ACROSS, fit.height)
    width, height = round(ACROSS * shrunk), max(1, round(fit.height * shrunk))
    fit = replace(fit, scale=fit.scale * shrunk, height=height)
    point = max((width + 12) / (wide / 100 * across), (height + 12) / high)
    return Panel(fit, width, height, left, wide, top, high, point)


def hatches(point: float = 1.0) -> str:
    """Return hatchings: of areas without a figure, of one withheld, over one that may be chance."""
    return tag(
        "defs",
        _hatch("hg-none", 45, 7 * point, point),
        _hatch("hg-withheld", -45, 4 * point, point),
        _hatch("hg-chance", 45, 5 * point, point / 1.4, under="none", ink=INK),
    )


def _hatch(
    name: str, turn: int, step: float, point: float, *, under: str = "#ffffff", ink: str = HATCH
) -> str:
    side = round(step, 1)
    return tag(
        "pattern",
        tag("rect", width=side, height=side, fill=under),
        tag("rect", width=round(1.4 * point, 1), height=side, fill=ink),
        id=name,
        width=side,
        height=side,
        patternUnits="userSpaceOnUse",
        patternTransform=f"rotate({turn})",
    )
