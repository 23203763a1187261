"""Read a pack and verify it: files against the manifest, figures against the catalogue."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from het_geo.catalogue.records import Catalogue
from het_geo.errors import PackError
from het_geo.figures import COLUMNS, NUMBERS
from het_geo.files import sha256_of
from het_geo.geography import Level
from het_geo.pack import manifest as manifests
from het_geo.pack.check import check_areas, check_centroids, check_figures, check_shapes
from het_geo.pack.guidelines_table import FILE as GUIDELINES
from het_geo.pack.guidelines_table import check_guidelines, read_guidelines
from het_geo.pack.layout import live_root, rebuild
from het_geo.pack.manifest import Manifest
from het_geo.pack.model import Pack
from het_geo.pack.points_table import FILE as POINTS
from het_geo.pack.points_table import check_points, read_points
from het_geo.pack.postcodes_table import FILE as POSTCODES
from het_geo.pack.postcodes_table import check_postcodes, no_postcodes, read_postcodes
from het_geo.pack.retired_table import FILE as RETIRED
from het_geo.pack.retired_table import check_retired, read_retired
from het_geo.pack.tenths_table import FILE as TENTHS
from het_geo.pack.tenths_table import check_tenths, read_tenths


def read_geojson(path: Path) -> dict[str, dict]:  # type: ignore[type-arg]
    """Return each feature of a pack's GeoJSON by area code."""
    content = json.loads(path.read_text(encoding="utf-8"))
    found = {feature["id"]: feature for feature in content["features"]}
    for code, feature in found.items():
        if not feature["geometry"]["coordinates"]:
            raise ValueError(f"{code} has no shape")
    return found


BESIDE = (POINTS, RETIRED, TENTHS, GUIDELINES, POSTCODES)  # tables that are no figures of areas
SHAPE_FILES = {
    Level.LSOA: "lsoa21",
    Level.MSOA: "msoa21",
    Level.WARD: "ward25",
    Level.DISTRICT: "district",
}


def load(root: Path, slug: str, catalogue: Catalogue) -> Pack:
    """Read and verify the pack of a place.

    Raises :class:`PackError` naming the file (column, row, code) that is missing, truncated,
    altered or inconsistent, and what to do. Nothing is written.
    """
    try:
        return _load(root, slug, catalogue)
    except FileNotFoundError:
        # A build put a new pack in place while we read the old one: read the new one.
        return _load(root, slug, catalogue)


def _load(root: Path, slug: str, catalogue: Catalogue) -> Pack:
    manifest = manifests.read(root, slug)
    base = live_root(root, slug)
    for file in manifest.file:
        verify(base, file, slug)
    tables = figure_tables(manifest, slug)
    areas = _areas(base, slug)
    figures = pd.concat([read_figures(base / path, path, slug) for path in tables])
    shapes = {}
    for level, name in SHAPE_FILES.items():
        path = f"boundaries/{slug}/{name}.geojson"
        with reading(path, slug):
            shapes[level] = read_geojson(base / path)
    check_areas(areas, slug)
    check_shapes(shapes, areas, slug)
    check_centroids(areas, shapes[Level.LSOA], slug)
    check_figures(figures, areas, catalogue, slug)
    points = _described(base, POINTS, manifest, read_points)
    described = [source.id for source in manifest.source]
    check_points(points, shapes[Level.DISTRICT][manifest.code], catalogue, described, slug)
    retired = _described(base, RETIRED, manifest, read_retired)
    check_retired(retired, areas, slug)
    tenths = _described(base, TENTHS, manifest, read_tenths)
    check_tenths(tenths, areas, catalogue, slug)
    above = _described(base, GUIDELINES, manifest, read_guidelines)
    check_guidelines(above, areas, catalogue, slug)
    postcodes = no_postcodes()
    if f"data/{slug}/{POSTCODES}" in [file.path for file in manifest.file]:
        postcodes = _described(base, POSTCODES, manifest, read_postcodes)
        check_postcodes(postcodes, areas, slug)
    plain = figures.drop(columns="file")
    return Pack(
        manifest, catalogue, areas, plain, shapes, points, retired, tenths, above, postcodes
    )


