"""The Department for Education's register of schools (Get Information About Schools)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from het_geo.catalogue.vocabulary import Source
from het_geo.errors import SourceError
from het_geo.sources.points import PointTable, known_words, placed

# The register's groups of establishments.
KINDS = {
    "Local authority maintained schools": "school",
    "Academies": "school",
    "Free Schools": "school",
    "Special schools": "school",
    "Independent schools": "school",
    "Colleges": "college",
    "Universities": "college",
}
# The register's types where its own word is not plain; the others are shown as they stand.
PLAIN_TYPES = {
    "Academy converter": "Academy",
    "Academy sponsor led": "Academy",
    "Free schools": "Free school",
    "Free schools special": "Special free school",
    "Further education": "Further education college",
    "Higher education institutions": "Higher education",
    "Other independent school": "Independent school",
    "Other independent special school": "Independent special school",
}
NO_PHASE = "Not applicable"
STATUS = "establishment_status"
OPEN = {"Open": "open", "Open, but proposed to close": "open"}
NOT_OPEN = {"Closed": "", "Proposed to open": ""}
COLUMNS = [
    "urn", "establishment_name", "establishment_type", "establishment_type_group",
    "education_phase",
]  # fmt: skip


def schools(path: Path, source: Source) -> PointTable:
    """Read the open establishments of a GeoJSON file; where it states a status, only those.

    Raises:
        SourceError: for a file that is no GeoJSON of points in longitude and latitude, a missing
            column, an establishment that stands twice, and an unknown group or status.
    """
    del source
    frame = _table(path)
    absent = [name for name in COLUMNS if name not in frame]
    if absent:
        raise SourceError(f"{path}: the establishments have no '{absent[0]}'. Was it renamed?")
    if STATUS in frame:
        frame = frame[known_words(frame[STATUS], OPEN | NOT_OPEN, path) == "open"]
    twice = frame[frame["urn"].duplicated()]
    if len(twice):
        name = twice["establishment_name"].iloc[0]
        raise SourceError(f"{path}: '{name}' (URN {twice['urn'].iloc[0]:.0f}) stands twice.")
    kind = known_words(frame["establishment_type_group"], KINDS, path)
    return placed(
        frame.assign(kind=kind, name=frame["establishment_name"], detail=_detail(frame)), path
    )


def _detail(frame: pd.DataFrame) -> pd.Series:
    """Return type and phase in plain words, such as "Academy, primary"."""
    plain = frame["establishment_type"].replace(PLAIN_TYPES)
    phase = frame["education_phase"].str.lower()
    # "Local authority nursery school, nursery" would say it twice.
    said = pd.Series(
        [p in t.lower() for p, t in zip(phase, plain, strict=True)], index=frame.index, dtype=bool
    )
    return plain.where(said | (phase == NO_PHASE.lower()), plain + ", " + phase)


def _table(path: Path) -> pd.DataFrame:
    """Return the features' properties with ``lon`` and ``lat``, unknown where there is no point."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        reference = content.get("crs", {}).get("properties", {}).get("name", "CRS84")
        rows = [_row(feature) for feature in content["features"]]
    except FileNotFoundError as error:
        raise SourceError(
            f"{path}: the raw file is missing. Fetch it, or name --sources."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"{path}: no GeoJSON of points: {error}. Fetch it again.") from error
    if not str(reference).endswith(("CRS84", "4326")):
        raise SourceError(f"{path}: coordinates in {reference}, expected longitude and latitude.")
    return pd.DataFrame(rows).astype({"lon": float, "lat": float} if rows else {})


def _row(feature: dict[str, Any]) -> dict[str, Any]:
    place = feature["geometry"]
    if place is not None and place["type"] != "Point":
        raise ValueError(f"a {place['type']} where a Point was expected")
    lon, lat = place["coordinates"][:2] if place and place["coordinates"] else (None, None)
    return {**feature["properties"], "lon": lon, "lat": lat}
