"""Read the national pack: verified whole, its columns read when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from het_geo.catalogue.records import Catalogue
from het_geo.errors import PackError
from het_geo.figures import NUMBERS, Status
from het_geo.geography import ENGLAND
from het_geo.national.rings import Grid, read_header
from het_geo.pack import manifest as manifests
from het_geo.pack.held import HeldFiles, reading
from het_geo.pack.layout import NATIONAL, live_root, rebuild, steadily
from het_geo.pack.load import read_figures
from het_geo.pack.manifest import Manifest

FIGURES = f"data/{NATIONAL}/figures.parquet"
BENCHMARKS = f"data/{NATIONAL}/benchmarks.csv"
AREAS = f"data/{NATIONAL}/areas.parquet"
SHAPES = f"boundaries/{NATIONAL}/lsoa21.rings"
OUTLINES = f"boundaries/{NATIONAL}/district.rings"
ALL = (FIGURES, BENCHMARKS, AREAS, SHAPES, OUTLINES)


STATUS = "|status"


def column(indicator: str, period: str) -> str:
    """Return the name of the column of an indicator's values in a period."""
    return f"{indicator}|{period}"


def plain(values: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return the statuses that go without saying: ok, and missing where there is no value."""
    return np.where(np.isnan(values), str(Status.MISSING), str(Status.OK)).astype(object)


@dataclass(frozen=True)
class NationalPack:
    """All of England's neighbourhoods, verified.

    ``areas`` is indexed by ``area_code`` in the one order of every file: ``name``, ``msoa_name``
    (plain name), ``ward`` and ``ward_name`` (best fit), ``district``, ``district_name``,
    ``region``, ``region_name``, ``population``. ``districts`` are names by code, in the order of
    ``outlines``. ``shapes`` and ``outlines`` are files of :mod:`het_geo.national.rings`, both on
    ``grid``. ``periods_held`` are the periods of each indicator that there are figures of.
    """

    manifest: Manifest
    catalogue: Catalogue
    areas: pd.DataFrame
    districts: pd.Series
    periods_held: Mapping[str, frozenset[str]]
    shapes: bytes
    outlines: bytes
    grid: Grid
    _figures: pa.Buffer
    _benchmarks: pd.DataFrame

    def values(self, indicator: str, period: str) -> pd.Series:
        """Return the value of every neighbourhood in the indicator's unit, NaN where missing.

        Raises:
            KeyError: the pack does not hold the indicator or the period.
        """
        name = self._held(indicator, period)
        found = self._column(name).to_numpy(zero_copy_only=False).astype(float)
        return pd.Series(found, index=self.areas.index, name=name)

    def status(self, indicator: str, period: str) -> pd.Series:
        """Return the :class:`~het_geo.figures.Status` of every neighbourhood, as text.

        Raises:
            KeyError: the pack does not hold the indicator or the period.
        """
        name = self._held(indicator, period) + STATUS
        if name in self._columns:
            held = self._column(name).chunk(0)
            found = held.dictionary.to_numpy(zero_copy_only=False)[held.indices.to_numpy()]
        else:
            found = plain(self.values(indicator, period).to_numpy())
        return pd.Series(found, index=self.areas.index, name="status", dtype=object)

    def benchmarks(self, indicator: str, period: str) -> pd.DataFrame:
        """Return England's and the regions' figures: name, numbers, status, by area code.

        Raises:
            KeyError: the pack does not hold the indicator or the period.
        """
        self._held(indicator, period)
        rows = self._benchmarks
        chosen = (rows["indicator"] == indicator) & (rows["period"] == period)
        return rows.loc[chosen, ["name", *NUMBERS, "status"]]

    @cached_property
    def _metadata(self) -> pq.FileMetaData:
        return pq.read_metadata(pa.BufferReader(self._figures))

    @cached_property
    def _columns(self) -> frozenset[str]:
        return frozenset(self._metadata.schema.names)

    def _held(self, indicator: str, period: str) -> str:
        if period not in self.periods_held.get(indicator, ()):
            raise KeyError(f"the national pack has no figures of '{indicator}' in '{period}'")
        return column(indicator, period)

    def _column(self, name: str) -> pa.ChunkedArray:
        # A reader of its own for each call: pages of several people ask at the same time.
        file = pq.ParquetFile(pa.BufferReader(self._figures), metadata=self._metadata)
        return file.read(columns=[name], use_threads=False).column(0)


def load_national(root: Path, catalogue: Catalogue) -> NationalPack:
    """Read and verify the national pack; nothing is written.

    Raises:
        PackError: a file is missing, cut short, altered or inconsistent; it is named, with what to
            do.
    """
    return steadily(root, NATIONAL, lambda: _load(live_root(root, NATIONAL), catalogue))


def _load(base: Path, catalogue: Catalogue) -> NationalPack:
    manifest = manifests.read_below(base, NATIONAL)
    files = HeldFiles(base, manifest.file, NATIONAL)
    areas = files.read(AREAS, _areas)
    figures, shapes, outlines = (
        files.read(name, BytesIO.getvalue) for name in (FIGURES, SHAPES, OUTLINES)
    )
    first = areas.drop_duplicates("district").set_index("district")
    districts = first["district_name"].sort_index()
    return NationalPack(
        manifest,
        catalogue,
        areas,
        districts,
        _periods_held(pa.py_buffer(figures), len(areas), catalogue),
        shapes,
        outlines,
        _grid({SHAPES: (shapes, len(areas)), OUTLINES: (outlines, len(districts))}),
        pa.py_buffer(figures),
        _benchmarks(files, areas),
    )


def _areas(file: BytesIO) -> pd.DataFrame:
    frame = pq.read_table(file).to_pandas().set_index("area_code")
    if not frame.index.is_unique:
        raise PackError(f"{AREAS}: an area stands twice. {rebuild(NATIONAL)}")
    return frame


def _periods_held(figures: pa.Buffer, rows: int, catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """Return the periods by indicator, once all of them are the catalogue's."""
    with reading(FIGURES, NATIONAL):
        found = pq.read_metadata(pa.BufferReader(figures))
    if found.num_rows != rows:
        raise PackError(
            f"{FIGURES}: {found.num_rows:,} rows for {rows:,} areas. {rebuild(NATIONAL)}"
        )
    held: dict[str, set[str]] = {}
    for name in found.schema.names:
        indicator, period = name.removesuffix(STATUS).split("|")
        known = catalogue.indicators.get(indicator)
        if known is None or period not in {p.id for p in known.periods}:
            raise PackError(
                f"{FIGURES}: the catalogue does not declare '{name}'. {rebuild(NATIONAL)}"
            )
        held.setdefault(indicator, set()).add(period)
    return {indicator: frozenset(periods) for indicator, periods in held.items()}


def _grid(contents: Mapping[str, tuple[bytes, int]]) -> Grid:
    """Return the grid that all files of shapes share, once each has as many areas as it should."""
    grids = set()
    for name, (content, wanted) in contents.items():
        with reading(name, NATIONAL):
            grid, (count, _, _) = read_header(content)
        if count != wanted:
            raise PackError(f"{name}: {count:,} shapes for {wanted:,} areas. {rebuild(NATIONAL)}")
        grids.add(grid)
    if len(grids) != 1:
        raise PackError(f"{OUTLINES}: on another grid than the rest. {rebuild(NATIONAL)}")
    return grids.pop()


def _benchmarks(files: HeldFiles, areas: pd.DataFrame) -> pd.DataFrame:
    rows = files.read(BENCHMARKS, partial(read_figures, name=BENCHMARKS, slug=NATIONAL))
    names = areas.drop_duplicates("region").set_index("region")["region_name"].to_dict()
    names[ENGLAND] = "England"
    return rows.assign(name=rows["area_code"].map(names)).set_index("area_code")
