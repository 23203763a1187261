"""Each source's raw file is made beside its place, compared with its hash, then put there."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from het_geo.catalogue.records import Catalogue
from het_geo.catalogue.vocabulary import Source
from het_geo.errors import SourceError
from het_geo.fetch import pages, unpack
from het_geo.fetch import pages as statxplore
from het_geo.fetch.download import Shelf
from het_geo.fetch.records import Fetch
from het_geo.fetch.unpack import csv_frame, finish, pick
from het_geo.fetch.web import Web
from het_geo.fetch.workbooks import workbook
from het_geo.files import csv_of, sha256_of, synced

KEPT, FETCHED, ACCEPTED = "already here", "fetched", "changed, and put in place"
CHANGED, BY_HAND, FAILED = "changed, and kept beside", "to get by hand", "not fetched"


@dataclass(frozen=True)
class Outcome:
    """What became of one source: its state, its raw file's path, and what a person must know."""

    source: Source
    state: str
    path: Path
    message: str = ""

    @property
    def missing(self) -> bool:
        """Whether no raw file stands in its place."""
        return not self.path.is_file()

    @property
    def good(self) -> bool:
        """Whether the raw file that stands in its place is the one asked for."""
        return self.state in (KEPT, FETCHED, ACCEPTED)


class Fetcher:
    """Gets raw files from their publishers into a folder, one after another."""

    def __init__(
        self, catalogue: Catalogue, records: Mapping[str, Fetch], folder: Path, web: Web,
        *, key: str = "", accept_changed: bool = False,
    ) -> None:  # fmt: skip
        self.catalogue = catalogue
        self.records = records
        self.folder = folder
        self.web = web
        self.key = key
        self.accept_changed = accept_changed
        self.shelf = Shelf(folder, web)

    def fetch(self, ids: Iterable[str]) -> Iterator[Outcome]:
        """Fetch sources by id; a source that fails is an outcome, and the next one is tried.

        Raises:
            SourceError: an id is no source's: nothing is fetched then. Or the folder cannot be
                written to, or has no room.
        """
        names = list(ids)
        for name in names:
            if name not in self.records:
                raise SourceError(f"no source '{name}'. Known: {', '.join(self.records)}.")
        try:
            for name in names:
                yield self._one(self.catalogue.sources[name], self.records[name])
        except OSError as error:
            raise SourceError(
                f"{self.folder}: {error.strerror or error}. Raw files that stand in their places "
                f"are whole; a download that was cut off waits in {self.shelf.folder}. Make room, "
                "then run the command again: it goes on from there."
            ) from error
        finally:
            self.shelf.clear()

    def _one(self, source: Source, record: Fetch) -> Outcome:
        path = self.folder / source.file
        if path.is_file() and sha256_of(path) == source.sha256:
            return Outcome(source, KEPT, path)
        if record.how == "by_hand":
            return Outcome(source, BY_HAND, path, f"{record.reason} See {source.url}")
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        try:
            self._make(source, record, part)
            return self._place(source, path, part)
        except SourceError as error:
            return Outcome(source, FAILED, path, f"{path}: {error}")
        finally:
            part.unlink(missing_ok=True)
            self.shelf.done()

    def _place(self, source: Source, path: Path, part: Path) -> Outcome:
        """Put a made file in its place, or beside it when its hash is not the catalogue's."""
        found = sha256_of(part)
        if found == source.sha256:
            os.replace(part, path)
            return Outcome(source, FETCHED, path)
        changed = f"expected sha256 {source.sha256}, found {found}."
        if self.accept_changed:
            os.replace(part, path)
            message = f"{path}: {changed} It was put in place, as you asked."
            return Outcome(source, ACCEPTED, path, message)
        beside = path.with_name(path.name + ".changed")
        os.replace(part, beside)
        message = (
            f"{path}: {changed} It is kept beside, as {beside.name}: look at it, then fetch again "
            "with --accept-changed to put it in place, and build with --accept-changed."
        )
        return Outcome(source, CHANGED, path, message)

    def _make(self, source: Source, record: Fetch, part: Path) -> None:
        if record.how == "file" and record.table is None:
            _copy(self.shelf.get(record.urls[0], record.sha256), part, source.file)
        else:
            _write(self._frame(source, record), part, source.file)

    def _frame(self, source: Source, record: Fetch) -> pd.DataFrame:
        """Return the table of a raw file, from every URL of its record."""
        parts = []
        members: set[str] = set()
        for url, label in zip(record.urls, record.labels or [""] * len(record.urls)):
            frame = READERS[record.how](self, source, record, url)
            _refuse_twice(frame, members, url)
            frame = pick(frame, record.table, url) if record.table else frame
            for at, (name, value) in enumerate(zip(record.label.split(), label.split())):
                frame.insert(at, name, value)
            parts.append(frame)
        whole = parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)
        for join in record.join:
            whole = pages.joined(self.web, whole, join, record.page_size)
        return finish(whole, record.table, record.urls[0]) if record.table else whole


