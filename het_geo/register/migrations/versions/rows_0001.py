"""What people write: recommendations, actions, values, tests, projects, remarks, closed years."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KINDS = ("recommendation", "action", "value", "test", "project", "remark", "closed_year")


def upgrade() -> None:
    """Make a table for each kind."""
    _recommendation_and_action()
    _value_and_remark()
    _test_and_project()
    _table(
        "closed_year",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.UniqueConstraint("place", "year", name="once_closed_year"),
    )


def downgrade() -> None:
    """Take the tables away, those that name others first."""
    for kind in reversed(KINDS):
        op.drop_index(f"ix_{kind}_place", kind)
        op.drop_table(kind)


def _table(kind: str, *columns: Any) -> None:
    op.create_table(
        kind,
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("place", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        *columns,
    )
    op.create_index(f"ix_{kind}_place", kind, ["place"])


def _text(name: str, most: int, *, needed: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String(most), nullable=not needed)


def _whole(name: str, *, needed: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=not needed)


def _recommendation_and_action() -> None:
    _table(
        "recommendation",
        _whole("principle"),
        _text("text", 2000),
        _text("source", 300),
        _text("subgroup", 80, needed=False),
        _text("status", 20),
    )
    _table(
        "action",
        _text("title", 300),
        sa.Column(
            "recommendation", sa.String(32),
            sa.ForeignKey("recommendation.id", name="action_recommendation"),
        ),
        _text("measure", 80, needed=False),
        _text("indicator", 80, needed=False),
        _whole("principle"),
        _text("subgroup", 80),
        _text("status", 20),
        _text("owner", 80),
        sa.Column("due", sa.Date()),
        _text("evidence", 500, needed=False),
    )  # fmt: skip


def _value_and_remark() -> None:
    _table(
        "value",
        _text("measure", 80),
        _text("subgroup", 80),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("low", sa.Double()),
        sa.Column("high", sa.Double()),
        _text("note", 500, needed=False),
        sa.UniqueConstraint("place", "measure", "period", name="once_value"),
    )
    _table(
        "remark",
        _text("measure", 80),
        _text("subgroup", 80),
        _text("words", 500),
        _text("reason", 1000),
    )


def _test_and_project() -> None:
    _table(
        "test",
        _text("aim", 500),
        _text("plan", 2000),
        *(_text(name, 2000, needed=False) for name in ("done", "learned", "next_step")),
        _text("subgroup", 80),
        _text("measure", 80, needed=False),
        sa.Column("day", sa.Date(), nullable=False),
    )
    _table(
        "project",
        _text("title", 300),
        _whole("principle"),
        _text("subgroup", 80, needed=False),
        _text("area", 9, needed=False),
        _text("what", 2000),
        _whole("year"),
        _whole("amount", needed=False),
        _text("link", 500, needed=False),
    )
