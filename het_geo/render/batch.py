"""Many profiles as files: what is made already is kept, the rest is made by several processes.

A folder of profiles holds ``made.json``: for each area and format the file, and the pack and the
program it was made from. A file is made again only where one of the two has changed, where it is
gone, or when asked. So an officer's edits in a file are not lost to a second run.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from itertools import repeat
from pathlib import Path

import pandas as pd

from het_geo import __version__
from het_geo.atlas.atlas import Atlas
from het_geo.catalogue.read import read_catalogue
from het_geo.errors import ExportError
from het_geo.files import sha256_in
from het_geo.geography import Level
from het_geo.journey.written import WrittenLine
from het_geo.pack.load import load
from het_geo.pack.model import Pack
from het_geo.profiles.profile import profile_of
from het_geo.render.files import file_name, formats_of, write

RECORD = "made.json"
THREADED = {"typst", "vl_convert"}
SLOW = ("scipy.special", "docx", "fontTools.ttLib")  # to import, in every copy: a third of a second
STOPPED = (
    "a process was stopped from outside, perhaps for want of memory. What is made is kept: run the "
    "command again, with --processes 1."
)


@dataclass(frozen=True)
class Wanted:
    """One area (or set of neighbourhoods, with its name) and the formats it is wanted in.

    ``projects`` are those here, as a register has them.
    """

    codes: tuple[str, ...]
    formats: tuple[str, ...]
    name: str = ""
    projects: tuple[WrittenLine, ...] = ()


@dataclass(frozen=True)
class PackPlace:
    """Where a worker finds its pack: root folder, the place's short name, the catalogue."""

    root: Path
    slug: str
    catalogue: Path

    def load(self) -> Pack:
        """Read and verify the pack."""
        return load(self.root, self.slug, read_catalogue(self.catalogue))


class MadeBefore:
    """What a folder holds already, as its ``made.json`` says."""

    def __init__(self, folder: Path, version: str) -> None:
        """Read the record; a damaged one counts as none, so that all is made again."""
        self.folder, self.version = folder, f"{version} {__version__}"
        try:
            held = json.loads((folder / RECORD).read_text("utf-8"))
        except (OSError, ValueError):
            held = {}
        self._held: dict[str, list[str]] = held if isinstance(held, dict) else {}

    def holds(
        self,
        codes: Sequence[str],
        format_id: str,
        name: str = "",
        projects: Sequence[WrittenLine] = (),
    ) -> bool:
        """Tell whether a file of this pack and program, and of these projects, stands there."""
        entry = self._held.get(self._key(codes, format_id, name))
        if not isinstance(entry, list) or len(entry) != 2 or entry[1] != self._from(projects):
            return False
        return (self.folder / Path(str(entry[0])).name).is_file()

    def add(self, order: Wanted, names: Sequence[str]) -> None:
        """Note the files of an order; ``names`` stand in the order of its formats."""
        for format_id, name in zip(order.formats, names):
            self._held[self._key(order.codes, format_id, order.name)] = [
                name,
                self._from(order.projects),
            ]
        text = json.dumps(self._held, indent=1, sort_keys=True) + "\n"
        write(self.folder / RECORD, text.encode("utf-8"))

    def _from(self, projects: Sequence[WrittenLine]) -> str:
        """Return what a file is made from: pack and program, and projects where there are any."""
        told = sha256_in(repr(tuple(projects)))[:12]
        return f"{self.version} {told}" if projects else self.version

    @staticmethod
    def _key(codes: Sequence[str], format_id: str, name: str) -> str:
        return " ".join([*codes, format_id, *([name] if name else [])])


