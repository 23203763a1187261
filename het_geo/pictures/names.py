"""Where a name fits in a shape: in one line or in several, as large as has room.

A name stands whole inside its own shape, so that no two of them can meet: shapes do not overlap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.pictures.paths import Projection
from het_geo.pictures.svg import OWN, Letters

LINE, LETTER = 1.1, 0.9  # font sizes: from line to line, and how high one line is
MOST_LINES = 3
TOLERANCE = 0.01  # of a shape's size: how exactly its roomiest part is found
GROWS = 1.02  # how much a box grows at a time
# Where else it may stand, in steps: first where it is, then about it, near before far.
_AROUND = np.array(sorted(product(range(-2, 3), repeat=2), key=lambda at: math.hypot(*at)), float)


class PlacedName(NamedTuple):
    """A name in lines around its middle, and the largest font size it has room for, in units."""

    lines: tuple[str, ...]
    x: int
    y: int
    size: float


def names_over(
    pack: Pack, level: Level, fit: Projection, letters: Letters = OWN
) -> list[PlacedName]:
    """Return the names on a map of a level: its areas' own, of neighbourhoods those of wards."""
    named = Level.WARD if level == Level.LSOA else level
    if named not in (Level.WARD, Level.MSOA, Level.OWN):
        return []
    areas = pack.areas_at(named)
    names = areas["msoa_name"].where(areas["msoa_name"].ne(""), areas["name"])
    return place_names(pack.shapes[named], dict(names.items()), fit, letters)


def place_names(
    features: Mapping[str, Mapping[str, Any]],
    names: Mapping[str, str],
    fit: Projection,
    letters: Letters = OWN,
) -> list[PlacedName]:
    """Return where each name has most room in its feature; one without any shape has none.

    Args:
        features: GeoJSON features by area code.
        names: what each is called.
        fit: the projection of the drawing.
        letters: whose letters they are in.
    """
    shapes = {code: drawn(features[code]["geometry"], fit) for code in names if code in features}
    found = (place_name(there, names[code], letters) for code, there in shapes.items())
    return [name for name in found if name]


def drawn(geometry: Mapping[str, Any], fit: Projection) -> shapely.Geometry:
    """Return a GeoJSON geometry in the units of a drawing, valid."""

    def points(there: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.array([fit.point(x, y) for x, y in there], dtype=float)

    found = shapely.transform(shape(geometry), points)
    return found if found.is_valid else found.buffer(0)


def place_name(there: shapely.Geometry, name: str, letters: Letters = OWN) -> PlacedName | None:
    """Return where a name has most room in a shape; ``None`` where there is no shape or name.

    A box of a text's proportions fits where the largest circle does, once the shape is stretched
    so that the box is a square: the square inside that circle, and what that can grow to.
    """
    if there.is_empty or not name.strip():
        return None
    placed = (_placed(there, lines, letters) for lines in broken(name))
    return max(placed, key=lambda one: one.size)


def _placed(there: shapely.Geometry, lines: tuple[str, ...], letters: Letters) -> PlacedName:
    wide = max(letters.room(line, 1.0) for line in lines)
    aspect = wide / (LETTER + LINE * (len(lines) - 1))
    stretched = shapely.transform(there, lambda points: points * (1.0, aspect))
    circle = shapely.maximum_inscribed_circle(stretched, TOLERANCE * math.sqrt(stretched.area))
    found, side = _grown(stretched, circle.coords[0], circle.length * math.sqrt(2))
    x, y = _middle(stretched, found, side)
    return PlacedName(lines, round(x), round(y / aspect), side / wide)


def _grown(
    there: shapely.Geometry, found: tuple[float, float], side: float
) -> tuple[tuple[float, float], float]:
    """Return the middle and the side of a square in a shape, grown as far as moving it helps.

    The square inside the largest circle seldom is the largest square. Only names are placed so:
    the last part in a hundred is worth no more time.
    """
    shapely.prepare(there)
    (x, y), step = found, side / 4
    while step > side / 64:
        half = side * GROWS / 2
        xs, ys = x + step * _AROUND[:, 0], y + step * _AROUND[:, 1]
        boxes = shapely.box(xs - half, ys - half, xs + half, ys + half)
        fits = np.flatnonzero(shapely.contains(there, boxes))
        if len(fits):
            x, y, side = float(xs[fits[0]]), float(ys[fits[0]]), side * GROWS
        else:
            step /= 2
    return (x, y), side


def _middle(
    there: shapely.Geometry, found: tuple[float, float], side: float
) -> tuple[float, float]:
    """Return the shape's own middle where the square has room there too: of a band, not its end."""
    x, y = there.centroid.coords[0]
    square = shapely.box(x - side / 2, y - side / 2, x + side / 2, y + side / 2)
    return (x, y) if there.contains(square) else found


def broken(name: str) -> Iterable[tuple[str, ...]]:
    """Return a name in one line, and in each greater number the lines as even as words allow.

    >>> list(broken("Stopsley & Bushmead"))
    [('Stopsley & Bushmead',), ('Stopsley', '& Bushmead'), ('Stopsley', '&', 'Bushmead')]
    """
    parts = name.split()
    for count in range(1, min(MOST_LINES, len(parts)) + 1):
        yield _even(parts, count)


def _even(parts: list[str], count: int) -> tuple[str, ...]:
    """Return words in so many lines, the longest of which is as short as it can be."""
    if count == 1:
        return (" ".join(parts),)
    ways = (
        (" ".join(parts[:end]), *_even(parts[end:], count - 1))
        for end in range(1, len(parts) - count + 2)
    )
    return min(ways, key=lambda lines: max(map(len, lines)))
