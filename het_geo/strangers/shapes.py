"""Polygons that a stranger brings, as GeoJSON, GeoPackage, KML, KMZ or a zipped Shapefile.

They are read in a child process (:mod:`het_geo.strangers.outlines`); where they lie is no matter
here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

import shapely

from het_geo.strangers.child import in_child
from het_geo.strangers.layers import DRIVERS
from het_geo.strangers.limits import StrangerError, sized
from het_geo.strangers.packed import names_of
from het_geo.strangers.shape_files import LIMITS, SQLITE, WHAT, Kind

KINDS = "a GeoJSON, GeoPackage, KML, KMZ or zipped Shapefile"


@dataclass(frozen=True)
class Outline:
    """A polygon (or several that are one) in degrees of WGS 84, longitude first.

    Args:
        name: as the file has it, which may be "".
        polygon: a shapely Polygon or MultiPolygon without crossings.
        notes: what was done to it.
    """

    name: str
    polygon: Any
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outlines:
    """The polygons of a file, in its order.

    Args:
        outlines: at least one.
        fields: those of its fields that could name a polygon.
        field: the one whose values are taken as names, "" where there is none.
        notices: what has to be said of the file.
    """

    outlines: tuple[Outline, ...]
    fields: tuple[str, ...]
    field: str
    notices: tuple[str, ...]


def kind_of(data: bytes) -> Kind | None:
    """Return which format of shapes a file is in by what it holds; None: it is of another kind.

    Raises:
        StrangerError: it is a ZIP file without shapes, or a part of a Shapefile.
    """
    if data.startswith(SQLITE):
        return Kind.GEOPACKAGE
    if data.startswith((b"PK\3\4", b"PK\5\6")):
        return _of_zip(data)
    if data.startswith(b"\0\0\x27\x0a"):
        raise StrangerError("This is one part of a Shapefile: put all its parts into one ZIP file.")
    start = data[:200].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")
    first = start.removeprefix(b"\xfe\xff").replace(b"\0", b"").lstrip()[:1]
    return {b"{": Kind.GEOJSON, b"[": Kind.GEOJSON, b"<": Kind.KML}.get(first)


def _of_zip(data: bytes) -> Kind:
    names = names_of(data, LIMITS, WHAT)
    suffixes = {PurePosixPath(name).suffix.lower() for name in names}
    if ".shp" in suffixes:
        return Kind.SHAPEFILE
    if ".kml" in suffixes:
        return Kind.KMZ
    if "[Content_Types].xml" in names:
        raise StrangerError("This is an Office file: save its sheet as CSV, and bring that.")
    inner = next((name for name in names if name.lower().endswith((".zip", ".kmz"))), "")
    if inner:
        said = PurePosixPath(inner).name[:40]
        raise StrangerError(f"It is a ZIP file within a ZIP file: unpack it, and bring “{said}”.")
    held = ", ".join(f"“{PurePosixPath(name).name[:40]}”" for name in names[:3])
    said = f"it holds {held}" if held else "it is empty"
    raise StrangerError(f"The ZIP file has neither a Shapefile nor a KML: {said}.")


def shapes_of(kind: Kind, data: bytes, field: str = "") -> Outlines:
    """Return the polygons of a file.

    Args:
        kind: as :func:`kind_of` finds it.
        data: the file.
        field: which of its fields names a polygon; "": it is guessed.

    Raises:
        StrangerError: they cannot be read, or are beyond a limit.
    """
    sized(data, LIMITS.size, WHAT)
    said = in_child(
        "het_geo.strangers.outlines:read",
        LIMITS,
        kind=str(kind),
        data=data,
        field=field,
        others=_others(),
    )
    outlines = (
        Outline(one["name"], shapely.from_wkb(one["wkb"]), tuple(one["notes"]))
        for one in said["outlines"]
    )
    return Outlines(tuple(outlines), tuple(said["fields"]), said["field"], tuple(said["notices"]))


@lru_cache(maxsize=1)
def _others() -> tuple[str, ...]:
    """Return the formats that GDAL knows and no stranger's file is read in."""
    from pyogrio import list_drivers  # noqa: PLC0415 - GDAL, which few visitors need

    return tuple(sorted(set(list_drivers()) - DRIVERS))