@dataclass(frozen=True)
class Batch:
    """A pack's atlas, the folder's record, and the day that the files bear."""

    place: PackPlace
    atlas: Atlas
    record: MadeBefore
    today: date

    def make(self, orders: Sequence[Wanted], processes: int = 1) -> Iterator[list[str]]:
        """Make the files of all orders; yield the names of each as it is done.

        Raises:
            AreaError: an order is of no area of the pack.
            ExportError: a file cannot be made or written. What was made before stays noted.
        """
        processes = min(processes, len(orders))
        done = self._alone(orders) if processes <= 1 else self._together(orders, processes)
        with swept_by_area():
            for order, names in done:
                self.record.add(order, names)
                yield names

    def _alone(self, orders: Sequence[Wanted]) -> Iterator[tuple[Wanted, list[str]]]:
        for order in orders:
            yield order, _files(self.atlas, order, self.record.folder, self.today)

    def _together(
        self, orders: Sequence[Wanted], processes: int
    ) -> Iterator[tuple[Wanted, list[str]]]:
        given = (self.record.folder, self.today)
        try:
            if copy := _can_copy():
                _ATLASES[:] = [self.atlas]
                self._warm(orders, processes)
                gc.freeze()  # what copies have in common none of them looks through, or writes to
            with self._pool(processes, copy=copy) as pool:
                waiting = {pool.submit(_work, order, *given): order for order in orders}
                for done in as_completed(waiting):
                    yield waiting[done], done.result()
        except BrokenProcessPool as error:
            raise ExportError(STOPPED) from error
        finally:
            gc.unfreeze()
            _ATLASES.clear()

    @contextmanager
    def _pool(self, processes: int, *, copy: bool) -> Iterator[ProcessPoolExecutor]:
        context = multiprocessing.get_context("fork" if copy else "spawn")
        pool = ProcessPoolExecutor(processes, context, _start, (self.place,))
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)

    def _warm(self, orders: Sequence[Wanted], processes: int) -> None:
        """Work out what areas share before processes are copied, so that each has it already."""
        for name in SLOW:
            import_module(name)
        levels = self.atlas.know.levels
        kinds = {(levels[order.codes[0]], len(order.codes) > 1): order for order in orders}
        for level in {level for level, many in kinds if not many}:
            self._rank(Level(level), processes)
        for order in kinds.values():
            profile_of(self.atlas, order.codes, self.today, order.name)

    def _rank(self, level: Level, processes: int) -> None:
        """Share the ranks of a level out over copies: nothing that areas share takes longer."""
        atlas = self.atlas
        views = {n: v for n, v in atlas.newest_views(level).items() if v.limited > 1}
        with self._pool(processes, copy=True) as pool:
            found = pool.map(_ranks, views, repeat(level), chunksize=1 + len(views) // 20)
            atlas.newest_views(Level.LSOA)  # meanwhile: every profile asks for these too
            for view, ranks in zip(views.values(), found, strict=True):
                atlas.ranks(view, ranks)


def _can_copy() -> bool:
    """Tell whether this process can be copied; else each new one loads its own pack.

    A copy lacks the threads that a typesetter keeps once it has run, and waits for them for ever.
    """
    return sys.platform == "linux" and not THREADED & sys.modules.keys()


@contextmanager
def swept_by_area() -> Iterator[None]:
    """Look for cycles to free once an area (:func:`_files`), and not as often as Python likes.

    A pack and its atlas are a million parts that stay: to go through them again and again takes a
    tenth of the time. Copies of this process do as it does.
    """
    often = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if often:
            gc.enable()


_ATLASES: list[Atlas] = []  # a worker's one atlas: copied from its parent, or its own


def _start(place: PackPlace) -> None:
    gc.disable()
    if not _ATLASES:
        _ATLASES.append(Atlas(place.load()))


def _ranks(name: str, level: Level) -> pd.DataFrame:
    atlas = _ATLASES[0]
    return atlas.ranks(atlas.newest_views(level)[name])


def _work(order: Wanted, folder: Path, today: date) -> list[str]:
    return _files(_ATLASES[0], order, folder, today)


def _files(atlas: Atlas, order: Wanted, folder: Path, today: date) -> list[str]:
    profile = profile_of(atlas, order.codes, today, order.name, order.projects)
    names = []
    for found in formats_of(order.formats):
        name = file_name(profile, found.ending)
        write(folder / name, found.make(profile, atlas.pack))
        names.append(name)
    gc.collect(0)  # what this area has left behind; older parts are not gone through again
    return names
