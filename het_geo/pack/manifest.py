"""The manifest: what is in a pack, from whom, under what licence, and the hash of every file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli_w

from het_geo.catalogue.strict import record
from het_geo.catalogue.vocabulary import Source
from het_geo.errors import CatalogueError, PackError
from het_geo.files import sha256_in, sha256_of
from het_geo.pack.layout import live_root, manifest_of, rebuild

if TYPE_CHECKING:
    pass

POPULATION = "ons-population-mid2022"


FORMAT = 6  # 6: areas.csv says where the people of a neighbourhood live, lon and lat
_SOURCE_KEYS = (
    "id", "publisher", "title", "url", "licence", "attribution", "period", "vintage", "status",
    "obtained", "sha256",
)  # fmt: skip


@dataclass(frozen=True)
class FileEntry:
    """One file of a pack: its path below the root, rows (features), bytes, hash and sources."""

    path: str
    rows: int
    bytes: int
    sha256: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class SourceEntry:
    """Where figures came from, as the pack states it."""

    id: str
    publisher: str
    title: str
    url: str
    licence: str
    attribution: str
    period: str
    vintage: str
    status: str
    obtained: str
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """A pack's own description: ``version`` changes when a file does, ``inputs`` when those do."""

    format: int
    place: str
    code: str
    name: str
    version: str
    inputs: str
    file: tuple[FileEntry, ...]
    source: tuple[SourceEntry, ...]

    @property
    def shape_credits(self) -> tuple[str, ...]:
        """The attributions of the shapes that maps stand on, each once."""
        return tuple(
            dict.fromkeys(entry.attribution for entry in self.source if "boundaries" in entry.id)
        )

    def edition_of(self, source: str) -> str:
        """Return the month that a source's title names, such as "November 2025"."""
        titles = [entry.title for entry in self.source if entry.id == source]
        found = re.search(r"\b[A-Z][a-z]+ \d{4}\b", " ".join(titles))
        return found.group() if found else "its publisher"


def entry(root: Path, path: Path, rows: int, sources: Iterable[str]) -> FileEntry:
    """Describe a file that has been written below ``root``."""
    return FileEntry(
        path=path.relative_to(root).as_posix(),
        rows=rows,
        bytes=path.stat().st_size,
        sha256=sha256_of(path),
        sources=tuple(sources),
    )


def make(
    place: Place, files: list[FileEntry], sources: Mapping[str, Source], inputs: str
) -> Manifest:
    """Make the manifest of ``files``; its version is the start of the hash of their hashes.

    ``inputs`` is the hash of what the pack was made from, by which a build knows it is up to date.
    """
    used = dict.fromkeys(name for file in files for name in file.sources)
    digest = sha256_in("\n".join(f"{f.path} {f.sha256}" for f in files))
    described = [{key: asdict(sources[name])[key] for key in _SOURCE_KEYS} for name in sorted(used)]
    return Manifest(
        format=FORMAT,
        place=place.slug,
        code=place.code,
        name=place.name,
        version=digest[:12],
        inputs=inputs,
        file=tuple(files),
        source=tuple(SourceEntry(**values) for values in described),
    )


def write(manifest: Manifest, path: Path) -> None:
    """Write the manifest as TOML, the same bytes for the same content."""
    path.write_text(tomli_w.dumps(_plain(asdict(manifest))), encoding="utf-8", newline="\n")


def read(root: Path, slug: str) -> Manifest:
    """Read a place's manifest; :class:`PackError` says which file is wrong and what to do."""
    name = manifest_of(slug)
    path = live_root(root, slug) / name
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        manifest = record(Manifest, table, name)
    except FileNotFoundError as error:
        raise PackError(f"{name}: there is no pack for '{slug}'. {rebuild(slug)}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, CatalogueError) as error:
        raise PackError(f"{name}: the manifest is damaged: {error} {rebuild(slug)}") from error
    if manifest.format != FORMAT:
        raise PackError(
            f"{name}: made for format {manifest.format}, this version reads {FORMAT}. "
            f"{rebuild(slug)}"
        )
    return manifest


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


@dataclass(frozen=True)
class Place:
    """The district that a pack is for."""

    slug: str
    code: str
    name: str
