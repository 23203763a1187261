"""The context points of a place: schools and health services inside its district.

They say where things are, for a layer of the map. They are no indicator: the lists hold more than
their names promise (see the notes of each kind), and nothing is counted from them.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pandas as pd
import shapely
from shapely.geometry import shape

from het_geo.catalogue import Catalogue, Source
from het_geo.errors import CatalogueError, PackError
from het_geo.pack import geography as geo
from het_geo.pack import manifest
from het_geo.pack.geography import Place
from het_geo.pack.shapes import district_shape, write_csv
from het_geo.pack.store import RawStore
from het_geo.sources import POINT_READERS
from het_geo.sources.points import POINT_COLUMNS

COLUMNS = [*POINT_COLUMNS, "source"]
TEXT = [name for name in COLUMNS if name not in ("lon", "lat")]
FILE = "points.csv"
NEAR = 0.001  # degrees, about 100 m: what the simplified outline of a pack may leave outside


class PointLists:
    """The catalogue's lists of points, each read once however many places are built."""

    def __init__(self, store: RawStore) -> None:
        self._store = store
        self._lists: dict[str, pd.DataFrame] = {}
        self.unplaced: dict[str, int] = {}  # rows left out for want of coordinates, by source

    def sources(self, place: Place) -> list[Source]:
        """Return the lists that cover a place (``options.district`` covers one alone)."""
        return [
            source
            for source in self._store.catalogue.sources.values()
            if source.reader in POINT_READERS
            and source.options.get("district", place.code) == place.code
        ]

    def of(self, place: Place) -> pd.DataFrame:
        """Return the points inside the place's district: :data:`COLUMNS`, always in one order.

        Raises:
            SourceError: for a raw file that its reader refuses.
            CatalogueError: for a kind of point that the vocabulary lacks.
        """
        outline = district_shape(self._store, place)
        shapely.prepare(outline)
        none = pd.DataFrame(columns=COLUMNS).astype({"lon": float, "lat": float})
        found = [self._list(source) for source in self.sources(place)]
        points = pd.concat(found) if found else none
        inside = points[shapely.contains_xy(outline, points["lon"], points["lat"])]
        order = list(self._store.catalogue.point_kinds)
        rank = inside["kind"].map(order.index)
        return inside.assign(rank=rank).sort_values(["rank", *COLUMNS])[COLUMNS]

    def _list(self, source: Source) -> pd.DataFrame:
        if source.id not in self._lists:
            table = POINT_READERS[source.reader](self._store.path(source.id), source)
            known = self._store.catalogue.point_kinds
            strange = sorted(set(table.points["kind"]) - set(known))
            if strange:
                raise CatalogueError(
                    f"source '{source.id}': the kind of point '{strange[0]}' is not in "
                    f"vocabulary.toml. Known: {', '.join(known)}."
                )
            self.unplaced[source.id] = table.unplaced
            self._lists[source.id] = table.points.assign(source=source.id)
        return self._lists[source.id]


def write_points(folder: Path, place: Place, lists: PointLists) -> manifest.FileEntry:
    """Write ``points.csv`` of a place; it is written, empty, where there are none."""
    points = lists.of(place)
    path = folder / "data" / place.slug / FILE
    write_csv(points, path)
    used = [source.id for source in lists.sources(place)]
    return manifest.entry(folder, path, len(points), [*used, geo.DISTRICT_SHAPES])


def read_points(path: Path) -> pd.DataFrame:
    """Read ``points.csv`` as it stands; ``KeyError`` or ``ValueError`` where it cannot be read."""
    types = dict.fromkeys(TEXT, str) | dict.fromkeys(("lon", "lat"), float)
    blank = {"lon": [""], "lat": [""]}
    frame = pd.read_csv(path, dtype=types, keep_default_na=False, na_values=blank)
    return frame[COLUMNS]


def check_points(
    points: pd.DataFrame,
    district: dict[str, Any],
    catalogue: Catalogue,
    described: Collection[str],
    slug: str,
) -> None:
    """Every point has a known kind and source, a name, and stands in the district.

    ``points`` are as :func:`read_points` gives them, ``district`` is the GeoJSON feature of the
    pack's district, ``described`` are the sources that the manifest describes.
    """
    outline = shape(district["geometry"]).buffer(NEAR)
    near = pd.Series(shapely.contains_xy(outline, points["lon"], points["lat"]), points.index)
    faults = [
        ("kind", ~points["kind"].isin(list(catalogue.point_kinds)), "no kind of the catalogue"),
        ("name", points["name"].str.strip() == "", "no name"),
        ("source", ~points["source"].isin(list(described)), "no source of the manifest"),
        ("lon", ~near, "outside the district (with its latitude)"),
        ("name", points.duplicated(), "a second row for one point"),
    ]
    for column, wrong, what in faults:
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            raise PackError(
                f"data/{slug}/{FILE}: row {row + 2}, column '{column}': "
                f"'{points[column].iloc[row]}' is {what}. {manifest.rebuild(slug)}"
            )
