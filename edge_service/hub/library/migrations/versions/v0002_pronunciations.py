"""How names sound."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("song", sa.Column("names", sa.String, nullable=False, server_default=""))
    op.create_table(
        "pronunciation",
        sa.Column("recipient", sa.String(100), primary_key=True),
        sa.Column("language", sa.String(16), primary_key=True),
        sa.Column("names", sa.String, nullable=False),
    )
