"""Read a pack and verify it: files against the manifest, figures against the catalogue."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import IO, Any

import pandas as pd

from het_geo.catalogue.records import Catalogue
from het_geo.errors import PackError
from het_geo.figures import COLUMNS, NUMBERS
from het_geo.geography import Level
from het_geo.pack import (
    areas_table,
    guidelines_table,
    points_table,
    postcodes_table,
    retired_table,
    similar_table,
    tenths_table,
)
from het_geo.pack import manifest as manifests
from het_geo.pack.check import check_areas, check_centroids, check_figures, check_shapes
from het_geo.pack.codebook import FILE as CODEBOOK
from het_geo.pack.held import HeldFiles, reading
from het_geo.pack.layout import live_root, manifest_of, rebuild, steadily
from het_geo.pack.manifest import Manifest
from het_geo.pack.model import Pack

TABLES = (points_table, retired_table, tenths_table, guidelines_table, postcodes_table)
# Tables that are no figures of areas.
BESIDE = (*(table.FILE for table in TABLES), *similar_table.SCHEMAS, CODEBOOK)
SHAPE_FILES = {
    Level.LSOA: "lsoa21",
    Level.MSOA: "msoa21",
    Level.WARD: "ward25",
    Level.DISTRICT: "district",
}


def load(root: Path, slug: str, catalogue: Catalogue) -> Pack:
    """Read and verify the pack of a place; nothing is written.

    Raises:
        PackError: a file (column, row, code) is missing, cut short, altered or inconsistent; it is
            named, with what to do.
    """
    return steadily(root, slug, lambda: _load(root, slug, catalogue))


def _load(root: Path, slug: str, catalogue: Catalogue) -> Pack:
    base = live_root(root, slug)
    manifest = manifests.read_below(base, slug)
    files = HeldFiles(base, manifest.file, slug)
    areas = files.read(f"data/{slug}/{areas_table.FILE}", areas_table.SCHEMA.read)
    areas = areas.set_index("area_code")
    figures = pd.concat(
        files.read(path, partial(read_figures, name=path, slug=slug))
        for path in figure_tables(manifest, slug)
    )
    shapes = {
        level: files.read(f"boundaries/{slug}/{name}.geojson", read_geojson)
        for level, name in SHAPE_FILES.items()
    }
    check_areas(areas, slug)
    check_shapes(shapes, areas, slug)
    check_centroids(areas, shapes[Level.LSOA], slug)
    check_figures(figures, areas, catalogue, slug)
    if manifest.code not in shapes[Level.DISTRICT]:
        raise PackError(
            f"{manifest_of(slug)}: its code {manifest.code} is of another place than its shapes. "
            f"{rebuild(slug)}"
        )
    beside = _beside(files, manifest, areas, catalogue, shapes[Level.DISTRICT][manifest.code])
    similar = _similar(files, slug)
    similar_table.check_similar(similar, areas, catalogue, slug)
    plain = figures.drop(columns="file")
    return Pack(manifest, catalogue, areas, plain, shapes, similar=similar, **beside)


def _beside(
    files: HeldFiles,
    manifest: Manifest,
    areas: pd.DataFrame,
    catalogue: Catalogue,
    outline: dict[str, Any],
) -> dict[str, pd.DataFrame]:
    """Return the tables that are no figures of areas, checked."""
    slug = manifest.place
    found = {}
    for table in TABLES:
        name = table.FILE.removesuffix(".csv")
        path = f"data/{slug}/{table.FILE}"
        optional = table is postcodes_table and path not in files
        found[name] = (
            postcodes_table.no_postcodes() if optional else files.read(path, table.SCHEMA.read)
        )
    described = [source.id for source in manifest.source]
    points_table.check_points(found["points"], outline, catalogue, described, slug)
    retired_table.check_retired(found["retired"], areas, slug)
    tenths_table.check_tenths(found["tenths"], areas, catalogue, slug)
    guidelines_table.check_guidelines(found["guidelines"], areas, catalogue, slug)
    postcodes_table.check_postcodes(found["postcodes"], areas, slug)
    return found


def _similar(files: HeldFiles, slug: str) -> similar_table.Similar:
    """Return the four tables of the areas most like a place's."""
    tables = {
        name: files.read(f"data/{slug}/{name}", schema.read)
        for name, schema in similar_table.SCHEMAS.items()
    }
    with reading(f"data/{slug}/{similar_table.STANDARD}", slug):
        return similar_table.similar_of(tables)


def read_geojson(file: IO[bytes]) -> dict[str, dict]:  # type: ignore[type-arg]
    """Return each feature of a pack's GeoJSON by area code.

    Raises:
        ValueError: a feature has no coordinates.
    """
    content = json.loads(file.read().decode("utf-8"))
    found = {feature["id"]: feature for feature in content["features"]}
    for code, feature in found.items():
        if not feature["geometry"]["coordinates"]:
            raise ValueError(f"{code} has no shape")
    return found


def figure_tables(manifest: Manifest, slug: str) -> list[str]:
    """Return the paths of a pack's tables of figures."""
    others = [f"data/{slug}/{name}" for name in ("areas.csv", *BESIDE)]
    return [f.path for f in manifest.file if f.path.endswith(".csv") and f.path not in others]


def read_figures(file: Path | IO[bytes], name: str, slug: str) -> pd.DataFrame:
    """Return a table of figures with the column ``file``, its name for messages.

    Raises:
        PackError: a column is missing, or holds what is no number; its row is named.
    """
    with reading(name, slug):
        frame = pd.read_csv(file, dtype={"area_code": str, "period": str, "status": str})
    missing = [column for column in COLUMNS if column not in frame]
    if missing:
        raise PackError(f"{name}: the column '{missing[0]}' is missing. {rebuild(slug)}")
    if frame.empty:  # columns without a row are texts to pandas
        frame = frame.astype(dict.fromkeys(NUMBERS, float))
    for column in NUMBERS:
        if not pd.api.types.is_numeric_dtype(frame[column]):
            number = pd.to_numeric(frame[column].astype(str), errors="coerce").astype(float)
            wrong = number.isna() & frame[column].notna()
            if wrong.any():
                row = int(wrong.idxmax())
                raise PackError(
                    f"{name}: row {row + 2}, column '{column}': {str(frame[column][row])[:40]!r} "
                    f"is not a number. {rebuild(slug)}"
                )
            frame[column] = number
    return frame.assign(file=name)
