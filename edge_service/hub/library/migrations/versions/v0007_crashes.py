"""How often a song crashed its worker."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("song", sa.Column("crashes", sa.Integer, nullable=False, server_default="0"))
