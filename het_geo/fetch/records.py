"""The fetch records: from where, and how, the raw file of each source is made."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from het_geo.catalogue.records import Catalogue
from het_geo.catalogue.strict import record
from het_geo.errors import CatalogueError
from het_geo.plain import is_web_address

# What a record of each kind must also say.
NEEDS: dict[str, tuple[str, ...]] = {
    "file": ("urls",),
    "archive": ("urls", "member"),
    "feature_service": ("urls", "table"),
    "nomis_api": ("urls", "table"),
    "workbook": ("urls", "sheets", "table"),
    "grid": ("urls", "label"),
    "stat_xplore": ("urls", "parameters"),
    "fingertips": ("urls", "parameters"),
    "by_hand": ("reason", "called"),
}


@dataclass(frozen=True)
class Long:
    """One row a category instead of one column: the two new columns, and category = theirs."""

    category: str
    count: str
    rows: Mapping[str, str]


@dataclass(frozen=True)
class TableRecipe:
    """The columns of the raw file, made from the publisher's. Without a table, all are kept.

    ``keep`` are taken as they are named, ``rename`` is ours = theirs, ``add`` is ours = the sum of
    theirs. ``starts`` keeps the rows whose column (ours) begins so. ``total`` adds that column up
    over rows alike in all others, or counts the rows where there is no such column.
    """

    keep: tuple[str, ...] = ()
    rename: Mapping[str, str] = field(default_factory=dict)
    add: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    long: Long | None = None
    starts: Mapping[str, str] = field(default_factory=dict)
    total: str = ""

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Our columns in order, each with the publisher's columns it is made from."""
        plain = {name: (name,) for name in self.keep}
        renamed = {ours: (theirs,) for ours, theirs in self.rename.items()}
        return {**plain, **renamed, **self.add}

    @property
    def theirs(self) -> list[str]:
        """Every column of the publisher that is read, each once, the area code first."""
        rows = self.long.rows.values() if self.long else ()
        found = [name for names in self.names.values() for name in names]
        return list(dict.fromkeys([*found, *rows]))


@dataclass(frozen=True)
class Join:
    """Columns taken from a second feature service, where our column equals its ``theirs``."""

    url: str
    ours: str
    theirs: str
    take: Mapping[str, str]


@dataclass(frozen=True)
class Host:
    """A publisher's host, and its other hosts, to which its answers and pages may lead."""

    name: str
    leads_to: tuple[str, ...]


@dataclass(frozen=True)
class Release:
    """Where a publisher lists its editions, or why there is none to ask for (``settled``).

    ``page`` answers in JSON. ``pattern`` finds an edition in any text of the answer, by its groups
    ``year`` and, where editions are of months, ``month`` (a number or an English name). ``held`` is
    the edition of our copy: ``2022``, or ``2025-12``.
    """

    page: str = ""
    pattern: str = ""
    held: str = ""
    settled: str = ""


@dataclass(frozen=True)
class Fetch:
    """How the raw file of one source is got from its publisher.

    A URL that ends in ``#PATTERN`` is a page of the GOV.UK content API, and names the one
    attachment whose file name fits. ``label`` names columns filled from ``labels``, one a URL.
    ``sha256`` is that of the publisher's own file, where it is known to be stable. ``page_size`` is
    in records. ``verified`` says whether the address has answered with this file. ``called`` is
    what a person looks for at the publisher, ``release`` where newer editions are listed.
    """

    id: str
    how: str
    urls: tuple[str, ...] = ()
    label: str = ""
    labels: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    page_size: int = 2000
    member: str = ""
    sheets: tuple[str, ...] = ()
    table: TableRecipe | None = None
    join: tuple[Join, ...] = ()
    sha256: str = ""
    verified: bool = False
    reason: str = ""
    note: str = ""
    called: str = ""
    release: Release | None = None


