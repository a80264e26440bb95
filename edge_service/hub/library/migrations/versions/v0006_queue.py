"""Whose turn it is in the queue, how long songs take, and what a search looks through."""

import sqlalchemy as sa
from alembic import op

from edge_service.hub.library.search import searchable
from edge_service.hub.library.waiting import turn_of

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("song", sa.Column("words", sa.String, nullable=False, server_default=""))
    op.add_column("song", sa.Column("turn", sa.Double, nullable=False, server_default="0"))
    op.create_index("ix_song_state_turn", "song", ["state", "turn", "length"])
    op.create_table(
        "pace",
        sa.Column("length", sa.String(16), primary_key=True),
        sa.Column("step", sa.String(32), primary_key=True),
        sa.Column("fraction", sa.Double, nullable=False),
        sa.Column("left_seconds", sa.Double, nullable=False),
        sa.Column("songs", sa.Integer, nullable=False),
    )
    _fill()


def _fill() -> None:
    read = ("number", "message", "to", "sender", "title", "length", "created_at")
    song = sa.table("song", *(sa.column(name) for name in (*read, "words", "turn")))
    connection = op.get_bind()
    for row in connection.execute(sa.select(*(song.c[name] for name in read))).all():
        words = searchable((row.message, row.to, row.sender, row.title))
        filled = {"words": words, "turn": turn_of(row.length, row.created_at)}
        connection.execute(song.update().where(song.c.number == row.number).values(**filled))
