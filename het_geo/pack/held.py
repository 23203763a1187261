"""A pack's files as bytes that are those its manifest describes: read once, then parsed.

A file is never looked at twice, as a build may replace it between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from het_geo.errors import PackError
from het_geo.pack.layout import bytes_at, rebuild
from het_geo.pack.manifest import FileEntry

T = TypeVar("T")


def held(base: Path, file: FileEntry, slug: str) -> bytes:
    """Return the bytes of a file below ``base``, once they are those of the manifest.

    Raises:
        PackError: it is no file of this pack, is missing, cut short or altered.
    """
    if not file.path.startswith((f"boundaries/{slug}/", f"data/{slug}/")) or ".." in file.path:
        raise PackError(f"{file.path}: no file of this pack. {rebuild(slug)}")
    data = bytes_at(base / file.path, file.path, slug)
    if len(data) < file.bytes:
        raise PackError(
            f"{file.path}: the file is cut short ({len(data):,} of {file.bytes:,} bytes). "
            f"{rebuild(slug)}"
        )
    found = hashlib.sha256(data).hexdigest()
    if found != file.sha256:
        raise PackError(
            f"{file.path}: the file has been altered (sha256 {found[:12]}…, the manifest says "
            f"{file.sha256[:12]}…). {rebuild(slug)}"
        )
    return data


class HeldFiles:
    """All files of a pack that its manifest describes, each as it is described."""

    def __init__(self, base: Path, files: tuple[FileEntry, ...], slug: str) -> None:
        """Read and verify every file."""
        self._data = {file.path: held(base, file, slug) for file in files}
        self._slug = slug

    def __contains__(self, path: str) -> bool:
        return path in self._data

    def read(self, path: str, reader: Callable[[BytesIO], T]) -> T:
        """Return what a reader makes of a file.

        Raises:
            PackError: the manifest does not describe it, or the reader cannot read it.
        """
        if path not in self._data:
            raise PackError(f"{path}: missing from the manifest. {rebuild(self._slug)}")
        with reading(path, self._slug):
            return reader(BytesIO(self._data[path]))


@contextmanager
def reading(name: str, slug: str) -> Iterator[None]:
    """Turn whatever a damaged file makes its reader say into a message that names the file.

    Raises:
        PackError: a reader met a value, key or type that it does not know.
    """
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"{type(error).__name__}: {error}"
        raise PackError(f"{name}: the file is damaged ({what}). {rebuild(slug)}") from error
