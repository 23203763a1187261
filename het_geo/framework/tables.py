"""A TOML file of what people write into records: every fault names file, record and key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from het_geo.catalogue.strict import record
from het_geo.errors import CatalogueError, JourneyError

T = TypeVar("T")


def table_of(path: Path) -> dict[str, Any]:
    """Return a TOML file's table.

    Raises:
        JourneyError: it cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise JourneyError(f"{path}: this is no TOML ({error}). Correct it.") from error
    except OSError as error:
        raise JourneyError(f"{path}: {error.strerror}. It cannot be read.") from error


def made(cls: type[T], table: Mapping[str, Any], where: str) -> T:
    """Return one record of a table.

    Raises:
        JourneyError: a key is unknown or missing, or its value of the wrong type.
    """
    try:
        return record(cls, table, where)
    except CatalogueError as error:
        raise JourneyError(str(error)) from error


def records(cls: type[T], table: Mapping[str, Any], name: str, path: Path) -> dict[str, T]:
    """Return the records ``[[name]]`` of a file by their ids, in its order.

    Raises:
        JourneyError: as :func:`made`, or an id stands twice.
    """
    tables = table.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(one, Mapping) for one in tables):
        raise JourneyError(f"{path.name}: '{name}' must be written as [[{name}]].")
    found: dict[str, T] = {}
    for one in tables:
        where = f"{path.name} [[{name}]] '{one.get('id', '?')}'"
        new = made(cls, one, where)
        if (own := str(one["id"])) in found:
            raise JourneyError(f"{where}: the id stands twice. Give each its own.")
        found[own] = new
    return found


def known(said: object, words: Iterable[object], key: str, where: str) -> None:
    """Refuse a word that is none of those known.

    Raises:
        JourneyError: it names the word, and those that are known.
    """
    listed = list(words)
    if said not in listed:
        those = ", ".join(str(word) for word in listed)
        raise JourneyError(f"{where}: the {key} '{said}' is not known. Known: {those}.")
