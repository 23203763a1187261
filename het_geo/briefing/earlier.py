"""An earlier pack as far as it is read, and what has changed since it, from a stranger's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from het_geo.briefing.changes import KEYS
from het_geo.briefing.since import changes
from het_geo.catalogue.read import read_catalogue
from het_geo.catalogue.records import Catalogue
from het_geo.errors import PackError
from het_geo.figures import COLUMNS, NUMBERS
from het_geo.geography import shortened
from het_geo.pack.archive import LIMITS, unpacked
from het_geo.pack.layout import live_root, manifest_of
from het_geo.pack.load import figure_tables, load, read_figures, reading, verify
from het_geo.pack.manifest import FORMAT, FileEntry, Manifest, SourceEntry
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
    manifest, notices = _manifest(base / name, name)
    for file in manifest.file:
        if file.path.endswith(".csv"):
            verify(base, file, slug)
    paths, own = figure_tables(manifest, slug), f"data/{slug}/areas.csv"
    _look_through(base, [own, *paths])
    with reading(own, slug):
        areas = pd.read_csv(base / own, dtype=str, keep_default_na=False).set_index("area_code")
        _ = areas[["name", "level", "msoa_name"]]  # what labels need
    _once(areas.index.to_frame(), ["area_code"], own)
    if not paths:
        raise PackError(f"{name}: the earlier pack has no figures.")
    figures = pd.concat([read_figures(base / path, path, slug) for path in paths])
    _once(figures, KEYS, "the tables of figures")
    if figures.empty or np.isinf(figures[NUMBERS].to_numpy(dtype=float)).any():
        what = "are empty" if figures.empty else "hold a number without end"
        raise PackError(f"{name}: the earlier pack’s tables of figures {what}.")
    return Earlier(manifest, catalogue, areas, figures[COLUMNS], tuple(notices))


def _look_through(base: Path, paths: Sequence[str]) -> None:
    """Refuse tables that are beyond what a pack's are, before anything reads them whole."""
    left = MOST_ROWS
    for path in paths:
        data = (base / path).read_bytes() if (base / path).is_file() else b""
        try:
            looked_through(data, path, Limits(rows=left, columns=60, cell=20_000))
        except StrangerError as error:
            raise PackError(f"{error} Choose a pack that was saved here.") from error
        left -= data.count(b"\n")


def _once(table: pd.DataFrame, keys: Sequence[str], name: str) -> None:
    if (twice := table.duplicated(list(keys))).any():
        row = ", ".join(map(str, table.loc[twice.to_numpy(), list(keys)].iloc[0]))
        raise PackError(f"{name}: a row stands twice ({shortened(row, 80)}).")


def _manifest(path: Path, name: str) -> tuple[Manifest, list[str]]:
    try:
        table = read_toml(path.read_bytes(), LIMITS, "a manifest")
        known = {f.name for f in fields(Manifest)}
        parts = {key: value for key, value in table.items() if key in known}
        parts["file"] = tuple(_entry(FileEntry, row) for row in table["file"])
        parts["source"] = tuple(_entry(SourceEntry, row) for row in table["source"])
        manifest = Manifest(**({"inputs": ""} | parts))
        form = int(manifest.format)
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
    notice = f"The earlier pack is of format {form} (now {FORMAT}): only its figures are compared."
    return manifest, [notice] if form < FORMAT else []


def _check_texts(manifest: Manifest) -> None:
    """Refuse a number where a text is due: the sentences are made of them."""
    named = [manifest.place, manifest.code, manifest.name, manifest.version]
    held = [getattr(s, f.name) for s in manifest.source for f in fields(SourceEntry)]
    if not all(isinstance(text, str) for text in [*named, *held, *(f.path for f in manifest.file)]):
        raise TypeError("a number stands where a text is due")
    if not all(isinstance(f.bytes, int) for f in manifest.file):
        raise TypeError("a text stands where a number is due")


def _entry(cls: Any, row: dict[str, Any]) -> Any:
    """Return a record of a manifest; what an earlier format did not say is empty."""
    blank = {"rows": 0, "bytes": 0, "sources": ()}
    return cls(**{f.name: row.get(f.name, blank.get(f.name, "")) for f in fields(cls)})
