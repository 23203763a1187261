"""The whole register as one file, and back: from SQLite or PostgreSQL to either.

The file is a register of SQLite itself, with the revision of its tables: one that an older program
made is brought up in a copy before it is read.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from het_geo.errors import RegisterError
from het_geo.files import replacing
from het_geo.register.engine import address_of, engine_of, reading, told, writing
from het_geo.register.schema import OF_KIND, STAMPS, TABLES
from het_geo.register.upgrade import stands, upgrade

_AT_ONCE = 1000  # rows


def back_up(engine: Engine, path: Path) -> int:
    """Write the register to a file, as it stands at one moment; return its number of rows.

    Raises:
        RegisterError: the register does not answer, or the file cannot be written: which, is told.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    what = f"The backup {path} cannot be written"
    with replacing(path) as part:
        target = engine_of(address_of(str(part)))
        try:
            upgrade(target, what=what)
            if not stands(engine):
                return 0
            with reading(engine) as source, writing(target, what) as into:
                _copy(source, into)
                return _rows(into)
        finally:
            target.dispose()
            # SQLite leaves it where a full disk let it take nothing back.
            part.with_name(f"{part.name}-journal").unlink(missing_ok=True)


def restore_from(engine: Engine, path: Path, *, replace: bool) -> int:
    """Put the rows and the history of a backup in the place of what stands; return its rows.

    Raises:
        RegisterError: the file is no whole backup, or rows stand and ``replace`` is not given.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "backup.sqlite"
        shutil.copyfile(path, copy)
        _whole(copy, path)
        held = engine_of(address_of(str(copy)))
        try:
            upgrade(held)
            with reading(held) as source, writing(engine) as into:
                return _put(source, into, replace=replace)
        finally:
            held.dispose()


def _whole(copy: Path, path: Path) -> None:
    """Refuse what is no backup, or a damaged one."""
    try:
        held = sqlite3.connect(copy)
        try:
            fine = held.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            fine = fine and bool(held.execute("SELECT version_num FROM alembic_version").fetchone())
        finally:
            held.close()
    except sqlite3.DatabaseError:
        fine = False
    if not fine:
        raise RegisterError(f"{path} is no backup of a register, or is damaged. Nothing was done.")


def _put(source: Connection, into: Connection, *, replace: bool) -> int:
    if into.dialect.name == "postgresql":  # SQLite has its turn already
        into.exec_driver_sql("LOCK TABLE stamp IN ACCESS EXCLUSIVE MODE")
    if not replace and (count := _rows(into)):
        raise RegisterError(
            f"The register holds {count:,} rows. Make a backup of it, then say --replace to put "
            "this one in its place."
        )
    numbers = {place: number for place, number in into.execute(sa.select(STAMPS))}
    for table in reversed(TABLES.sorted_tables):
        into.execute(sa.delete(table))
    _copy(source, into)
    _risen(into, numbers)
    return _rows(into)


def _copy(source: Connection, into: Connection) -> None:
    for table in TABLES.sorted_tables:
        for rows in _parts(source, table):
            into.execute(sa.insert(table), rows)


def _parts(source: Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    """Give a table's rows, some at a time; a fault is told as the source's own.

    Raises:
        RegisterError: the source does not answer.
    """
    with told():
        found = source.execution_options(yield_per=_AT_ONCE).execute(sa.select(table))
        for part in found.mappings().partitions():
            yield [dict(row) for row in part]


def _risen(into: Connection, numbers: dict[str, int]) -> None:
    """Let each place's number rise above what it was, so that pages that stand open see it."""
    restored = {place: number for place, number in into.execute(sa.select(STAMPS))}
    into.execute(sa.delete(STAMPS))
    for place in numbers.keys() | restored.keys():
        number = 1 + max(numbers.get(place, 0), restored.get(place, 0))
        into.execute(sa.insert(STAMPS).values(place=place, number=number))


def _rows(connection: Connection) -> int:
    counts = [sa.select(sa.func.count()).select_from(table) for table in OF_KIND.values()]
    return sum(connection.execute(count).scalar_one() for count in counts)
