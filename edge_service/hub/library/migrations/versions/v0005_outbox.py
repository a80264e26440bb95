"""Deliveries that wait for their moment, are tried again and are answered; televisions that are called."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("display", sa.Column("manner", sa.String(8), nullable=False, server_default="play"))
    op.add_column("display", sa.Column("quiet_from", sa.String(5)))
    op.add_column("display", sa.Column("quiet_until", sa.String(5)))
    op.create_table(
        "television",
        sa.Column(
            "display_id", sa.String(32), sa.ForeignKey("display.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("address", sa.String(100), nullable=False),
        sa.Column("client_key", sa.String(200), nullable=False),
        sa.Column("opens_page", sa.Boolean, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("call_at", sa.Double, nullable=False),
        sa.Column("called_at", sa.Double, nullable=False),
        sa.Column("trouble_code", sa.String(50)),
        sa.Column("trouble_message", sa.String),
        sa.Column("trouble_hint", sa.String),
    )
    op.add_column("delivery", sa.Column("ticket", sa.String(32), nullable=False, server_default=""))
    op.add_column("delivery", sa.Column("due_at", sa.Double, nullable=False, server_default="0"))
    op.add_column("delivery", sa.Column("next_at", sa.Double, nullable=False, server_default="0"))
    op.add_column("delivery", sa.Column("attempts", sa.Integer, nullable=False, server_default="0"))
    for name in ("received_at", "played_at", "thanked_at"):
        op.add_column("delivery", sa.Column(name, sa.Double))
    op.add_column("delivery", sa.Column("reply", sa.String(200)))
    op.create_index("ix_delivery_next_at", "delivery", ["next_at"])
    _give_tickets()


def _give_tickets() -> None:
    delivery = sa.table("delivery", sa.column("id"), sa.column("ticket"))
    connection = op.get_bind()
    for (number,) in connection.execute(sa.select(delivery.c.id)).all():
        ticket = delivery.update().where(delivery.c.id == number).values(ticket=uuid.uuid4().hex)
        connection.execute(ticket)
