"""The manifest: what is in a pack, from whom, under what licence, and the hash of every file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import tomli_w

from het_geo.catalogue.rules import OWN
from het_geo.catalogue.strict import record
from het_geo.catalogue.vocabulary import Source
from het_geo.errors import CatalogueError, PackError
from het_geo.files import sha256_in, sha256_of
from het_geo.pack.layout import bytes_at, live_root, manifest_of, rebuild, steadily
from het_geo.pack.seal import KEY, is_whole, sealed
from het_geo.plain import is_web_address

POPULATION = "ons-population-mid2022"


FORMAT = 8  # 8: codebook.csv, datapackage.json, csv-metadata.json, and the manifest's own hash
SEALED = 8  # the first format whose manifest bears its own hash
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
    """Write the manifest as TOML below its own hash, the same bytes for the same content."""
    path.write_bytes(sealed(tomli_w.dumps(_plain(asdict(manifest)))))


def read(root: Path, slug: str) -> Manifest:
    """Read a place's manifest, again where a build has replaced it meanwhile.

    Raises:
        PackError: it is missing, of another format, altered or damaged; the message says what to
            do.
    """
    return steadily(root, slug, lambda: read_below(live_root(root, slug), slug))


def read_below(base: Path, slug: str) -> Manifest:
    """Read the manifest that stands below a folder, whatever stands elsewhere.

    Raises:
        PackError: there is none, it is of another format, altered or damaged.
    """
    name = manifest_of(slug)
    if not (base / name).exists():
        raise PackError(f"{name}: there is no pack for '{slug}'. {rebuild(slug)}")
    data = bytes_at(base / name, name, slug)
    try:
        table = tomllib.loads(data.decode("utf-8"))
        form = table.get("format")
        if isinstance(form, int) and form != FORMAT:
            raise PackError(
                f"{name}: made for format {form}, this version reads {FORMAT}. {rebuild(slug)}"
            )
        if not is_whole(data):
            raise PackError(
                f"{name}: the manifest has been altered: it is not what its own hash says. "
                f"{rebuild(slug)}"
            )
        manifest = record(Manifest, {k: v for k, v in table.items() if k != KEY}, name)
    except (ValueError, RecursionError, CatalogueError) as error:
        raise PackError(f"{name}: the manifest is damaged: {error} {rebuild(slug)}") from error
    _check(manifest, name, slug)
    return manifest


def _check(manifest: Manifest, name: str, slug: str) -> None:
    """Refuse the manifest of another place, and an address that is none of a page on the web."""
    if manifest.place != slug:
        raise PackError(f"{name}: it is of '{manifest.place}', not of '{slug}'. {rebuild(slug)}")
    for source in manifest.source:
        named = source.url or source.status != OWN  # a visitor's table may have no page
        if named and not is_web_address(source.url):
            raise PackError(
                f"{name}: the address of the source '{source.id}' is no http or https address. "
                f"{rebuild(slug)}"
            )


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
