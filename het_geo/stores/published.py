"""Packs that are published behind an address: each fetched once, held against the index's hash.

What has been fetched stands in a folder of this machine, which processes may share. It is served
from there for as long as the index says the same, whether the store answers or not.
"""

from __future__ import annotations

import csv
import io
import logging
import os
import shutil
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from het_geo.errors import StoreError
from het_geo.files import sha256_in, write
from het_geo.pack.archive import PUBLISHED, unpack
from het_geo.pack.elsewhere import Holder, holders
from het_geo.pack.layout import POSTCODES
from het_geo.pack.postcode_index import open_index
from het_geo.postcodes import postcode_of
from het_geo.stores.address import read, shown
from het_geo.stores.cache import alone, writing
from het_geo.stores.index import (
    AREAS,
    INDEX,
    PacksIndex,
    Published,
    check_format,
    digest,
    read_index,
)
from het_geo.stores.packs import Packs

LOOK_S = 60.0  # how often the index is asked for, where it is not pinned
PAUSE_S = 5.0  # after a failure nobody waits for the same again at once
PIN = "HET_GEO_PACKS_INDEX"


class PublishedPacks(Packs):
    """Packs behind an address.

    Args:
        base: the address, or a folder that packs were published to.
        cache: the folder for what is fetched.
        pin: SHA-256 that the index must have; "": the index may change while the server runs.
        clock: seconds that only go forward.
    """

    def __init__(
        self, base: str, cache: Path, pin: str = "", clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Keep what is given: nothing is fetched until it is asked for."""
        super().__init__(cache / sha256_in(base)[:16])
        self.base, self.pin, self.clock = base, pin.strip().lower(), clock
        self._index: PacksIndex | None = None
        self._looked = float("-inf")
        self._looking = Lock()
        self._failed: dict[str, tuple[float, str]] = {}

    @property
    def key(self) -> str:
        """What names these packs: address, pin and where they are kept."""
        return f"{self.root} {self.pin}"

    def places(self) -> list[str]:
        """Return the places that the index names, in alphabetical order."""
        return sorted(one.slug for one in self.index().place)

    def name_of(self, slug: str) -> str:
        """Return what a place is called."""
        found = self.index().find(slug)
        return found.name if found else slug

    def has(self, slug: str) -> bool:
        """Tell whether a pack of this name is published."""
        return self.index().find(slug) is not None

    def stamp(self, slug: str) -> Hashable:
        """Return the hash that the index gives for a pack."""
        return self._entry(slug).sha256

    def root_of(self, slug: str) -> Path:
        """Return the folder below which a pack stands, fetched where it has not been.

        Raises:
            PackError: it is not published or of another format, the store does not give it, or
                gives something else than the index says.
        """
        entry = self._entry(slug)
        check_format(entry, shown(self.base))
        folder = self._folder(entry)
        if not folder.is_dir():
            with alone(self.root / "packs", slug), self._failing(slug):
                self._fetch(entry, folder)
        return folder

    def forget(self, slug: str) -> bool:
        """Remove what was fetched of a place, so that it is fetched anew."""
        with alone(self.root / "packs", slug):
            shutil.rmtree(self._folder(self._entry(slug)), ignore_errors=True)
        return True

    def holders(self, slugs: Sequence[str], code: str) -> list[Holder]:
        """Return the places among ``slugs`` that have or had an area, or have a postcode.

        For a code no place is fetched, for a postcode the one it lies in.
        """
        if postcode := postcode_of(code):
            slug = self._place_of_postcode(postcode)
            return holders(self.root_of(slug), [slug], postcode) if slug in slugs else []
        by_code = {one.code: one for one in self.index().place}
        if (place := by_code.get(code)) is not None:
            one = Holder(place.slug, place.name, code, place.name)
            return [one] if place.slug in slugs else []
        rows = {slug: label for slug, label in self._rows(code) if slug in slugs}
        return [Holder(slug, self.name_of(slug), code, label) for slug, label in rows.items()]

    def index(self) -> PacksIndex:
        """Return the index: as it is now, or as it was when the store last gave it.

        Raises:
            StoreError: the store does not give it and never has, or it is not the one pinned.
        """
        held = self._index
        if held is not None and (self.pin or self.clock() - self._looked < LOOK_S):
            return held
        if not self._looking.acquire(blocking=held is None):
            return held  # type: ignore[return-value] # another thread looks: this one need not wait
        try:
            if self._index is held:
                with self._failing(INDEX):
                    self._index = self._look()
                self._looked = self.clock()
            return self._index  # type: ignore[return-value] # it has just been read
        finally:
            self._looking.release()

    def _look(self) -> PacksIndex:
        """Return the index from the store, or the last one that was read."""
        kept = self.root / (f"index-{self.pin}.toml" if self.pin else INDEX)
        where = f"{shown(self.base)}/{INDEX}"
        if self.pin and kept.is_file() and digest(data := kept.read_bytes()) == self.pin:
            return read_index(data, where)
        try:
            data = read(self.base, INDEX)
            self._check_pin(data, where)
            found = read_index(data, where)
        except StoreError as error:
            if self.pin or not (self._index or kept.is_file()):
                raise
            logging.getLogger(__name__).warning("%s The list of places read before is used.", error)
            return self._index or read_index(kept.read_bytes(), str(kept))
        self._keep(kept, data)
        return found

    def _keep(self, kept: Path, data: bytes) -> None:
        """Keep the index for a time when the store is away; without room the one before stays.

        Raises:
            StoreError: it cannot be kept, and none ever was.
        """
        try:
            with alone(self.root, INDEX), writing(self.root):
                write(kept, data)
        except StoreError as error:
            if not (self._index or kept.is_file()):
                raise
            logging.getLogger(__name__).warning("%s The list of places saved before stays.", error)

    def _check_pin(self, data: bytes, where: str) -> None:
        found = digest(data)
        if self.pin and found != self.pin:
            raise StoreError(
                f"{where}: not the index that is pinned (its sha256 is {found[:12]}…, {PIN} says "
                f"{self.pin[:12]}…). Nothing of it is shown. Pin the index that was published, or "
                "publish that one again."
            )

    def _entry(self, slug: str) -> Published:
        found = self.index().find(slug)
        if found is None:
            raise StoreError(f"No pack of “{slug}” is published at {shown(self.base)}.")
        return found

    def _folder(self, entry: Published) -> Path:
        return self.root / "packs" / f"{entry.slug}-{entry.sha256[:16]}"

    def _fetch(self, entry: Published, folder: Path) -> None:
        if folder.is_dir():
            return  # another process has fetched it meanwhile
        data = read(self.base, entry.file)
        if len(data) != entry.bytes or digest(data) != entry.sha256:
            raise StoreError(
                f"{entry.name}: the store at {shown(self.base)} gave another file than its index "
                f"says ({len(data):,} of {entry.bytes:,} bytes, sha256 {digest(data)[:12]}… for "
                f"{entry.sha256[:12]}…). Nothing of it is shown. Try again; if it stays so, "
                "publish again."
            )
        part = folder.with_name(f".{folder.name}.part")
        shutil.rmtree(part, ignore_errors=True)  # a process that was killed has left it
        try:
            with writing(self.root):
                part.mkdir(parents=True)
                if entry.slug == AREAS:
                    write(part / entry.file, data)
                else:
                    unpack(data, entry.slug, part, PUBLISHED)
                os.rename(part, folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)  # where there is no room, it takes none

    def _place_of_postcode(self, postcode: str) -> str:
        listed = open_index(self.root_of(POSTCODES)) if self.has(POSTCODES) else None
        found = listed.find(postcode) if listed else None
        if found is None:
            return ""
        return next((p.slug for p in self.index().place if p.code == found.district), "")

    def _rows(self, code: str) -> Iterator[tuple[str, str]]:
        """Yield slug and label of each place that has or had an area; the first of each counts."""
        if not self.has(AREAS):
            return
        text = (self.root_of(AREAS) / self._entry(AREAS).file).read_bytes().decode("utf-8")
        if f"\n{code}," in text:
            rows = list(csv.reader(io.StringIO(text, newline="")))
            yield from ((row[1], row[2]) for row in reversed(rows) if row[0] == code)

    @contextmanager
    def _failing(self, what: str) -> Iterator[None]:
        """Remember a failure for a moment: who asks meanwhile is told at once."""
        when, said = self._failed.get(what, (float("-inf"), ""))
        if self.clock() - when < PAUSE_S:
            raise StoreError(said)
        try:
            yield
        except StoreError as error:
            self._failed[what] = (self.clock(), str(error))
            raise
