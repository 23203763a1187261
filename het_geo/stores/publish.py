"""Publish packs: an archive for each place, and the index last, in one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from het_geo.errors import PackError, StoreError
from het_geo.files import csv_lines
from het_geo.geography import ENGLAND
from het_geo.pack import manifest as manifests
from het_geo.pack.archive import pack_as_zip
from het_geo.pack.elsewhere import labels
from het_geo.pack.layout import NATIONAL, POSTCODES, live_root, manifest_of, places, rebuild
from het_geo.pack.manifest import FORMAT
from het_geo.stores.address import put, read
from het_geo.stores.index import (
    AGAIN,
    AREAS,
    INDEX,
    LAYOUT,
    PacksIndex,
    Published,
    digest,
    read_index,
    written,
)


def publish(
    root: Path, base: str, *, drop: bool = False, said: Callable[[str], None] = print
) -> tuple[PacksIndex, str]:
    """Publish every pack that stands below a folder; return the index and its SHA-256.

    What stands in the store already, by its hash, is not put again. A file is named after its hash,
    so a server that reads the index before this one finds its files still.

    Args:
        root: the folder of ``boundaries/`` and ``data/``.
        base: the address, or a folder.
        drop: whether places that are published and do not stand here may leave the index.
        said: is told the name of each file that is put.

    Raises:
        PackError: a pack is damaged or of another format, or places would leave the index.
        ExportError: the store does not take a file; the index is as it was.
    """
    slugs = places(root)
    if not slugs:
        raise PackError(f"{root}: there is no pack to publish. {rebuild('luton')}")
    before = _before(base, drop=drop)
    leaving = sorted({one.slug for one in before.place} - set(slugs))
    if leaving and not drop:
        raise PackError(
            f"{len(leaving)} places that are published do not stand here ({', '.join(leaving[:5])}"
            f"{' …' if len(leaving) > 5 else ''}): say --drop if they shall leave. Nothing was put."
        )
    held = {one.file for one in (*before.place, *before.beside)}
    placed = [_put(base, held, said, *_packed(root, slug)) for slug in slugs]
    national = [s for s in (NATIONAL, POSTCODES) if (live_root(root, s) / manifest_of(s)).is_file()]
    beside = [_put(base, held, said, *_packed(root, slug)) for slug in national]
    beside.append(_put(base, held, said, *_areas(root, slugs)))
    index = PacksIndex(LAYOUT, tuple(placed), tuple(beside))
    data = written(index)
    put(base, INDEX, data)
    return index, digest(data)


def _before(base: str, *, drop: bool) -> PacksIndex:
    """Return the index that stands in the store; an empty one where none does, or it may go.

    Raises:
        StoreError: the store does not answer, or what the index names cannot be known.
    """
    try:
        data = read(base, INDEX)
    except StoreError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return PacksIndex(LAYOUT)
        raise
    try:
        return read_index(data, INDEX)
    except StoreError as error:
        if drop:
            return PacksIndex(LAYOUT)
        what = str(error).removesuffix(AGAIN).strip()
        raise StoreError(
            f"{what} Which places it names is not known, so it is left as it is: say --drop if "
            "those that stand here shall take its place."
        ) from error


def _packed(root: Path, slug: str) -> tuple[Published, bytes]:
    """Return a verified pack as one file, and its line of the index."""
    made = manifests.read(root, slug)
    data = pack_as_zip(root, made)
    return _line((slug, made.code, made.name), made.version, data, "zip"), data


def _areas(root: Path, slugs: Iterable[str]) -> tuple[Published, bytes]:
    """Return the table of which place has or had which area, and its line of the index."""
    rows = [
        [code, slug, label]
        for slug in slugs
        for code, label in labels(live_root(root, slug) / "data" / slug)
    ]
    data = csv_lines([["code", "place", "label"], *rows]).encode()
    version = digest(data)[:12]
    return _line((AREAS, ENGLAND, "Areas and their places"), version, data, "csv"), data


def _line(named: tuple[str, str, str], version: str, data: bytes, kind: str) -> Published:
    slug, found = named[0], digest(data)
    file = f"packs/{slug}-{found[:16]}.{kind}"
    return Published(*named, FORMAT, version, file, len(data), found)


def _put(
    base: str, held: set[str], said: Callable[[str], None], line: Published, data: bytes
) -> Published:
    if line.file not in held:
        put(base, line.file, data)
        said(line.file)
    return line
