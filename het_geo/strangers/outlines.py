"""Polygons of a stranger's file in degrees, made whole: what a child answers.

:func:`read` is called by :mod:`het_geo.strangers.shapes` in a child process.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from het_geo.strangers.layers import Layer, layers_of, start
from het_geo.strangers.limits import StrangerError
from het_geo.strangers.shape_files import Kind, ready
from het_geo.strangers.systems import in_degrees

MOST_CORNERS = 300_000  # as they are brought
FINE, MOST_FINE = 20_000, 60_000  # beyond the first they are simplified, to at most the second
A_METRE = 1e-5  # degrees
_POLYGONS = (3, 6)  # types of geometry: Polygon, MultiPolygon
_COLLECTION = 7
_COLLECTIONS = 3  # collections within collections that are looked through
_CALLED = {0: "points", 1: "lines", 2: "lines", 4: "points", 5: "lines", 7: "mixed shapes"}
_NAMES = ("name", "locality", "locality_name", "area", "area_name", "title", "label", "ward", "nm")


def read(kind: str, data: bytes, field: str, others: Sequence[str]) -> dict[str, Any]:
    """Return a file's polygons, the fields that could name them, and what has to be said.

    Args:
        kind: of :class:`~het_geo.strangers.shape_files.Kind`.
        data: the file.
        field: which of its fields names a polygon; "": it is guessed.
        others: the formats that are not to be read.

    Raises:
        StrangerError: it has no field of this name, or no polygon with an area.
    """
    made, notices = ready(Kind(kind), data)
    start(others)
    layers = _with_polygons(list(layers_of(made)), notices, Kind(kind))
    _check_corners(layers)
    fields = list(dict.fromkeys(name for layer in layers for name in layer.columns))
    if field and field not in fields:
        raise StrangerError(f"It has no field “{field[:40]}”: {_listed(fields)}.")
    field = field or _guessed(fields, layers)
    outlines = [one for layer in layers for one in _outlines(layer, field, notices)]
    if not outlines:
        raise StrangerError("It has no polygon with an area: there is nothing to take in.")
    polygons = _light([polygon for _, polygon, _ in outlines], notices)
    answer = [
        {"name": name, "wkb": shapely.to_wkb(polygon, hex=True), "notes": notes}
        for (name, _, notes), polygon in zip(outlines, polygons, strict=True)
    ]
    said = list(dict.fromkeys(notices))
    return {"outlines": answer, "fields": fields, "field": field, "notices": said}


def _listed(fields: Sequence[str]) -> str:
    return "it has none" if not fields else "it has " + ", ".join(f"“{f[:40]}”" for f in fields[:9])


def _types(layer: Layer) -> NDArray[np.int64]:
    return np.asarray(shapely.get_type_id(_shapes(layer)), dtype=np.int64)


def _shapes(layer: Layer) -> NDArray[np.object_]:
    found = shapely.from_wkb(layer.shapes, on_invalid="ignore")
    return np.asarray(found, dtype=object)


def _with_polygons(layers: list[Layer], notices: list[str], kind: Kind) -> list[Layer]:
    """Return the layers with polygons, and say of the rest; a KML's folders are one layer each."""
    kinds = [_types(layer) for layer in layers]
    held = [bool(np.isin(one, [*_POLYGONS, _COLLECTION]).any()) for one in kinds]
    found = [layer for layer, has in zip(layers, held, strict=True) if has]
    if not found:
        raise StrangerError(_no_polygons(kinds))
    if len(found) > 1 and kind not in {Kind.KML, Kind.KMZ}:
        raise StrangerError(
            f"It has {len(found)} layers with polygons ({_quoted(found)}): save the one that is "
            "meant in a file of its own."
        )
    left = [one for one, has in zip(layers, held, strict=True) if not has and len(one.shapes)]
    if left:
        notices.append(f"Left out, as there is no polygon in it: {_quoted(left)}.")
    return found


def _quoted(layers: Sequence[Layer]) -> str:
    return ", ".join(f"“{layer.name[:40]}”" for layer in layers[:5])


