"""A file of shapes made ready for its reader: only what is needed of it, and nothing that acts.

The answer is a ZIP file without packing that lies in memory, in which each part has the one name
that its format is known by. It is made in the child (:mod:`het_geo.strangers.outlines`).
"""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from collections import defaultdict
from collections.abc import Callable
from enum import StrEnum
from pathlib import PurePosixPath

from het_geo.strangers.encoded import decoded
from het_geo.strangers.limits import CARRIED, MB, Limits, StrangerError
from het_geo.strangers.packed import is_inside, parts_of
from het_geo.strangers.xml_text import looked_through

LIMITS = Limits(size=CARRIED, unpacked=60 * MB, entries=500, seconds=30, memory=1_000 * MB)
WHAT = "a file of shapes"
SQLITE = b"SQLite format 3\0"
_SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_WRITTEN_AHEAD = slice(18, 20)  # bytes of a SQLite file: 2, 2 where changes stood in a second file
_GEOJSON = re.compile(r'"type"\s*:\s*"(FeatureCollection|Feature|[A-Za-z]*Polygon|[A-Za-z]*String'
                      r'|[A-Za-z]*Point|GeometryCollection)"')  # fmt: skip


class Kind(StrEnum):
    """A format of shapes, by what it is called."""

    GEOJSON = "GeoJSON"
    GEOPACKAGE = "GeoPackage"
    KML = "KML"
    KMZ = "KMZ"
    SHAPEFILE = "zipped Shapefile"


Ready = tuple[bytes, list[str]]


def ready(kind: Kind, data: bytes) -> Ready:
    """Return a file for its reader, with what has to be said of it.

    Raises:
        StrangerError: it is damaged, beyond a limit, or holds what is not read here.
    """
    makers: dict[Kind, Callable[[bytes], Ready]] = {
        Kind.GEOJSON: _geojson,
        Kind.GEOPACKAGE: _geopackage,
        Kind.KML: _kml,
        Kind.KMZ: _kmz,
        Kind.SHAPEFILE: _shapefile,
    }
    return makers[kind](data)


def _stored(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for suffix, part in parts.items():
            archive.writestr(f"layer.{suffix}", part)
    return made.getvalue()


def _geojson(data: bytes) -> Ready:
    found = decoded(data, WHAT)
    if not _GEOJSON.search(found.text):
        raise StrangerError("This JSON is no GeoJSON: it has no feature and no polygon.")
    return _stored(geojson=found.text.encode("utf-8", "replace")), list(found.said)


def _kml(data: bytes) -> Ready:
    found = looked_through(data, LIMITS, WHAT)
    if found.root != "kml":
        raise StrangerError(f"This XML is no KML (it begins with “{found.root[:40]}”).")
    links = found.elements["NetworkLink"]
    said = f"It points to other files ({links:,} NetworkLink), which are not opened."
    return _stored(kml=found.data), [said] if links else []


def _kmz(data: bytes) -> Ready:
    parts = dict(parts_of(data, _is(".kml"), LIMITS, "a KMZ"))
    if not parts:
        raise StrangerError("This KMZ holds no KML.")
    first = next((name for name in parts if PurePosixPath(name).name == "doc.kml"), "")
    if not first and len(parts) > 1:
        raise StrangerError(f"It holds {len(parts)} KML files and no “doc.kml”: bring one of them.")
    made, notices = _kml(parts[first or next(iter(parts))])
    if len(parts) > 1:
        notices.append(f"It holds {len(parts)} KML files: “doc.kml” was read.")
    return made, notices


def _shapefile(data: bytes) -> Ready:
    groups: dict[str, dict[str, bytes]] = defaultdict(dict)
    for name, part in parts_of(data, _is(*_SHAPEFILE), LIMITS, "a zipped Shapefile"):
        path = PurePosixPath(name)
        groups[str(path.with_suffix(""))][path.suffix.lower().removeprefix(".")] = part
    whole = {stem: parts for stem, parts in groups.items() if "shp" in parts}
    if len(whole) > 1:
        names = ", ".join(f"“{PurePosixPath(stem).name[:40]}”" for stem in list(whole)[:5])
        raise StrangerError(f"It holds {len(whole)} Shapefiles ({names}): bring one of them.")
    if not whole:
        raise StrangerError("This ZIP file holds no Shapefile.")
    stem, parts = next(iter(whole.items()))
    if "shx" not in parts:
        name = PurePosixPath(stem).name[:40]
        raise StrangerError(
            f"“{name}.shx” is missing: a Shapefile needs .shp, .shx, .dbf and .prj."
        )
    if "prj" in parts:  # its reader fails on letters in an encoding that it does not know
        parts["prj"] = parts["prj"].decode("ascii", "replace").replace("\ufffd", "?").encode()
    return _stored(**parts), []


def _is(*suffixes: str) -> Callable[[str], bool]:
    def wanted(name: str) -> bool:
        path = PurePosixPath(name)
        hidden = path.name.startswith(".") or "__MACOSX" in path.parts
        return is_inside(name) and not hidden and path.suffix.lower() in suffixes

    return wanted


def _geopackage(data: bytes) -> Ready:
    still = bytearray(data)
    if still[_WRITTEN_AHEAD] == b"\2\2":
        still[_WRITTEN_AHEAD] = b"\1\1"
    data = bytes(still)
    base = sqlite3.connect(":memory:")
    base.text_factory = lambda text: text.decode("utf-8", "replace")
    try:
        base.deserialize(data)
        base.execute("PRAGMA trusted_schema = OFF")
        rows = base.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    except (sqlite3.Error, OverflowError, UnicodeError):  # what it says may be no text either
        raise StrangerError("The GeoPackage is damaged, or is no GeoPackage.") from None
    finally:
        base.close()
    for kind, name, made in rows:
        _check_made(str(kind), str(name), str(made))
    return _stored(gpkg=data), []


def _check_made(kind: str, name: str, made: str) -> None:
    """Refuse what computes, or reads elsewhere, as it is read; a trigger acts on writing alone."""
    words = " ".join(made.upper().split())
    virtual = words.startswith("CREATE VIRTUAL") and "USING RTREE" not in words
    if kind == "view" or virtual or "GENERATED ALWAYS" in words:
        what = "a view" if kind == "view" else "a table that is made of others"
        said = f"“{name[:40]}” is {what}, and only plain tables are read of a GeoPackage"
        raise StrangerError(f"{said}: save its rows as a layer of their own.")
