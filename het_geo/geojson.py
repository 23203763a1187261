"""A pack's shapes as they are read: GeoJSON features by area code, without a geometry library."""

from __future__ import annotations

import json
from pathlib import Path


def read_geojson(path: Path) -> dict[str, dict]:  # type: ignore[type-arg]
    """Return each feature of a pack's GeoJSON by area code."""
    content = json.loads(path.read_text(encoding="utf-8"))
    found = {feature["id"]: feature for feature in content["features"]}
    for code, feature in found.items():
        if not feature["geometry"]["coordinates"]:
            raise ValueError(f"{code} has no shape")
    return found
