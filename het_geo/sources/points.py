"""Points from a publisher's list: what they are, what they are called, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from het_geo.boundaries import DEGREES
from het_geo.errors import SourceError

POINT_COLUMNS = ["kind", "name", "detail", "lon", "lat"]
# Degrees that hold Great Britain: swapped, projected or mistyped coordinates fall outside.
LON, LAT = (-9.0, 3.0), (49.0, 62.0)


@dataclass(frozen=True)
class PointTable:
    """The points of one raw file.

    ``points`` has :data:`POINT_COLUMNS`: ``kind`` is an id of the vocabulary, ``name`` and
    ``detail`` are text (``detail`` may be empty), ``lon`` and ``lat`` degrees (EPSG:4326).
    ``unplaced`` counts the rows that were left out because they have no coordinates.
    """

    points: pd.DataFrame
    unplaced: int


def placed(frame: pd.DataFrame, path: Path) -> PointTable:
    """Leave out the points without coordinates, count them, and check where the others stand.

    Args:
        frame: :data:`POINT_COLUMNS`, one row a point.
        path: the raw file, for messages.

    Raises:
        SourceError: for a point without a name, or outside Great Britain, naming it.
    """
    nameless = frame["name"].isna() | (frame["name"].str.strip() == "")
    if nameless.any():
        raise SourceError(f"{path}: point {int(nameless.argmax()) + 1} has no name.")
    known = frame[frame[["lon", "lat"]].notna().all(axis=1)]
    outside = ~(known["lon"].between(*LON) & known["lat"].between(*LAT))
    if outside.any():
        row = known[outside].iloc[0]
        raise SourceError(
            f"{path}: '{row['name']}' stands at longitude {row['lon']:g}, latitude {row['lat']:g}: "
            "outside Great Britain. Are the two swapped, or metres of the National Grid?"
        )
    points = known[POINT_COLUMNS].round({"lon": DEGREES, "lat": DEGREES})
    return PointTable(points.reset_index(drop=True), len(frame) - len(known))


def known_words(found: pd.Series, known: dict[str, str], path: Path) -> pd.Series:
    """Return the publisher's words as ours.

    Raises:
        SourceError: a word is not known; its point is named.
    """
    strange = found[~found.isin(list(known))]
    if len(strange):
        raise SourceError(
            f"{path}: point {int(str(strange.index[0])) + 1}, '{found.name}': "
            f"{strange.iloc[0]!r} is not known. Known: {', '.join(known)}. "
            "Give it a kind in the reader, and in data/catalogue/vocabulary.toml."
        )
    return found.map(known)
