"""The folder for what is fetched: written whole, by one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from het_geo.errors import StoreError

WAIT_S = 120.0  # for another process that fetches the same place
CACHE = "HET_GEO_CACHE"


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what a folder refuses into a message that names it.

    Raises:
        StoreError: the folder cannot be written to, or has no room.
    """
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"Nothing new can be saved in {folder} ({error.strerror}). Places fetched before are "
            "still shown. Free some space there, or name a folder that can be written to in "
            f"{CACHE}."
        ) from error


@contextmanager
def alone(folder: Path, name: str) -> Iterator[None]:
    """Let one process at a time, of those that share a folder, fetch what has a name.

    Raises:
        StoreError: another one has been at it for too long, or the folder is not to be written to.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - comes with the extra "stores"

    lock = FileLock(folder / f".{name}.lock", timeout=WAIT_S)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout as error:
            raise StoreError(
                f"Another process has been fetching {name} for {WAIT_S:.0f} seconds. Try again."
            ) from error
    try:
        yield
    finally:
        lock.release()
