"""An earlier pack as far as it is read, and what has changed since it, from a stranger's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd

from het_geo.briefing.changes import KEYS
from het_geo.briefing.since import changes
from het_geo.catalogue.read import read_catalogue
from het_geo.catalogue.records import Catalogue
from het_geo.catalogue.strict import record
from het_geo.errors import CatalogueError, PackError
from het_geo.figures import COLUMNS, NUMBERS
from het_geo.geography import shortened
from het_geo.pack import areas_table
from het_geo.pack.archive import LIMITS, unpacked
from het_geo.pack.held import HeldFiles
from het_geo.pack.layout import live_root, manifest_of
from het_geo.pack.load import figure_tables, load, read_figures
from het_geo.pack.manifest import FORMAT, SEALED, FileEntry, Manifest, SourceEntry
from het_geo.pack.seal import is_whole
from het_geo.plain import is_web_address, plain
from het_geo.strangers.limits import Limits, StrangerError
from het_geo.strangers.table import looked_through
from het_geo.strangers.toml import read_toml

MOST_ROWS = 1_000_000  # of all tables of a pack together: Luton's has 80,000
MOST_SAID = 40
LONGEST_NAME = 100  # letters of a place, its code and a version
LONGEST = 2_000  # letters of a sentence: names in it are a stranger’s


def sentences_since(data: bytes, slug: str, root: str, catalogue: str) -> list[str]:
    """Return what has changed since an earlier pack in a ZIP file, in sentences.

    It is asked for in a child process: a stranger's tables are read here.

    Args:
        data: the ZIP file.
        slug: the place.
        root: the folder below which the place's pack of today stands.
        catalogue: the folder of the catalogue.

    Raises:
        PackError: the file is no pack of the place, or a damaged one.
    """
    known = read_catalogue(Path(catalogue))
    with unpacked(data, slug) as folder:
        old = read_earlier(folder, slug, known)
    said = changes(old, load(Path(root), slug, known)).sentences
    return [shortened(plain(text), LONGEST) for text in said[:MOST_SAID]]


@dataclass(frozen=True)
class Earlier:
    """An earlier pack as far as changes need it: no shapes, and indicators of any name."""

    manifest: Manifest
    catalogue: Catalogue
    areas: pd.DataFrame
    figures: pd.DataFrame
    notices: tuple[str, ...] = ()


def read_earlier(root: Path, slug: str, catalogue: Catalogue) -> Earlier:
    """Read an earlier pack of a place: each file is checked against its manifest's hash.

    Indicators and periods that the catalogue does not know are kept; a pack of an earlier format
    is read as far as it goes, with a notice.

    Raises:
        PackError: there is no pack, it is damaged, or of a later format.
    """
    name = manifest_of(slug)
    base = live_root(root, slug)
    manifest, notices = _manifest(base / name, slug)
    paths, own = figure_tables(manifest, slug), f"data/{slug}/{areas_table.FILE}"
    if not paths:
        raise PackError(f"{name}: the earlier pack has no figures.")
    tables = tuple(file for file in manifest.file if file.path in {own, *paths})
    files = HeldFiles(base, tables, slug)
    _look_through(files, [own, *paths])
    areas = files.read(own, _areas)
    _once(areas.index.to_frame(), ["area_code"], own)
    figures = pd.concat(
        files.read(path, partial(read_figures, name=path, slug=slug)) for path in paths
    )
    _once(figures, KEYS, "the tables of figures")
    if figures.empty or np.isinf(figures[NUMBERS].to_numpy(dtype=float)).any():
        what = "are empty" if figures.empty else "hold a number without end"
        raise PackError(f"{name}: the earlier pack’s tables of figures {what}.")
    return Earlier(manifest, catalogue, areas, figures[COLUMNS], tuple(notices))


def _areas(file: IO[bytes]) -> pd.DataFrame:
    """Read the areas with what labels need, whatever columns the format had."""
    areas = pd.read_csv(file, dtype=str, keep_default_na=False).set_index("area_code")
    _ = areas[["name", "level", "msoa_name"]]
    return areas


def _look_through(files: HeldFiles, paths: Sequence[str]) -> None:
    """Refuse tables that are beyond what a pack's are, before anything reads them whole."""
    left = MOST_ROWS
    for path in paths:
        data = files.read(path, BytesIO.getvalue)
        try:
            looked_through(data, path, Limits(rows=left, columns=60, cell=20_000))
        except StrangerError as error:
            raise PackError(f"{error} Choose a pack that was saved here.") from error
        left -= data.count(b"\n")


def _once(table: pd.DataFrame, keys: Sequence[str], name: str) -> None:
    if (twice := table.duplicated(list(keys))).any():
        row = ", ".join(map(str, table.loc[twice.to_numpy(), list(keys)].iloc[0]))
        raise PackError(f"{name}: a row stands twice ({shortened(row, 80)}).")


def _manifest(path: Path, slug: str) -> tuple[Manifest, list[str]]:
    name = manifest_of(slug)
    try:
        data = path.read_bytes()
        manifest = _record(read_toml(data, LIMITS, "a manifest"), name)
        _check_texts(manifest)
    except FileNotFoundError as error:
        raise PackError(f"{name}: there is no earlier pack in {path.parent}.") from error
    except (ValueError, StrangerError, CatalogueError) as error:
        said = shortened(str(error), 200)
        raise PackError(f"{name}: the earlier pack’s manifest is damaged ({said}).") from error
    form = manifest.format
    if form > FORMAT:
        raise PackError(
            f"{name}: made for format {form}, this version reads {FORMAT}: it is no earlier pack. "
            "Compare the other way round, with the version that made it."
        )
    if form >= SEALED and not is_whole(data):
        raise PackError(f"{name}: the earlier pack’s manifest is not what its own hash says.")
    if manifest.place != slug:
        raise PackError(f"{name}: the earlier pack is of “{manifest.place}”, not of {slug}.")
    notice = f"The earlier pack is of format {form} (now {FORMAT}): only its figures are compared."
    return manifest, [notice] if form < FORMAT else []


def _record(table: dict[str, Any], name: str) -> Manifest:
    """Return a manifest, each value of its declared type; what a format did not say is empty."""
    parts = {"inputs": "", **{f.name: table[f.name] for f in fields(Manifest) if f.name in table}}
    for key, cls in (("file", FileEntry), ("source", SourceEntry)):
        rows = parts.get(key)
        if isinstance(rows, list):
            parts[key] = [_filled(cls, row) if isinstance(row, dict) else row for row in rows]
    return record(Manifest, parts, name)


def _filled(cls: type[Any], row: dict[str, Any]) -> dict[str, Any]:
    blank: dict[str, Any] = {"rows": 0, "bytes": 0, "sources": []}
    return {f.name: row.get(f.name, blank.get(f.name, "")) for f in fields(cls)}


def _check_texts(manifest: Manifest) -> None:
    """Refuse a text that is too long for what sentences say of it, and an odd address."""
    named = [manifest.place, manifest.code, manifest.name, manifest.version]
    held = [str(getattr(s, f.name)) for s in manifest.source for f in fields(SourceEntry)]
    if max(map(len, named)) > LONGEST_NAME or max(map(len, held), default=0) > LONGEST:
        raise ValueError("a text is too long")
    if any(source.url and not is_web_address(source.url) for source in manifest.source):
        raise ValueError("a source’s address is no http or https address")
