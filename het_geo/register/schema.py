"""The register's tables, made from the declarations of rows, with the history and the stamps.

What stands in a database is made by the migrations beside this file;
``tests/unit/register/test_register_migrations.py`` holds them to these tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from het_geo.errors import RegisterError
from het_geo.register.forms import (
    Day,
    FieldForm,
    Frozen,
    Name,
    OneOf,
    OwnerRole,
    Prose,
    Quantity,
    WebLink,
)
from het_geo.register.rows import KINDS, ONCE, WrittenRow, fields_of

TABLES = sa.MetaData()
LONGEST_SLUG = 80


class Moment(sa.TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no zone with it, and every moment here is of that one."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment with its zone."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def column_type(form: FieldForm) -> sa.types.TypeEngine[Any]:
    """Return the type of column that holds a form."""
    if isinstance(form, Quantity):
        return sa.Integer() if form.whole else sa.Double()
    if isinstance(form, Name | OwnerRole | Prose | WebLink):
        return sa.String(form.most)
    plain: dict[type, sa.types.TypeEngine[Any]] = {
        Day: sa.Date(),
        Frozen: sa.JSON(),
        OneOf: sa.String(20),
    }
    return plain[type(form)]


def _table(kind: str) -> sa.Table:
    own = [
        sa.Column(name, column_type(form), *_leads_to(kind, name), nullable=not needed)
        for name, (form, needed) in fields_of(kind).items()
    ]
    once = [sa.UniqueConstraint("place", *ONCE[kind], name=f"once_{kind}")] if kind in ONCE else []
    return sa.Table(
        kind,
        TABLES,
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("place", sa.String(LONGEST_SLUG), nullable=False, index=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        *own,
        *once,
    )


def _leads_to(kind: str, name: str) -> list[sa.ForeignKey]:
    if (kind, name) != ("action", "recommendation"):
        return []
    return [sa.ForeignKey("recommendation.id", name="action_recommendation")]


OF_KIND: dict[str, sa.Table] = {kind: _table(kind) for kind in KINDS}

# Every change, in its place's order: who (a role, and a keyed hash of the subject), when, what.
CHANGES = sa.Table(
    "change",
    TABLES,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("place", sa.String(LONGEST_SLUG), nullable=False),
    sa.Column("number", sa.Integer(), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("row", sa.String(32), nullable=False, index=True),
    sa.Column("deed", sa.String(10), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("role", sa.String(120), nullable=False),
    sa.Column("subject_hash", sa.String(64), nullable=False),
    sa.Column("at", Moment(), nullable=False, index=True),
    sa.Column("before", sa.JSON(none_as_null=True)),
    sa.Column("after", sa.JSON(none_as_null=True)),
    sa.Column("undoes", sa.String(32)),
    sa.UniqueConstraint("place", "number", name="once_change"),
)

# A place's number rises with each change, in the order in which changes are committed.
STAMPS = sa.Table(
    "stamp",
    TABLES,
    sa.Column("place", sa.String(LONGEST_SLUG), primary_key=True),
    sa.Column("number", sa.Integer(), nullable=False),
)


def row_of(kind: str, found: sa.Row[Any]) -> WrittenRow:
    """Return what a table gave as a row of its kind."""
    return KINDS[kind](**found._mapping)


def selected(kind: str, place: str, filters: Mapping[str, object]) -> sa.Select[Any]:
    """Return what to ask for a place's rows of a kind, the oldest first.

    Args:
        kind: whose table it is.
        place: by its name in links.
        filters: by field: a value, a tuple of those allowed, or ``None`` for empty.

    Raises:
        RegisterError: rows of the kind have no such field.
    """
    table = OF_KIND[kind]
    wanted = sa.select(table).where(table.c.place == place)
    for name, value in filters.items():
        if name not in table.c:
            raise RegisterError(f"A row of {kind} has no field {name!r}.")
        column = table.c[name]
        wanted = wanted.where(column.in_(value) if isinstance(value, tuple) else column == value)
    return wanted.order_by(table.c.created_at, table.c.id)
