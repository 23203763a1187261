"""A place's pack as one ZIP file, to keep and to compare a later pack with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from het_geo.errors import PackError
from het_geo.files import zipped
from het_geo.pack.held import held
from het_geo.pack.layout import bytes_at, live_root, manifest_of, steadily
from het_geo.pack.manifest import Manifest, read_below
from het_geo.strangers.limits import Limits, StrangerError
from het_geo.strangers.packed import parts_of
from het_geo.strangers.toml import read_toml

LARGEST = 12_000_000  # bytes of the ZIP file: several times a large district’s pack
_FILE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"  # no folder within a pack’s own
LIMITS = Limits(size=LARGEST, unpacked=64_000_000, entries=500)
WHAT = "a pack"


def pack_as_zip(root: Path, manifest: Manifest) -> bytes:
    """Return every file of a pack, and its manifest, below their own paths.

    Raises:
        PackError: a file is not what the manifest says, or another pack stands there now.
    """
    slug = manifest.place
    return steadily(root, slug, lambda: _zipped(live_root(root, slug), manifest))


def _zipped(base: Path, manifest: Manifest) -> bytes:
    slug, head = manifest.place, manifest_of(manifest.place)
    if read_below(base, slug) != manifest:
        raise PackError(f"{slug}: another pack has been put in its place since. Open it again.")
    data = bytes_at(base / head, head, slug)
    members = {file.path: held(base, file, slug) for file in manifest.file}
    return zipped(dict(sorted((members | {head: data}).items())))


@contextmanager
def unpacked(data: bytes, slug: str) -> Iterator[Path]:
    """Give a folder that holds a place's pack from a ZIP file; it goes with the ``with``.

    Raises:
        PackError: as :func:`unpack`.
    """
    with TemporaryDirectory() as folder:
        unpack(data, slug, Path(folder))
        yield Path(folder)


def unpack(data: bytes, slug: str, folder: Path) -> None:
    """Put a place's pack from a ZIP file below a folder: its manifest, and what that names.

    Raises:
        PackError: it is no ZIP file, too large, damaged, or holds no pack of this place.
    """
    head, own = manifest_of(slug), re.compile(rf"(data|boundaries)/{re.escape(slug)}/{_FILE}")

    def is_own(name: str) -> bool:
        return own.fullmatch(name) is not None

    try:
        found = dict(parts_of(data, is_own, LIMITS, WHAT))
        named = _named(found[head]) if head in found else set()
    except StrangerError as error:
        raise PackError(f"{error} Choose a ZIP file of a pack that was saved here.") from error
    if head not in found:
        raise PackError(f"This ZIP file holds no pack of {slug}.")
    for name in [head, *sorted(named & found.keys())]:
        path = Path(folder, *PurePosixPath(name).parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(found[name])


def _named(manifest: bytes) -> set[str]:
    """Return the files that a manifest names."""
    files = read_toml(manifest, LIMITS, "a manifest").get("file", [])
    rows = files if isinstance(files, list) else []
    return {str(row.get("path")) for row in rows if isinstance(row, dict)}
