"""Build the national pack: the only writer of ``boundaries/england`` and ``data/england``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from het_geo import boundaries
from het_geo.build import england as geo
from het_geo.build import national_figures
from het_geo.build.national_check import findings
from het_geo.build.place import inputs_of, lsoa_shapes
from het_geo.build.shapes import read_shapes, write_csv
from het_geo.build.store import RawStore
from het_geo.build.tables import Tables
from het_geo.catalogue.records import Catalogue
from het_geo.errors import SourceError
from het_geo.geography import ENGLAND
from het_geo.grids import BRITISH_NATIONAL_GRID
from het_geo.national import load
from het_geo.national.rings import Grid, encode, snapped
from het_geo.pack import layout, manifest
from het_geo.pack.layout import NATIONAL
from het_geo.pack.manifest import POPULATION, FileEntry, Manifest, Place
from het_geo.pack.report import refuse

TOLERANCE_M = 60.0  # decision 9: a town stays recognisable, the file stays below 3 MB
GRID_M = 10


def simplified(shapes: gpd.GeoDataFrame, codes: pd.Index, where: str) -> NDArray[np.object_]:
    """Return the shapes of ``codes``, in their order, simplified with shared borders kept.

    Args:
        shapes: ``area_code`` and geometry of every neighbourhood.
        codes: sorted.
        where: the source, for messages.

    Returns:
        Polygons in metres (EPSG:27700).

    Raises:
        SourceError: for a code without a shape, or whose shape is lost.
    """
    metres = boundaries.select(shapes, codes, where).to_crs(BRITISH_NATIONAL_GRID)
    found = boundaries.simplify_coverage(metres.geometry.values, TOLERANCE_M)
    lost = shapely.is_empty(found)
    if lost.any():
        raise SourceError(f"{where}: the shape of {codes[lost.argmax()]} is lost when simplified.")
    return found


def outlines(
    shapes: NDArray[np.object_], groups: pd.Series
) -> tuple[NDArray[np.object_], pd.Index]:
    """Return one shape a group of neighbourhoods, and the groups, sorted.

    They are made of the simplified neighbourhoods, so the borders of both coincide.
    """
    whole = pd.Series(shapes).groupby(groups.to_numpy()).agg(shapely.coverage_union_all)
    return whole.to_numpy(), whole.index


AREA_COLUMNS = (
    "name", "msoa_name", "ward", "ward_name", "district", "district_name", "region", "region_name",
)  # fmt: skip


class NationalBuilder:
    """Builds the pack of all neighbourhoods from one folder of raw files.

    Args:
        catalogue: what to build; indicators that do not reach every neighbourhood are left out.
        sources: the folder of raw files.
        root: the project's root; files go below ``boundaries/england`` and ``data/england``.
        accept_changed: build on raw files whose hash is not the record's.
    """

    def __init__(
        self, catalogue: Catalogue, sources: Path, root: Path, *, accept_changed: bool = False
    ) -> None:
        self.catalogue, self.root = national_figures.england_wide(catalogue), root
        self.store = RawStore(sources, self.catalogue, accept_changed=accept_changed)
        self.areas = geo.read_geography(self.store)

    @property
    def steps(self) -> int:
        """How often ``progress`` is called: once an indicator, and for the map and the files."""
        return len(self.catalogue.indicators) + 2

    def build(self, progress: Callable[[str], None]) -> Manifest:
        """Build the pack and put it in place in one moment; ``progress`` is told each step."""
        tables = Tables(self.areas, ())
        with ThreadPoolExecutor(max_workers=1) as beside:
            shapes = beside.submit(self._simplified)  # the longest step, and it leaves Python free
            self.store.read_ahead()
            tables.compute(self.store, lambda: lsoa_shapes(self.store), progress)
            progress("the map of neighbourhoods")
            small = shapes.result()
        with layout.writing(self.root, NATIONAL) as folder:
            for name in load.ALL:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
            progress("the files")
            entries = [*self._tables(folder, tables), *self._boundaries(folder, small)]
            place = Place(NATIONAL, ENGLAND, "England")
            made = manifest.make(place, entries, self.store.sources, inputs_of(self.catalogue))
            manifest.write(made, folder / layout.manifest_of(NATIONAL))
            refuse(findings(folder, self.catalogue), NATIONAL)
        return made

    def _tables(self, folder: Path, tables: Tables) -> Iterator[FileEntry]:
        """Write figures, benchmarks and areas, and describe them."""
        indicators = self.catalogue.indicators.values()
        used = sorted({term.source for i in indicators for term in i.terms} | {geo.LOOKUP})
        table = national_figures.neighbourhoods(tables.pieces, self.catalogue)
        yield _parquet(folder, load.FIGURES, table, used)
        rows = national_figures.benchmarks(tables.pieces, self.catalogue)
        path = folder / load.BENCHMARKS
        write_csv(rows, path)
        yield manifest.entry(folder, path, len(rows), used)
        named = [geo.LOOKUP, geo.NAMES, geo.MSOA_NAMES, POPULATION, geo.LSOA_SHAPES]
        yield _parquet(folder, load.AREAS, self._areas(), named)

    def _areas(self) -> pa.Table:
        frame = self.areas.lsoas[list(AREA_COLUMNS)].astype(str)
        frame["population"] = self.areas.population.astype("int32")
        frame = frame.rename_axis("area_code").reset_index()
        return pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata()

    def _simplified(self) -> NDArray[np.object_]:
        raw = read_shapes(self.store.path(geo.LSOA_SHAPES), "LSOA21CD", "LSOA21NM")
        return simplified(raw, self.areas.lsoas.index, f"source '{geo.LSOA_SHAPES}'")

    def _boundaries(self, folder: Path, small: NDArray[np.object_]) -> Iterator[FileEntry]:
        """Write neighbourhoods and districts on one grid, and describe both files."""
        district = self.areas.lsoas["district"].astype(str)
        grid = Grid.around(shapely.total_bounds(small), GRID_M)
        for name, shapes, codes, sources in (
            (load.SHAPES, small, self.areas.lsoas.index, [geo.LSOA_SHAPES]),
            (load.OUTLINES, *outlines(small, district), [geo.LSOA_SHAPES, geo.LOOKUP]),
        ):
            path = folder / name
            path.write_bytes(encode(snapped(shapes, codes, grid)))
            yield manifest.entry(folder, path, len(codes), sources)


def _parquet(folder: Path, name: str, table: pa.Table, sources: list[str]) -> FileEntry:
    path = folder / name
    pq.write_table(table, path, compression="zstd", row_group_size=len(table))
    return manifest.entry(folder, path, len(table), sources)
