"""The index of what is published: for each place its name, code, file and hash."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import asdict, dataclass

import tomli_w

from het_geo.catalogue.strict import record
from het_geo.errors import CatalogueError, PackError, StoreError
from het_geo.geography import slug_of
from het_geo.pack.manifest import FORMAT
from het_geo.pack.seal import KEY, is_whole, sealed

INDEX = "index.toml"
LAYOUT = 2  # of the index itself: 2 bears its own hash
UNSEALED = 1  # one that was published before is read still: nobody need publish at once
FILE = re.compile(r"packs/[a-z0-9][a-z0-9.-]*")  # below the address: nothing else is asked for
AREAS = "areas"  # the table of which place has which area, beside the national packs
AGAIN = "Publish again: python -m het_geo publish ADDRESS."


@dataclass(frozen=True)
class Published:
    """What is published of a place: ``format`` and ``version`` of its pack, its file's hash."""

    slug: str
    code: str
    name: str
    format: int
    version: str
    file: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class PacksIndex:
    """Places, in alphabetical order, and what stands beside them (England, postcodes, areas)."""

    layout: int
    place: tuple[Published, ...] = ()
    beside: tuple[Published, ...] = ()

    def find(self, slug: str) -> Published | None:
        """Return what is published under a name; None where nothing is."""
        return next((one for one in (*self.place, *self.beside) if one.slug == slug), None)


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def written(index: PacksIndex) -> bytes:
    """Return the index as TOML below its own hash: the same bytes for the same content."""
    table = {
        key: [asdict(one) for one in value] if isinstance(value, tuple) else value
        for key, value in vars(index).items()
    }
    return sealed(tomli_w.dumps(table))


def read_index(data: bytes, where: str) -> PacksIndex:
    """Read an index; ``where`` names it in messages.

    Raises:
        StoreError: it is damaged, altered, or of another layout.
    """
    try:
        table = tomllib.loads(data.decode())
        if table.get("layout") not in (UNSEALED, LAYOUT):
            raise StoreError(
                f"{where}: an index of layout {table.get('layout')}, this version reads {LAYOUT}. "
                f"{AGAIN}"
            )
        if table["layout"] == LAYOUT:
            if not is_whole(data):
                raise StoreError(
                    f"{where}: the index of packs has been altered: it is not what its own hash "
                    f"says. {AGAIN}"
                )
            del table[KEY]
        found = record(PacksIndex, table, where)
    except (ValueError, RecursionError, CatalogueError) as error:
        raise StoreError(f"{where}: the index of packs is damaged: {error} {AGAIN}") from error
    for one in (*found.place, *found.beside):
        if one.slug != slug_of(one.slug) or not FILE.fullmatch(one.file):
            raise StoreError(f"{where}: the index names no file of a pack: {one.file!r}. {AGAIN}")
    return found


def check_format(entry: Published, where: str) -> None:
    """Refuse a pack of a format that this version does not read.

    Raises:
        PackError: its format is another than this version reads.
    """
    if entry.slug != AREAS and entry.format != FORMAT:
        raise PackError(
            f"{entry.name}: the pack published at {where} is made for format {entry.format}, this "
            f"version reads {FORMAT}. Build it again and publish it."
        )
