"""Reviews of measures that were held: the day, and what was decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of reviews."""
    op.create_table(
        "review",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("place", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("measure", sa.String(80), nullable=False),
        sa.Column("subgroup", sa.String(80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("decided", sa.String(500), nullable=False),
        sa.Column("evidence", sa.String(500)),
        sa.UniqueConstraint("place", "measure", "day", name="once_review"),
    )
    op.create_index("ix_review_place", "review", ["place"])


def downgrade() -> None:
    """Take it away, and with it the history of its rows: the program below knows no such kind."""
    op.drop_index("ix_review_place", "review")
    op.drop_table("review")
    change = sa.table("change", sa.column("kind", sa.String()))
    op.execute(change.delete().where(change.c.kind == "review"))
