"""The raw files of a build: each checked against its record's hash and read once."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from het_geo.build import ages
from het_geo.catalogue.records import Catalogue
from het_geo.catalogue.vocabulary import Source
from het_geo.errors import SourceError
from het_geo.files import sha256_of
from het_geo.sources import GEOGRAPHY_READER, READERS, RawTable


class RawStore:
    """Reads raw files on demand, whole columns only, each file once for all its indicators."""

    def __init__(self, folder: Path, catalogue: Catalogue, *, accept_changed: bool = False) -> None:
        self.folder = folder
        self.catalogue = catalogue
        self.accept_changed = accept_changed
        self._tables: dict[str, RawTable] = {}
        self.found: dict[str, str] = {}  # the hash of each file as it was read
        self._waiting: dict[str, Future[RawTable]] = {}
        self._columns: dict[str, dict[str, None]] = {}
        for indicator in catalogue.indicators.values():
            for terms in indicator.terms:
                self.want(terms.source, terms.columns)

    def want(self, source: str, columns: Iterable[str]) -> None:
        """Note columns to read; of a table made from others, what those must have."""
        made_from = self.catalogue.sources[source].made_from
        if not made_from:
            self._columns.setdefault(source, {}).update(dict.fromkeys(columns))
        for part, names in zip(made_from, ages.needed(columns) if made_from else ()):
            self.want(part, names)

    def path(self, source_id: str) -> Path:
        """Return the raw file of a source once its hash is what the record says.

        Raises:
            SourceError: the file is missing, or it has changed and changes are not accepted: both
                hashes are given.
        """
        source = self.catalogue.sources[source_id]
        path = self.catalogue.tables.get(source_id, self.folder / source.file)
        if not path.is_file():
            raise SourceError(
                f"{path}: the raw file of '{source_id}' is missing. Get it from {source.url} or "
                "name the folder that holds it with --sources."
            )
        found = sha256_of(path)
        self.found[source_id] = found
        if found != source.sha256 and not self.accept_changed:
            raise SourceError(
                f"{path}: the raw file of '{source_id}' has changed. The record says sha256 "
                f"{source.sha256}, the file has {found}. If the publisher re-issued it, put the "
                "new hash in data/catalogue/sources.toml, or build with --accept-changed."
            )
        return path

    @property
    def changed(self) -> list[str]:
        """The sources read so far whose file is not the one the record was written for."""
        return [i for i, sha in self.found.items() if sha != self.catalogue.sources[i].sha256]

    @property
    def not_sent(self) -> dict[str, dict[str, list[str]]]:
        """What tables read so far lack that should be there: columns by period, by source."""
        found: dict[str, dict[str, list[str]]] = {}
        for name, table in self._tables.items():
            for period, column in sorted(table.not_sent):
                found.setdefault(name, {}).setdefault(period, []).append(column)
        return found

    @property
    def sources(self) -> dict[str, Source]:
        """Every source's record, with the hash of its file as it was read."""
        return {
            name: replace(source, sha256=self.found.get(name, source.sha256))
            for name, source in self.catalogue.sources.items()
        }

    def districts(self, source_id: str) -> frozenset[str]:
        """Return the districts that a source covers; none where it covers all of England."""
        source = self.catalogue.sources[source_id]
        if "district" in source.options:
            return frozenset({source.options["district"]})
        return self.table(source_id).districts if source.covers_part else frozenset()

    def table(self, source_id: str) -> RawTable:
        """Return every column that the catalogue asks of this source."""
        if source_id not in self._tables:
            waiting = self._waiting.pop(source_id, None)
            found = waiting.result() if waiting else self._read(self.catalogue.sources[source_id])
            self._tables[source_id] = found
        return self._tables[source_id]

    def read_ahead(self) -> None:
        """Begin reading every table beside the work: unpacking and parsing leave Python free.

        A table that cannot be read raises when it is asked for, not here.
        """
        reader = ThreadPoolExecutor(max_workers=1)
        for name in self._columns:
            if name not in self._tables and name not in self._waiting:
                self._waiting[name] = reader.submit(self._read, self.catalogue.sources[name])
        reader.shutdown(wait=False)

    def _read(self, source: Source) -> RawTable:
        if source.reader == GEOGRAPHY_READER or source.reader not in READERS:
            raise SourceError(
                f"source '{source.id}': no reader '{source.reader}' for figures. "
                f"Known: {', '.join(READERS)}."
            )
        return READERS[source.reader](self.path(source.id), list(self._columns[source.id]), source)
