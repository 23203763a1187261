"""Bring a register's tables to what this program needs, by the migrations beside this file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from het_geo.errors import RegisterError
from het_geo.register.engine import USED, file_of, reading, writing

if TYPE_CHECKING:
    from alembic.config import Config

REVISIONS = (
    "0001",
    "0002",
    "0003",
)  # the migrations in their order; the last is what this program needs
_ONE_AT_A_TIME = 0x6865745F67656F  # PostgreSQL's advisory lock of those who bring up tables


def upgrade(engine: Engine, to: str = "head", what: str = USED) -> None:
    """Bring the tables up to a revision; a file that is not there is made. Whole or not at all.

    ``what`` is how a fault of the database is told.

    Raises:
        RegisterError: the database does not answer, or cannot be written.
    """
    file = file_of(engine.url)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    _run(engine, "upgrade", to, what)


def downgrade(engine: Engine, to: str) -> None:
    """Take the tables back to a revision (``base``: none), and with them what only they held."""
    _run(engine, "downgrade", to)


def _run(engine: Engine, command: str, to: str, what: str = USED) -> None:
    import alembic.command  # noqa: PLC0415 - a page that only reads needs none of it

    with writing(engine, what) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
        config = configuration()
        config.attributes["connection"] = connection
        getattr(alembic.command, command)(config, to)


def configuration() -> Config:
    """Return Alembic's configuration: where the migrations lie."""
    from alembic.config import Config  # noqa: PLC0415 - a page that only reads needs none of it

    config = Config()
    config.set_main_option("script_location", "het_geo.register:migrations")
    return config


def stands(engine: Engine) -> bool:
    """Return whether there is a register: tables as this program needs them.

    Raises:
        RegisterError: its tables are older (and must be brought up) or newer (and not understood).
    """
    file = file_of(engine.url)
    if file is not None and not file.exists():
        return False
    with reading(engine) as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return False
        found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    if found in (None, REVISIONS[-1]):
        return found is not None
    if found in REVISIONS:
        raise RegisterError(
            "The register is of an older program. Make a backup of it, "
            "then say: python -m het_geo register upgrade"
        )
    raise RegisterError("The register is of a newer program: use that one.")
