"""A place's pack as one ZIP file, to keep and to compare a later pack with."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from het_geo.errors import PackError
from het_geo.files import zipped
from het_geo.pack.layout import live_root, manifest_of
from het_geo.pack.manifest import Manifest

LARGEST = 64_000_000  # bytes unpacked: several times a large district's pack


def pack_as_zip(root: Path, manifest: Manifest) -> bytes:
    """Return every file of a pack, and its manifest, below their own paths."""
    base = live_root(root, manifest.place)
    names = [*(file.path for file in manifest.file), manifest_of(manifest.place)]
    return zipped({name: (base / name).read_bytes() for name in sorted(names)})


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
    """Put a place's pack from a ZIP file below a folder.

    Raises:
        PackError: it is no ZIP file, too large, names files outside the pack, or holds no pack of
            this place.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise PackError("This is no ZIP file of a pack: choose one that was saved here.") from error
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise PackError("This ZIP file is larger than a pack: choose one that was saved here.")
    own = (f"data/{slug}/", f"boundaries/{slug}/")
    with archive:
        for entry in entries:
            parts = PurePosixPath(entry.filename).parts
            if entry.is_dir() or ".." in parts or not entry.filename.startswith(own):
                continue
            path = Path(folder, *parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(entry))
    if not (folder / manifest_of(slug)).is_file():
        raise PackError(f"This ZIP file holds no pack of {slug}.")
