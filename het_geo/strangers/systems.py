"""From the coordinate system of a stranger's file to degrees: as it declares, or by its numbers.

A system that is not declared is never silently assumed: what it was taken for is said.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from het_geo.strangers.limits import StrangerError

WGS84 = 4326
BRITISH_NATIONAL_GRID = 27700
_DEGREES = (-180.0, -90.0, 180.0, 90.0)
_GRID = (0.0, 0.0, 700_000.0, 1_300_000.0)  # metres: all of Great Britain
_SAVE = "Save it in WGS 84 (EPSG:4326) or on the British National Grid (EPSG:27700)."


def in_degrees(shapes: NDArray[np.object_], declared: str) -> tuple[NDArray[np.object_], list[str]]:
    """Return shapes in longitude and latitude (WGS 84), and what was assumed.

    Args:
        shapes: geometries, None among them.
        declared: their coordinate system as text, "" where none is declared.

    Raises:
        StrangerError: none is declared and its numbers fit neither degrees nor the British National
            Grid, or it is one that cannot be brought to degrees.
    """
    bounds = shapely.total_bounds(shapes)
    if np.isnan(bounds).all():  # nothing but empty shapes
        return shapes, []
    system: Any = _known(declared)
    notices: list[str] = []
    if system is None or (system.is_geographic and not _within(bounds, _DEGREES)):
        system, said = _assumed(bounds, system is not None)
        notices.append(said)
    return _brought(shapes, system), notices


def _known(declared: str) -> Any:
    from pyproj import CRS  # noqa: PLC0415 - in the child alone
    from pyproj.exceptions import CRSError  # noqa: PLC0415

    try:
        found = CRS.from_user_input(declared) if declared else None
    except CRSError:
        raise StrangerError(f"Its coordinate system is not known here. {_SAVE}") from None
    if found is not None and (found.is_engineering or found.is_vertical):
        return None  # a plain without a place on the Earth: as if it declared nothing
    return found


def _within(bounds: NDArray[np.float64], most: tuple[float, ...]) -> bool:
    west, south, east, north = bounds
    return bool(west >= most[0] and south >= most[1] and east <= most[2] and north <= most[3])


def _assumed(bounds: NDArray[np.float64], declared: bool) -> tuple[int, str]:
    why = (
        "It says that its numbers are degrees, which they are not"
        if declared
        else "It does not say in which coordinate system its numbers are"
    )
    if not declared and _within(bounds, _DEGREES):
        return WGS84, f"{why}: they are read as degrees (WGS 84)."
    if _within(bounds, _GRID):
        said = "they are read as metres of the British National Grid (EPSG:27700)"
        return BRITISH_NATIONAL_GRID, f"{why}: {said}."
    raise StrangerError(f"{why}, and they fit no system that is tried here. {_SAVE}")


def _brought(shapes: NDArray[np.object_], system: Any) -> NDArray[np.object_]:
    from pyproj import Transformer  # noqa: PLC0415 - in the child alone
    from pyproj.exceptions import ProjError  # noqa: PLC0415

    try:
        change = Transformer.from_crs(system, WGS84, always_xy=True)
        found = np.asarray(
            shapely.transform(shapes, change.transform, interleaved=False), dtype=object
        )
    except ProjError:
        raise StrangerError(
            f"Its coordinate system cannot be brought to degrees. {_SAVE}"
        ) from None
    corners = shapely.get_coordinates(found)
    fits = np.isfinite(corners).all() and _within(shapely.total_bounds(found), _DEGREES)
    if not fits:
        raise StrangerError(f"Its numbers lie outside its own coordinate system. {_SAVE}")
    return found
