"""Songs, displays and deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "song",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("token", sa.String(32), nullable=False, unique=True),
        sa.Column("request_key", sa.String(200), unique=True),
        sa.Column("request_sha256", sa.String(64)),
        *(
            sa.Column(name, sa.String, nullable=False)
            for name in ("message", "to", "sender", "language", "genre", "mood", "voice", "length")
        ),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("lyrics", sa.String),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("step", sa.String(32)),
        sa.Column("fraction", sa.Double, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("worker", sa.String(100)),
        sa.Column("heartbeat_at", sa.Double),
        sa.Column("cancel_requested", sa.Boolean, nullable=False),
        sa.Column("error_code", sa.String(50)),
        sa.Column("error_message", sa.String),
        sa.Column("error_hint", sa.String),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("finished_at", sa.Double),
        sa.Column("title", sa.String),
        sa.Column("duration_seconds", sa.Double),
        sa.Column("audio_sha256", sa.String(64)),
        sa.Column("audio_bytes", sa.BigInteger),
        sa.Column("cover_sha256", sa.String(64)),
        sa.Column("cover_bytes", sa.BigInteger),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "display",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("song_id", sa.String(32), sa.ForeignKey("song.id", ondelete="CASCADE"), nullable=False),
        sa.Column(
            "display_id",
            sa.String(32),
            sa.ForeignKey("display.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("asked_at", sa.Double, nullable=False),
        sa.Column("sent_at", sa.Double),
        sa.UniqueConstraint("song_id", "display_id"),
    )
