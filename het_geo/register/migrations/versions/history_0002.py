"""Who changed what and when, and a number for each place that rises with each change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of changes and of stamps."""
    op.create_table(
        "change",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("place", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("row", sa.String(32), nullable=False),
        sa.Column("deed", sa.String(10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(120), nullable=False),
        sa.Column("subject_hash", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON()),
        sa.Column("undoes", sa.String(32)),
        sa.UniqueConstraint("place", "number", name="once_change"),
    )
    op.create_index("ix_change_row", "change", ["row"])
    op.create_index("ix_change_at", "change", ["at"])
    op.create_table(
        "stamp",
        sa.Column("place", sa.String(80), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    """Take both away: rows stay, their history is gone."""
    op.drop_table("stamp")
    op.drop_index("ix_change_at", "change")
    op.drop_index("ix_change_row", "change")
    op.drop_table("change")
