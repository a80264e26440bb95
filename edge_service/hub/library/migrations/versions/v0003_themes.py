"""What a song is about, where a person chose."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("song", sa.Column("theme", sa.String, nullable=False, server_default=""))
