"""Is the register where it is said to be, as this program needs it, and how far is it?"""

from __future__ import annotations

import os
import time
from contextlib import closing
from datetime import UTC, datetime

import sqlalchemy as sa

from het_geo.errors import RegisterError
from het_geo.health.finding import Finding, look, well, wrong
from het_geo.people.addresses import is_loopback
from het_geo.register import Register, open_register
from het_geo.register.address import REGISTER
from het_geo.register.engine import file_of, own_words, reading, shown
from het_geo.register.schema import CHANGES
from het_geo.register.upgrade import stands

SLOW_S = 0.5  # for a question of one row


def database_findings() -> list[Finding]:
    """Return what is found of the register."""
    try:
        with closing(open_register()) as register:
            return _found(register)
    except RegisterError as error:
        why = own_words(error)
        return [wrong("database", f"{error} It said: {why}." if why else str(error))]


def _found(register: Register) -> list[Finding]:
    url = register.engine.url
    begun = time.monotonic()
    held = stands(register.engine)
    took = time.monotonic() - begun
    if not held:
        said = f"Nothing has been written at {shown(url)}: the first write makes the tables."
        return [well("database", said), *_folder(register)]
    said = f"{shown(url)} has the tables that this program needs; it answered in {took:.2f} s."
    return [well("database", said) if took < SLOW_S else look("database", said), *_folder(register)]


def _folder(register: Register) -> list[Finding]:
    """Return what is wrong with the folder of a file: a database has its own rights."""
    file = file_of(register.engine.url)
    if file is None:
        return []
    folder = next((one for one in file.absolute().parents if one.exists()), file.parent)
    if os.access(folder, os.W_OK) and (not file.exists() or os.access(file, os.W_OK)):
        return []
    return [wrong("database", f"{file} cannot be written to: mend its rights, or set {REGISTER}.")]


def newest_change() -> datetime | None:
    """Return the latest moment that a change in the register bears; None where there is none.

    Raises:
        RegisterError: it cannot be read.
    """
    with closing(open_register()) as register:
        if not stands(register.engine):
            return None
        with reading(register.engine) as connection:
            found: datetime | None = connection.execute(
                sa.select(sa.func.max(CHANGES.c.at))
            ).scalar()
        return found


def time_of_database() -> tuple[str, datetime] | None:
    """Return where a database of PostgreSQL stands and what time it has.

    None is of a database on this machine: its clock is this one.

    Raises:
        RegisterError: it does not answer.
    """
    with closing(open_register()) as register:
        url = register.engine.url
        host = str(url.host or url.query.get("host", ""))
        if not host or host.startswith("/") or is_loopback(host):
            return None
        with reading(register.engine) as connection:
            found: datetime = connection.execute(sa.text("SELECT clock_timestamp()")).scalar_one()
        return host, found.astimezone(UTC)
