"""The context points of a place: schools and health services inside its district.

They say where things are, for a layer of the map. They are no indicator: the lists hold more than
their names promise (see the notes of each kind), and nothing is counted from them.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import shapely

from het_geo.build import england as geo
from het_geo.build.shapes import district_shape, write_csv
from het_geo.build.store import RawStore
from het_geo.catalogue.vocabulary import Source
from het_geo.errors import CatalogueError
from het_geo.pack import manifest
from het_geo.pack.manifest import Place
from het_geo.pack.points_table import COLUMNS, FILE
from het_geo.sources import POINT_READERS


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
        # A register may hold one service twice, under two codes: on a map it is one point.
        ordered = inside.assign(rank=rank).sort_values(["rank", *COLUMNS])[COLUMNS]
        return ordered.drop_duplicates(ignore_index=True)

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
