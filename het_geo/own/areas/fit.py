"""Which neighbourhoods a drawn line means, and whom that gains and loses.

The rule and the estimate: docs/methods.md#own-areas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

from het_geo import words

STEP = 10  # people: an estimate is said to the nearest ten
RULE = (
    "A line takes in a neighbourhood if the middle of where its people live (the "
    "population-weighted centroid) is inside the line."
)
HOW = (
    "Estimated as if people lived evenly over the land of their neighbourhood, and rounded to the "
    "nearest ten."
)


@dataclass(frozen=True)
class LineFit:
    """The neighbourhoods that fit a polygon best.

    Args:
        members: their codes, in the pack's order; none where no centroid lies inside.
        people: who live in them.
        outside: of these, about how many live on land outside the polygon.
        left: about how many live on land inside it, in neighbourhoods that are not among them.
        beyond: the share (0 to 1) of the polygon's own land that lies outside the district.
        nearest: where there are no members: the neighbourhood whose centroid is nearest.
    """

    members: tuple[str, ...]
    people: float
    outside: float
    left: float
    beyond: float
    nearest: str = ""


def fitted(
    polygons: Sequence[Any],
    centroids: pd.DataFrame,
    shapes: Mapping[str, Mapping[str, Any]],
    population: pd.Series,
) -> tuple[LineFit, ...]:
    """Return the best fit of each polygon.

    Args:
        polygons: shapely polygons in degrees of WGS 84.
        centroids: ``lon`` and ``lat`` of each neighbourhood's population-weighted centroid, by
            code, in the pack's order.
        shapes: a GeoJSON feature of each neighbourhood, by code.
        population: people of each neighbourhood, by code.
    """
    codes = [str(code) for code in centroids.index]
    flat = _flat(float(centroids["lat"].mean()))
    outlines = np.array([shape(shapes[code]["geometry"]) for code in codes], dtype=object)
    land = shapely.make_valid(shapely.transform(outlines, flat))
    points = flat(centroids[["lon", "lat"]].to_numpy(dtype=float))
    people = population.reindex(centroids.index).to_numpy(dtype=float)
    return tuple(
        _fit(shapely.transform(one, flat), codes, points, land, people) for one in polygons
    )


def about(people: float) -> str:
    """Return an estimate of people in words.

    >>> about(1_234.0), about(7.0), about(0.2)
    ('about 1,230', 'about 10', 'nobody')
    >>> about(4.0)
    'hardly anyone'
    """
    rounded = round(people / STEP) * STEP
    few = "hardly anyone" if people >= 0.5 else "nobody"  # of a person: a half is none
    return f"about {words.whole(rounded)}" if rounded else few


def fit_said(fit: LineFit) -> str:
    """Return what a line takes in and leaves out, in words; it has taken in something."""
    made = words.count_of(len(fit.members), "neighbourhood", "neighbourhoods")
    taken = f"The line takes in {made}, where {words.whole(fit.people)} people live."
    outside = f"Living outside it, but counted: {about(fit.outside)}."
    return f"{taken} {outside} Living inside it, but not counted: {about(fit.left)}."


def _fit(
    polygon: Any,
    codes: Sequence[str],
    points: NDArray[np.float64],
    land: NDArray[np.object_],
    people: NDArray[np.float64],
) -> LineFit:
    shapely.prepare(polygon)
    taken = np.asarray(shapely.intersects_xy(polygon, points[:, 0], points[:, 1]))
    inside = np.zeros(len(codes))
    near = np.flatnonzero(shapely.intersects(polygon, land))
    inside[near] = shapely.area(shapely.intersection(polygon, land[near]))
    share = np.clip(inside / shapely.area(land), 0.0, 1.0)
    nearest = ""
    if not taken.any():
        away = shapely.distance(polygon, shapely.points(points))
        nearest = codes[int(np.argmin(away))]
    return LineFit(
        members=tuple(code for code, is_in in zip(codes, taken, strict=True) if is_in),
        people=float(people[taken].sum()),
        outside=float((people * (1 - share))[taken].sum()),
        left=float((people * share)[~taken].sum()),
        beyond=float(np.clip(1 - inside.sum() / polygon.area, 0.0, 1.0)),
        nearest=nearest,
    )


def _flat(latitude: float) -> Any:
    """Return what makes degrees of a district alike in both directions.

    Shares of land and which point is nearest need no metres: over one district a degree is of one
    length to within one part in a hundred.
    """
    scale = np.array([np.cos(np.radians(latitude)), 1.0])
    return lambda corners: corners * scale