def figure_tables(manifest: Manifest, slug: str) -> list[str]:
    """Return the paths of a pack's tables of figures."""
    others = [f"data/{slug}/{name}" for name in ("areas.csv", *BESIDE)]
    return [f.path for f in manifest.file if f.path.endswith(".csv") and f.path not in others]


@contextmanager
def reading(name: str, slug: str) -> Iterator[None]:
    """Turn whatever a damaged file makes its reader say into a message that names the file."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"{type(error).__name__}: {error}"
        raise PackError(f"{name}: the file is damaged ({what}). {rebuild(slug)}") from error


def verify(base: Path, file: manifests.FileEntry, slug: str) -> None:
    """Raise :class:`PackError` unless a file stands below ``base`` as the manifest describes it."""
    if not file.path.startswith((f"boundaries/{slug}/", f"data/{slug}/")) or ".." in file.path:
        raise PackError(f"{file.path}: no file of this pack. {rebuild(slug)}")
    path = base / file.path
    if not path.is_file():
        raise PackError(f"{file.path}: the file is missing. {rebuild(slug)}")
    size = path.stat().st_size
    if size < file.bytes:
        raise PackError(
            f"{file.path}: the file is cut short ({size:,} of {file.bytes:,} bytes). "
            f"{rebuild(slug)}"
        )
    found = sha256_of(path)
    if found != file.sha256:
        raise PackError(
            f"{file.path}: the file has been altered (sha256 {found[:12]}…, the manifest says "
            f"{file.sha256[:12]}…). {rebuild(slug)}"
        )


def _areas(base: Path, slug: str) -> pd.DataFrame:
    name = f"data/{slug}/areas.csv"
    text = ["area_code", "name", "level", "vintage", "ward", "msoa", "msoa_name"]
    text += ["most_area_in", "overlapped_by"]
    numbers = ["population", "ward_share", "lon", "lat"]
    with reading(name, slug):
        frame = pd.read_csv(
            base / name,
            dtype=dict.fromkeys(text, str) | dict.fromkeys(numbers, float),
            keep_default_na=False,
            na_values={column: [""] for column in numbers},
        )
        return frame[[*text, *numbers]].set_index("area_code")


def _described(
    base: Path, file: str, manifest: Manifest, read: Callable[[Path], pd.DataFrame]
) -> pd.DataFrame:
    """Read a table that the manifest must describe."""
    name = f"data/{manifest.place}/{file}"
    if name not in [entry.path for entry in manifest.file]:
        raise PackError(f"{name}: missing from the manifest. {rebuild(manifest.place)}")
    with reading(name, manifest.place):
        return read(base / name)


def read_figures(path: Path, name: str, slug: str) -> pd.DataFrame:
    """Return a table of figures with the column ``file``, its name for messages."""
    with reading(name, slug):
        frame = pd.read_csv(path, dtype={"area_code": str, "period": str, "status": str})
    missing = [column for column in COLUMNS if column not in frame]
    if missing:
        raise PackError(f"{name}: the column '{missing[0]}' is missing. {rebuild(slug)}")
    if frame.empty:  # columns without a row are texts to pandas
        frame = frame.astype(dict.fromkeys(NUMBERS, float))
    for column in NUMBERS:
        if not pd.api.types.is_numeric_dtype(frame[column]):
            number = pd.to_numeric(frame[column], errors="coerce")
            row = int((number.isna() & frame[column].notna()).idxmax())
            raise PackError(
                f"{name}: row {row + 2}, column '{column}': {frame[column][row]!r} is not a "
                f"number. {rebuild(slug)}"
            )
    return frame.assign(file=name)
