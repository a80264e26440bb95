"""Tokens: who may come in, for what, and which songs were asked for with which."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "token",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("display_id", sa.String(32), sa.ForeignKey("display.id", ondelete="CASCADE"), index=True),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("used_at", sa.Double),
        sa.Column("expires_at", sa.Double),
        sa.Column("revoked_at", sa.Double),
        sa.Column("uses_left", sa.Integer),
    )
    op.add_column("song", sa.Column("asked_by", sa.String(32), nullable=True))
    op.create_index("ix_song_asked_by", "song", ["asked_by"])
