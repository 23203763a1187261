"""Where every postcode lies: its ward by the list, its neighbourhood by its point.

A postcode belongs to the place whose ward it lies in. Its neighbourhood may be counted with another
ward, and at a district's edge with another district's.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from het_geo.build import england as geo
from het_geo.build.england import Geography
from het_geo.build.shapes import read_shapes, write_csv
from het_geo.build.store import RawStore
from het_geo.grids import degrees
from het_geo.pack import manifest
from het_geo.pack.manifest import Place
from het_geo.pack.postcodes_table import COLUMNS, FILE, SOURCE, PostcodeStanding
from het_geo.postcodes import area_of, packed
from het_geo.sources import ons, ordnance

EVER = "ons-nspl-lu-postcodes"


class Postcodes:
    """England's postcodes, each list read once however many places are built."""

    def __init__(self, store: RawStore, areas: Geography) -> None:
        self.store, self.areas = store, areas

    def of(self, place: Place) -> pd.DataFrame:
        """Return the postcodes of a place: a row for each (``postcode``) with where it lies.

        Columns: ``postcode``, ``neighbourhood``, ``ward``, ``standing``, in order of postcodes;
        ended ones of the areas whose list is held (:data:`EVER`).
        """
        live = self.placed.iloc[self._rows.get(place.code, [])]
        points = live.assign(neighbourhood=locate(*degrees(live), self._small))
        ended = self._ended[self._ended["district"] == place.code]
        found = pd.concat([part[_WHERE] for part in (points, self._rough, ended) if len(part)])
        found = found[found["district"] == place.code].astype({"ward": str})
        return found.sort_values("postcode", ignore_index=True)

    @cached_property
    def placed(self) -> pd.DataFrame:
        """Live postcodes whose ward the list names: ``x``, ``y``, ``district`` as well."""
        rows = self.listed[self.listed["placed"] & (self.listed["ward"] != "")]
        district = rows["ward"].map(self._districts).astype(object)
        return rows.assign(district=district, standing=str(PostcodeStanding.LIVE)).reset_index(
            drop=True
        )

    @cached_property
    def listed(self) -> pd.DataFrame:
        """Every live postcode (see :func:`het_geo.sources.ordnance.postcodes`)."""
        return ordnance.postcodes(self.store.path(SOURCE))

    @cached_property
    def districts(self) -> pd.DataFrame:
        """The district of every postcode: ``postcode``, ``district`` ("" without a place), ..."""
        lost = self.listed.loc[~self.listed["placed"], ["postcode"]]
        lost = lost.assign(district="", standing=str(PostcodeStanding.LIVE))
        columns = ["postcode", "district", "standing"]
        return pd.concat([part[columns] for part in (self.placed, self._rough, self._ended, lost)])

    @cached_property
    def _rows(self) -> dict[str, NDArray[np.intp]]:
        return dict(self.placed.groupby("district").indices)

    @cached_property
    def _rough(self) -> pd.DataFrame:
        """Postcodes in the middle of their sector: by the neighbourhood there, without a ward."""
        rows = self.listed[self.listed["placed"] & (self.listed["ward"] == "")]
        small = pd.Series(locate(*degrees(rows), self._small), rows.index)
        district = small.map(self.areas.lsoas["district"].astype(object)).fillna("")
        return rows.assign(
            neighbourhood=small, ward="", district=district, standing=str(PostcodeStanding.ROUGH)
        )

    @cached_property
    def _ended(self) -> pd.DataFrame:
        """Postcodes that the list no longer has, of the areas whose ended ones are held."""
        every = ons.ever_postcodes(self.store.path(EVER))
        areas = tuple(every["postcode"].map(area_of).unique())
        live = self.listed["postcode"][self.listed["postcode"].str.startswith(areas)]
        gone = every[~every["postcode"].isin(set(live))]
        points = gone["lon"].to_numpy(), gone["lat"].to_numpy()
        wards = read_shapes(self.store.path(geo.WARD_SHAPES), "WD25CD", "WD25NM")
        ward = pd.Series(locate(*points, wards.set_index("area_code").geometry), gone.index)
        found = gone.assign(
            neighbourhood=locate(*points, self._small),
            ward=ward,
            district=ward.map(self._districts),
            standing=str(PostcodeStanding.ENDED),
        )
        return found[found["district"].notna()]

    @cached_property
    def _districts(self) -> pd.Series:
        return self.areas.wards["district"]

    @cached_property
    def _small(self) -> pd.Series:
        shapes = read_shapes(self.store.path(geo.LSOA_SHAPES), "LSOA21CD", "LSOA21NM")
        return shapes.set_index("area_code").geometry


_WHERE = ["postcode", "neighbourhood", "ward", "standing", "district"]


def locate(
    lon: NDArray[np.float64], lat: NDArray[np.float64], shapes: pd.Series
) -> NDArray[np.object_]:
    """Return the code of the shape that each point lies in; "" where it lies in none.

    ``shapes`` are polygons in degrees by code; a point on a shared border is the first code's.
    """
    found = np.full(len(lon), "", dtype=object)
    shape, point = shapely.STRtree(shapely.points(lon, lat)).query(shapes.to_numpy())
    near, position = np.unique(shape, return_inverse=True)
    polygons = np.array(shapes.iloc[near])
    broken = ~shapely.is_valid(polygons)
    polygons[broken] = shapely.make_valid(polygons[broken])
    shapely.prepare(polygons)
    inside = shapely.intersects_xy(polygons[position], lon[point], lat[point])
    pairs = pd.Series(shapes.index.to_numpy()[shape[inside]]).groupby(point[inside]).min()
    found[pairs.index.to_numpy(dtype=int)] = pairs.to_numpy()
    return found


def grouped(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return postcodes packed, one row for each group, in order of the groups."""
    found = rows.groupby(by, observed=True)["postcode"].agg(packed)
    return found.rename("postcodes").reset_index()


def write_postcodes(folder: Path, place: Place, lists: Postcodes) -> manifest.FileEntry:
    """Write ``postcodes.csv`` of a place."""
    rows = lists.of(place)
    table = grouped(rows, COLUMNS[:-1])
    path = folder / "data" / place.slug / FILE
    write_csv(table, path)
    used = [SOURCE, geo.LSOA_SHAPES]
    if (rows["standing"] == PostcodeStanding.ENDED).any():
        used += [EVER, geo.WARD_SHAPES]
    return manifest.entry(folder, path, len(table), used)