def read_fetches(file: Path, catalogue: Catalogue) -> dict[str, Fetch]:
    """Read the ``[[fetch]]`` records of a file, by source id, in the catalogue's order.

    Raises:
        CatalogueError: the file is missing or no TOML, a key or kind is unknown, a record lacks
            what its kind needs, an id is no source's, or a source has two records or none.
    """
    content = _content(file)
    found: dict[str, Fetch] = {}
    for table in content["fetch"]:
        where = f"{file.name} '{table.get('id', '?')}'"
        one = record(Fetch, table, where)
        if one.id in found:
            raise CatalogueError(f"{where}: the id '{one.id}' is declared twice. Remove one.")
        _check(one, catalogue, where)
        found[one.id] = one
    asked = {name: s for name, s in catalogue.sources.items() if name not in catalogue.tables}
    files = [name for name, source in asked.items() if not source.made_from]
    absent = [name for name in files if name not in found]
    if absent:
        raise CatalogueError(
            f"{file}: the source '{absent[0]}' has no record. Add one, or 'by_hand' and why."
        )
    return {name: found[name] for name in files}


def read_leads(file: Path) -> dict[str, tuple[str, ...]]:
    """Read the ``[[host]]`` records: the hosts that a publisher's answers may lead to, by host.

    Raises:
        CatalogueError: the file is missing or no TOML, or a record is of another form.
    """
    hosts = [record(Host, table, f"{file.name} [[host]]") for table in _content(file)["host"]]
    return {one.name: one.leads_to for one in hosts}


def _content(file: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CatalogueError(f"{file}: the catalogue file is missing. Restore it.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{file}: not valid TOML: {error}.") from error
    found = {"host": [], **content}
    if set(found) != {"fetch", "host"} or not all(isinstance(one, list) for one in found.values()):
        raise CatalogueError(f"{file}: expected [[fetch]] and [[host]] records and nothing else.")
    return found


def _check(one: Fetch, catalogue: Catalogue, where: str) -> None:
    if one.id not in catalogue.sources:
        raise CatalogueError(f"{where}: no source '{one.id}' stands in sources.toml.")
    if one.how not in NEEDS:
        raise CatalogueError(f"{where}: unknown how '{one.how}'. Known: {', '.join(NEEDS)}.")
    lacking = [name for name in NEEDS[one.how] if not getattr(one, name)]
    if lacking:
        raise CatalogueError(f"{where}: how = '{one.how}' needs the key '{lacking[0]}'.")
    if one.label and len(one.labels) != len(one.urls):
        raise CatalogueError(
            f"{where}: {len(one.urls)} urls and {len(one.labels)} labels: give one label a url."
        )
    if one.page_size < 1:
        raise CatalogueError(f"{where}: page_size is {one.page_size}: give a positive number.")
    if one.release:
        _check_release(one.release, f"{where}, key 'release'")
    _check_addresses(one, where)


def _check_addresses(one: Fetch, where: str) -> None:
    pages = [one.release.page] if one.release and one.release.page else []
    for address in [*one.urls, *(join.url for join in one.join), *pages]:
        if not is_web_address(address.partition("#")[0]):
            raise CatalogueError(f"{where}: {address!r} is no http or https address.")


def _check_release(one: Release, where: str) -> None:
    """Refuse a release that says both or neither of where to ask and why not, or no edition."""
    if bool(one.settled) == bool(one.page):
        raise CatalogueError(
            f"{where}: give a page with pattern and held, or settled: one of both."
        )
    if one.settled:
        return
    try:
        groups = set(re.compile(one.pattern).groupindex)
    except re.error as error:
        raise CatalogueError(f"{where}: the pattern cannot be read: {error}.") from error
    if groups not in ({"year"}, {"year", "month"}):
        raise CatalogueError(f"{where}: the pattern needs a group 'year', and may have 'month'.")
    form = r"\d{4}-\d\d" if "month" in groups else r"\d{4}"
    if not re.fullmatch(form, one.held):
        example = "2025-12" if "month" in groups else "2025"
        raise CatalogueError(f"{where}: held is {one.held!r}: write it like {example}.")