def _no_polygons(kinds: Sequence[NDArray[np.int64]]) -> str:
    met = dict.fromkeys(_CALLED[int(one)] for kind in kinds for one in kind if int(one) in _CALLED)
    has = f"It has {' and '.join(met)}, and no polygon" if met else "It has no shape at all"
    return f"{has}: an area is a closed outline. Draw its line closed, or draw around its points."


def _check_corners(layers: Sequence[Layer]) -> None:
    corners = sum(int(shapely.get_num_coordinates(_shapes(layer)).sum()) for layer in layers)
    if corners > MOST_CORNERS:
        raise StrangerError(_too_fine(corners, MOST_CORNERS))


def _light(polygons: Sequence[Any], notices: list[str]) -> Sequence[Any]:
    """Return polygons of few enough corners that what is made of them takes no time."""
    if shapely.get_num_coordinates(polygons).sum() <= FINE:
        return polygons
    lighter = shapely.coverage_simplify(polygons, A_METRE)  # borders that two share stay so
    corners = int(shapely.get_num_coordinates(lighter).sum())
    if corners > MOST_FINE:
        raise StrangerError(_too_fine(corners, MOST_FINE))
    whole = [_whole(polygon)[0] for polygon in lighter]
    found = [one or polygon for one, polygon in zip(whole, polygons, strict=True)]
    notices.append("Its lines have very many corners: they were simplified to about a metre.")
    return found


def _too_fine(corners: int, most: int) -> str:
    return (
        f"Its lines have {corners:,} corners, and {most:,} are read at most: simplify them, to "
        "some metres, in the program that they come from."
    )


def _guessed(fields: Sequence[str], layers: Sequence[Layer]) -> str:
    """Return the field that most likely names a polygon: by its own name, else by its values."""
    held = [field for field in fields if any(_values(field, layers))]
    plain = {field.casefold(): field for field in reversed(held)}
    for wanted in _NAMES:
        if wanted in plain:
            return plain[wanted]
    named = [field for field in held if "name" in field.casefold() or field.lower().endswith("nm")]
    return (named or [field for field in held if _distinct(field, layers)] or [""])[0]


def _values(field: str, layers: Sequence[Layer]) -> list[str]:
    return [value for layer in layers for value in layer.columns.get(field, [""])]


def _distinct(field: str, layers: Sequence[Layer]) -> bool:
    values = _values(field, layers)
    return all(values) and len(set(values)) == len(values)


def _outlines(layer: Layer, field: str, notices: list[str]) -> list[tuple[str, Any, list[str]]]:
    """Return a layer's polygons in degrees, each with its name and what was done to it."""
    shapes = _shapes(layer)
    if not np.isfinite(shapely.get_coordinates(shapes)).all():
        raise StrangerError("Its lines have a corner that is no number.")
    shapes, said = in_degrees(shapes, layer.system)
    notices.extend(said)
    names = layer.columns.get(field) or [""] * len(shapes)
    found, empty, other = [], 0, 0
    for name, shape in zip(names, shapes, strict=True):
        polygon, notes = _whole(shape)
        if polygon is not None:
            found.append((name, polygon, notes))
        elif shape is None or shape.is_empty or shapely.get_type_id(shape) in _POLYGONS:
            empty += 1
        else:
            other += 1
    if empty:
        notices.append(f"Left out, as they have no area: {empty:,} of its shapes.")
    if other:
        notices.append(f"Left out, as they are lines or points: {other:,} of its shapes.")
    return found


def _whole(shape: Any) -> tuple[Any, list[str]]:
    """Return a shape's polygons without crossings (None: it has none), and what was done."""
    if shape is None or shape.is_empty:
        return None, []
    crossed = not shapely.is_valid(shape)
    parts = shapely.get_parts(shapely.make_valid(shape) if crossed else shape)
    for _ in range(_COLLECTIONS):
        parts = shapely.get_parts(parts)
    flat = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
    if shapely.get_type_id(flat) not in _POLYGONS or not flat.area > 0:
        return None, []
    return flat, ["Its line crosses itself: it was made whole."] if crossed else []
