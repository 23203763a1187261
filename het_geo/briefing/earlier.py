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
from het_geo.errors import PackError
from het_geo.figures import COLUMNS, NUMBERS
from het_geo.geography import shortened
from het_geo.pack import areas_table
from het_geo.pack.archive import LIMITS, unpacked
from het_geo.pack.held import HeldFiles
from het_geo.pack.layout import live_root, manifest_of
from het_geo.pack.load import figure_tables, load, read_figures
from het_geo.pack.manifest import FORMAT, SEALED, FileEntry, Manifest, SourceEntry
from het_geo.pack.seal import is_whole
from het_geo.plain import is_web_address
from het_geo.strangers.limits import Limits, StrangerError
from het_geo.strangers.table import looked_through
from het_geo.strangers.toml import read_toml

MOST_ROWS = 1_000_000  # of all tables of a pack together: Luton's has 80,000


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
    return list(changes(old, load(Path(root), slug, known)).sentences)


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
        table = read_toml(data, LIMITS, "a manifest")
        known = {f.name for f in fields(Manifest)}
        parts = {key: value for key, value in table.items() if key in known}
        parts["file"] = tuple(_entry(FileEntry, row) for row in table["file"])
        parts["source"] = tuple(_entry(SourceEntry, row) for row in table["source"])
        manifest = Manifest(**({"inputs": ""} | parts))
        form = manifest.format
        _check_texts(manifest)
    except FileNotFoundError as error:
        raise PackError(f"{name}: there is no earlier pack in {path.parent}.") from error
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, StrangerError) as error:
        raise PackError(f"{name}: the earlier pack’s manifest is damaged ({error}).") from error
    if form > FORMAT:
        raise PackError(
            f"{name}: made for format {form}, this version reads {FORMAT}: it is no earlier pack. "
            "Compare the other way round, with the version that made it."
        )
    if form >= SEALED and not is_whole(data):
        raise PackError(f"{name}: the earlier pack’s manifest is not what its own hash says.")
    if manifest.place != slug:
        raise PackError(f"{name}: the earlier pack is of “{manifest.place[:40]}”, not of {slug}.")
    notice = f"The earlier pack is of format {form} (now {FORMAT}): only its figures are compared."
    return manifest, [notice] if form < FORMAT else []


def _check_texts(manifest: Manifest) -> None:
    """Refuse a number where a text is due: the sentences are made of them."""
    named = [manifest.place, manifest.code, manifest.name, manifest.version]
    held = [getattr(s, f.name) for s in manifest.source for f in fields(SourceEntry)]
    if not all(isinstance(text, str) for text in [*named, *held, *(f.path for f in manifest.file)]):
        raise TypeError("a number stands where a text is due")
    if not all(
        type(number) is int for number in (manifest.format, *(f.bytes for f in manifest.file))
    ):
        raise TypeError("something else stands where a whole number is due")
    odd = [s.url for s in manifest.source if s.url and not is_web_address(s.url)]
    if odd:
        raise ValueError("a source’s address is no http or https address")


def _entry(cls: Any, row: dict[str, Any]) -> Any:
    """Return a record of a manifest; what an earlier format did not say is empty."""
    blank = {"rows": 0, "bytes": 0, "sources": ()}
    return cls(**{f.name: row.get(f.name, blank.get(f.name, "")) for f in fields(cls)})
