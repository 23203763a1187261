"""Where a pack's files stand, and the one moment at which a new pack replaces the old.

A build writes everything into a folder of its own. One rename then makes it the *next* pack:
that rename is the moment of change, and readers take the next pack from then on. Only after it
are the files copied to where they belong, and the next folder is removed. So a build that is
killed at any moment leaves either the old pack whole or the new pack whole.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from het_geo.errors import PackError
from het_geo.files import replacing

T = TypeVar("T")
TRIES = 8  # packs may be put in place one after another while somebody reads

MANIFEST = "manifest.toml"
NATIONAL = "england"  # the pack of all neighbourhoods: no place, so its manifest has another name
POSTCODES = "postcodes"  # the index of all postcodes: no place either
_NEXT = ".next-"
_OTHERS = {NATIONAL: "national.toml", POSTCODES: "index.toml"}


def manifest_of(slug: str) -> str:
    """Return the manifest's path below the root of the project."""
    return f"data/{slug}/{_OTHERS.get(slug, MANIFEST)}"


def rebuild(slug: str) -> str:
    """Return the sentence that says how to get a pack right."""
    command = f"Build it again (python -m het_geo build {slug} --sources FOLDER)"
    return (
        f"{command}."
        if slug in (NATIONAL, POSTCODES)
        else f"{command}, or restore it from version control."
    )


def live_root(root: Path, slug: str) -> Path:
    """Return the root to read a place from: the next pack's, while one is being put in place."""
    following = _next(root, slug)
    return following if following.is_dir() else root


def looked_at(root: Path, slug: str, look: Callable[[Path], T]) -> T:
    """Return what ``look`` sees below the root to read a place from.

    A next pack's folder goes once its files stand where they belong, and another one may follow:
    it is looked again where a build has put something else there meanwhile.

    Raises:
        FileNotFoundError: ``look`` does, of what has stood there all the time.
    """
    for _ in range(TRIES):
        before = _standing(root, slug)
        try:
            found = look(live_root(root, slug))
        except FileNotFoundError:
            if _standing(root, slug) == before:
                raise
        else:
            if _standing(root, slug) == before:
                return found
    return look(live_root(root, slug))


def steadily(root: Path, slug: str, read: Callable[[], T]) -> T:
    """Return what ``read`` reads of a pack: read again where a build has replaced it meanwhile.

    Raises:
        PackError: ``read`` does, of a pack that has stood there all the time, or at the last try.
    """
    for _ in range(TRIES):
        before = _standing(root, slug)
        try:
            return read()
        except PackError:
            if _standing(root, slug) == before:
                raise
    return read()


def _standing(root: Path, slug: str) -> tuple[object, ...]:
    """Return what is another once another pack stands there, were it the same to the last byte."""
    path = live_root(root, slug) / manifest_of(slug)
    try:
        found = path.stat()
    except OSError:
        return (path,)
    return (path, found.st_ino, found.st_mtime_ns, found.st_size)


def bytes_at(path: Path, name: str, slug: str) -> bytes:
    """Return a file's bytes.

    Raises:
        PackError: no file stands there, or it cannot be read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for
            what = "a folder stands" if path.is_dir() else "something else stands"
            raise PackError(f"{name}: {what} where a file should. Remove it. {rebuild(slug)}")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PackError(f"{name}: the file is missing. {rebuild(slug)}") from error
    except (OSError, ValueError) as error:  # a name that no file can have is a ValueError
        what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise PackError(f"{name}: it cannot be read ({what}). {rebuild(slug)}") from error


def places(root: Path) -> list[str]:
    """Return the places that have a pack below ``root``, in alphabetical order."""
    data = root / "data"
    following = [path.name.removeprefix(_NEXT) for path in data.glob(f"{_NEXT}*")]
    # A next pack's folder may be gone by now: then its files are looked at after it.
    made = {slug for slug in following if (_next(root, slug) / manifest_of(slug)).is_file()}
    standing = {path.parent.name for path in data.glob(f"*/{MANIFEST}")}
    return sorted(made - set(_OTHERS) | {name for name in standing if not name.startswith(".")})


@contextmanager
def writing(root: Path, slug: str) -> Iterator[Path]:
    """Give a folder to write a pack into; on leaving without error it becomes the pack.

    Raises:
        PackError: the pack could not be made, or it is made and shown, and could not be put where
            it belongs.
    """
    finish(root, slug)
    folder = root / "data" / f".building-{slug}-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
        os.rename(folder, _next(root, slug))
    except OSError as error:
        raise PackError(
            f"{slug}: the new pack could not be made in {root} ({_why(error)}), and readers are "
            "shown what was there before. Free some space there, then build again."
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    try:
        finish(root, slug)
    except OSError as error:
        raise PackError(
            f"{slug}: the new pack is what readers are shown, from data/{_next(root, slug).name}; "
            f"it could not be moved to where it belongs ({_why(error)}). Free some space: the next "
            "build will move it."
        ) from error


def _why(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


def finish(root: Path, slug: str) -> None:
    """Put a next pack, if there is one, where it belongs. Safe to repeat after a kill."""
    _sweep(root, slug)
    following = _next(root, slug)
    if not following.is_dir():
        return
    for kind in ("boundaries", "data"):
        if (following / kind / slug).is_dir():
            _mirror(following / kind / slug, root / kind / slug)
    done = root / "data" / f".done-{slug}"
    os.rename(following, done)
    shutil.rmtree(done, ignore_errors=True)  # what is left is swept before the next build


def _next(root: Path, slug: str) -> Path:
    return root / "data" / f"{_NEXT}{slug}"


def _sweep(root: Path, slug: str) -> None:
    """Remove what killed builds left behind."""
    leftovers = [root / "data" / f".done-{slug}"]
    leftovers += (root / "data").glob(f".building-{slug}-*")
    for folder in leftovers:
        shutil.rmtree(folder, ignore_errors=True)


def _mirror(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    names = {path.name for path in source.iterdir()}
    for name in sorted(names):
        with replacing(target / name) as beside:
            shutil.copyfile(source / name, beside)
    for old in target.iterdir():
        if old.name not in names:
            old.unlink()
