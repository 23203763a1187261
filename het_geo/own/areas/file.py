"""Own areas as a file: GeoJSON that any map program opens, and that comes back exactly.

What counts when it comes back is each area's name and members; its outline is for other programs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import shapely

from het_geo.geography import Level, Vintage, shortened, the
from het_geo.own.areas.area import MOST_AREAS, OwnArea, OwnError, code_of
from het_geo.own.areas.fit import RULE
from het_geo.own.areas.ground import ground_of
from het_geo.own.areas.names import names_of
from het_geo.pack.model import Pack
from het_geo.strangers.json_text import read_json_apart
from het_geo.strangers.limits import MB, Limits

KIND = "het_geo own areas"
FORMAT = 1
LIMITS = Limits(size=4 * MB, depth=12, seconds=10, memory=500 * MB)
WHAT = "a file of areas kept from here"
_SAYS = re.compile(rb'"kind"\s*:\s*"' + KIND.encode() + rb'"')
_DEGREES = 6  # decimals: about 0.1 m
_WHAT_TO_DO = "Choose one that was kept here."


def saved(pack: Pack, areas: Sequence[OwnArea]) -> bytes:
    """Return own areas as a file."""
    held = {
        "kind": KIND,
        "format": FORMAT,
        "place": pack.manifest.place,
        "place_name": pack.manifest.name,
        "vintage": str(Vintage.LSOA21),
        "rule": RULE,
    }
    features = [_feature(pack, code_of(n), area) for n, area in enumerate(areas)]
    made = {"type": "FeatureCollection", "het_geo": held, "features": features}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


def is_saved(data: bytes) -> bool:
    """Tell whether a file says that it holds own areas; whether it does, opening it says."""
    return len(data) <= LIMITS.size and _SAYS.search(data) is not None


def opened(pack: Pack, data: bytes) -> tuple[tuple[OwnArea, ...], tuple[str, ...]]:
    """Return the own areas of a file, and what has to be said of them.

    Raises:
        OwnError: it is damaged, of another place, or of other boundaries.
    """
    held, features = _parts(read_json_apart(data, LIMITS, WHAT))
    if held.get("place") != pack.manifest.place:
        name = shortened(str(held.get("place_name", "another place")))
        raise OwnError(f"These are areas of {name}, not of {the(pack.manifest.name)}.")
    if held.get("format") != FORMAT or held.get("vintage") != Vintage.LSOA21:
        raise OwnError(f"It was saved in another form, or of other boundaries. {_WHAT_TO_DO}")
    if not 0 < len(features) <= MOST_AREAS:
        raise OwnError(f"It has {len(features):,} areas: 1 to {MOST_AREAS} were expected.")
    found = [_area(feature) for feature in features]
    names, notices = names_of([area.name for area in found])
    order = {code: n for n, code in enumerate(pack.codes(Level.LSOA))}
    areas = [_here(area, name, order, pack) for area, name in zip(found, names, strict=True)]
    return tuple(areas), notices


def _feature(pack: Pack, code: str, area: OwnArea) -> dict[str, Any]:
    outline = shapely.orient_polygons(ground_of(pack, area.members))
    geometry = json.loads(shapely.to_geojson(shapely.set_precision(outline, 10**-_DEGREES)))
    people = int(pack.areas["population"].reindex(list(area.members)).sum())
    properties = {"name": area.name, "members": list(area.members), "population": people}
    return {"type": "Feature", "id": code, "properties": properties, "geometry": geometry}


def _parts(table: Any) -> tuple[dict[str, Any], list[Any]]:
    held = table.get("het_geo") if isinstance(table, dict) else None
    features = table.get("features") if isinstance(table, dict) else None
    if not isinstance(held, dict) or not isinstance(features, list) or held.get("kind") != KIND:
        raise OwnError(f"It is no file of areas kept from here. {_WHAT_TO_DO}")
    return held, features


def _area(feature: Any) -> OwnArea:
    try:
        name, members = feature["properties"]["name"], feature["properties"]["members"]
    except (KeyError, TypeError, IndexError):
        raise OwnError(f"One of its areas has no name or no members. {_WHAT_TO_DO}") from None
    codes = isinstance(members, list) and all(isinstance(code, str) for code in members)
    if not isinstance(name, str) or not codes or not members:
        raise OwnError(f"One of its areas has no name or no members. {_WHAT_TO_DO}")
    return OwnArea(name, tuple(members))


def _here(area: OwnArea, name: str, order: dict[str, int], pack: Pack) -> OwnArea:
    if strange := [code for code in area.members if code not in order]:
        place = the(pack.manifest.name)
        raise OwnError(
            f"“{name}” has {shortened(strange[0])}, which is no neighbourhood of {place}."
        )
    return OwnArea(name, tuple(sorted(set(area.members), key=order.__getitem__)))