def _refuse_twice(frame: pd.DataFrame, members: set[str], url: str) -> None:
    """Refuse an archive that repeats a file of an earlier one: its rows would be counted twice."""
    found = frame.attrs.pop("members", [])
    twice = sorted(members.intersection(found))
    if twice:
        raise SourceError(f"{url}: '{twice[0]}' stands in an earlier archive of the record too.")
    members.update(found)


def _wanted(record: Fetch) -> list[str]:
    return record.table.theirs if record.table else []


def _file(run: Fetcher, _source: Source, record: Fetch, url: str) -> pd.DataFrame:
    path = run.shelf.get(url, record.sha256, dict(record.parameters))
    return csv_frame(path, url, _wanted(record))


def _archive(run: Fetcher, _source: Source, record: Fetch, url: str) -> pd.DataFrame:
    path = run.shelf.get(url, record.sha256)
    return unpack.archive(path, url, record.member, _wanted(record))


def _workbook(run: Fetcher, _source: Source, record: Fetch, url: str) -> pd.DataFrame:
    path = run.shelf.get(url, record.sha256)
    return workbook(path, url, record.sheets, _wanted(record))


def _grid(run: Fetcher, _source: Source, record: Fetch, url: str) -> pd.DataFrame:
    return unpack.grid(run.shelf.get(url, record.sha256), url, dict(record.parameters))


def _features(run: Fetcher, source: Source, record: Fetch, url: str) -> pd.DataFrame:
    return pages.features(
        run.web, url, _wanted(record), where=record.parameters.get("where", "1=1"),
        size=record.page_size, shapes=source.file.endswith(".parquet"),
    )  # fmt: skip


def _nomis(run: Fetcher, _source: Source, record: Fetch, url: str) -> pd.DataFrame:
    return pages.nomis(run.web, url, _wanted(record), dict(record.parameters), record.page_size)


def _stat_xplore(run: Fetcher, _source: Source, record: Fetch, url: str) -> pd.DataFrame:
    return statxplore.read(run.web, url, record.parameters, record.page_size, run.key)


READERS: dict[str, Callable[[Fetcher, Source, Fetch, str], pd.DataFrame]] = {
    "file": _file,
    "archive": _archive,
    "workbook": _workbook,
    "grid": _grid,
    "feature_service": _features,
    "nomis_api": _nomis,
    "stat_xplore": _stat_xplore,
    "fingertips": _file,  # the API answers in CSV; see docs/decisions/0006-fetching.md
}


def _write(frame: pd.DataFrame, part: Path, name: str) -> None:
    """Write a table as its file's name says, the same bytes for the same table."""
    if name.endswith(".parquet"):
        blank = frame if isinstance(frame, gpd.GeoDataFrame) else frame.replace("", None)
        blank.to_parquet(part, index=False)
        synced(part)
    else:
        _pack(csv_of(frame).encode(), part, name)


def _copy(download: Path, part: Path, name: str) -> None:
    """Take a publisher's file as it is, packed where the raw file's name asks for it."""
    with download.open("rb") as file:
        start = file.read(4)
    if name.endswith(".parquet") and start != b"PAR1":
        raise SourceError(f"{download.name}: not a Parquet file (it begins with {start!r}).")
    if name.endswith(".gz") and not start.startswith(b"\x1f\x8b"):
        _pack(download.read_bytes(), part, name)
    else:
        shutil.copyfile(download, part)
        synced(part)


def _pack(content: bytes, part: Path, name: str) -> None:
    packed = gzip.compress(content, mtime=0) if name.endswith(".gz") else content
    part.write_bytes(packed)
    synced(part)
