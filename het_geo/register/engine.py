"""Where the register stands, how it is opened, and what its database says in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.engine import Connection, Engine, make_url

from het_geo.errors import RegisterError
from het_geo.register.address import REGISTER, address_given, is_address

_PATIENCE = 30  # seconds that a writer waits for others
_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")

# A network that was cut says nothing: a connection is given up some 20 seconds after it, where
# the system's own patience is a quarter of an hour. (libpq; milliseconds in the last.)
_CUT = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 20_000,
}

# What a database says of itself, by its code: PostgreSQL's SQLSTATE, SQLite's name.
_SAID = {
    "25006": "it can be read and not written: ask for the right to write, or write elsewhere",
    "42501": "this user may not write it: grant the right in PostgreSQL",
    "53100": "its disk is full: make room, then try again",
    "55P03": "others have been writing for half a minute: try again",
    "SQLITE_BUSY": "others have been writing for half a minute: try again",
    "SQLITE_CANTOPEN": "its file cannot be opened: look at the folder and its rights",
    "SQLITE_CORRUPT": "its file is damaged: restore a backup",
    "SQLITE_FULL": "its disk is full: make room, then try again",
    "SQLITE_IOERR": "its disk does not answer: look at the disk, then try again",
    "SQLITE_NOTADB": "its file is no database of SQLite",
    "SQLITE_READONLY": "its file can be read and not written: look at its rights",
}


USED = "The register cannot be used"


def address_of(given: str | None = None) -> sa.URL:
    """Return where the register stands: as given, as HET_GEO_REGISTER says, or the usual file.

    A path is a file of SQLite; ``postgresql://…`` a database of PostgreSQL.

    Raises:
        RegisterError: the address is of neither.
    """
    text = address_given(given)
    if not is_address(text):
        return sa.URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except (exc.ArgumentError, ValueError):
        raise RegisterError(f"{REGISTER} is no address: {_FORMS}") from None
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database not in (None, "", ":memory:"):
        return url
    raise RegisterError(f"{REGISTER} is an address of {url.drivername}: {_FORMS}")


_FORMS = "give the path of a file, or postgresql://user@host/database."


def shown(url: sa.URL) -> str:
    """Return an address without its password."""
    return url.database or "" if url.drivername == "sqlite" else url.render_as_string()


def file_of(url: sa.URL) -> Path | None:
    """Return the file of an address of SQLite, or ``None``."""
    if url.drivername != "sqlite":
        return None
    return Path(str(url.database).removeprefix("file:"))


def engine_of(url: sa.URL) -> Engine:
    """Return the engine of an address. Nothing is opened yet; a lost connection is found."""
    if url.drivername != "sqlite":
        # No prepared statements: servers that share connections out (pgbouncer) know none.
        settings = {"connect_timeout": 5, "prepare_threshold": None, **_CUT}
        return sa.create_engine(url, pool_pre_ping=True, connect_args=settings)
    # A file is opened for each use: one that was read-only, or was put back, is met as it is.
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _prepared)
    event.listen(engine, "begin", _begun)
    return engine


def _prepared(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions are begun by us, those of tables too
    connection.execute("PRAGMA foreign_keys = ON")


def _begun(connection: Connection) -> None:
    """Begin; a writer takes its turn at once, so that what it reads first stays true."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the whole register.

    Raises:
        RegisterError: the database does not answer.
    """
    with told(), engine.connect() as connection:
        level = {} if _is_sqlite(engine) else {"isolation_level": "REPEATABLE READ"}
        with connection.execution_options(**level).begin():
            yield connection


@contextmanager
def writing(engine: Engine, what: str = USED) -> Iterator[Connection]:
    """Give a connection whose changes are kept together when it is left, or not at all.

    ``what`` is how a fault of the database is told.

    Raises:
        RegisterError: the database cannot be written. Then nothing was.
    """
    with (
        told(what),
        engine.connect() as connection,
        connection.execution_options(writes=True).begin(),
    ):
        if not _is_sqlite(engine):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_PATIENCE}s'")
        yield connection


def _is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


@contextmanager
def told(what: str = USED) -> Iterator[None]:
    """Say what a database says as a message for whoever reads a page: not where it stands.

    Raises:
        RegisterError: the database refused, or could not be asked.
    """
    try:
        yield
    except exc.SQLAlchemyError as error:
        raise RegisterError(f"{what}: {_said(error)}. Nothing was changed.") from error


def own_words(error: RegisterError) -> str:
    """Return what PostgreSQL itself said of why it was not reached; "" where it said nothing.

    It is for whoever keeps the server: it names the host, the account and the database.
    """
    cause = getattr(error.__cause__, "orig", None)
    if getattr(cause, "sqlite_errorname", None):
        return ""
    return next(iter(str(cause or "").strip().splitlines()), "").strip().rstrip(".")


def _said(error: exc.SQLAlchemyError) -> str:
    cause = getattr(error, "orig", None)
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
    for known, words in _SAID.items():
        if code.startswith(known):  # SQLite adds what it was that failed: SQLITE_READONLY_DIRECTORY
            return words
    if isinstance(error, exc.IntegrityError):
        return "what was written does not fit what stands now: look again, then try once more"
    if isinstance(error, exc.OperationalError | exc.InterfaceError | exc.TimeoutError):
        return "the database does not answer: see that it runs, then try again"
    return f"the database refused ({type(cause or error).__name__}): tell who keeps the server"
