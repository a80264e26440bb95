"""The outbox: which songs are to be sent to which displays now, and how far each has come.

pending -> sent (the broker has it) -> received -> played -> thanked. What is not received is sent again,
more and more seldom; telling the same thing twice changes nothing.
"""

import time
from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.orm import Session, joinedload

from edge_service.hub.library.displays import find_delivery
from edge_service.hub.library.library import rows_changed
from edge_service.hub.library.models import Delivery, DeliveryState, Display, Song

STATES: tuple[DeliveryState, ...] = ("pending", "sent", "received", "played", "thanked")
UNACKNOWLEDGED = ("pending", "sent")
STATE_AFTER_EVENT: dict[str, DeliveryState] = {
    "received": "received",
    "playing": "received",
    "played": "played",
    "thanked": "thanked",
}
RESEND_SECONDS = (30.0, 6 * 3600.0)
LONGEST_REPLY = 80


def due_deliveries(session: Session, now: float, limit: int) -> Sequence[Delivery]:
    """Return finished songs that are to be sent now, those that wait longest first."""
    waiting = Delivery.state.in_(UNACKNOWLEDGED) & (Delivery.next_at <= now) & (Song.state == "done")
    query = select(Delivery).join(Delivery.song).where(waiting).order_by(Delivery.next_at, Delivery.id)
    together = joinedload(Delivery.song), joinedload(Delivery.display)
    return session.scalars(query.options(*together).limit(limit)).all()


def sent_to(session: Session, display_id: str) -> Sequence[Delivery]:
    """Return what lies ready for a display and was not received."""
    lying = (Delivery.state == "sent") & (Delivery.display_id == display_id)
    return session.scalars(select(Delivery).where(lying)).all()


def quiet_displays(session: Session) -> Sequence[Display]:
    """Return the displays that have quiet hours at all."""
    return session.scalars(select(Display).where(Display.quiet_from.is_not(None))).all()


def mark_sent(session: Session, sent: Sequence[Delivery], now: float) -> None:
    """Note that the broker has some deliveries; each is sent again later where no display answers."""
    for delivery in sent:
        values = {
            "state": "sent",
            "sent_at": now,
            "attempts": delivery.attempts + 1,
            "next_at": now + pause_seconds(delivery.attempts),
        }
        _change(session, delivery, **values)


def postpone(session: Session, waiting: Sequence[Delivery], until: float) -> None:
    """Let deliveries wait until a time; those that lay ready are pending again.

    Nothing changes for a display whose quiet hours are not any more those that were read with it.
    """
    for delivery in waiting:
        read = delivery.display
        same_hours = exists().where(
            Display.id == read.id,
            Display.quiet_from.is_not_distinct_from(read.quiet_from),
            Display.quiet_until.is_not_distinct_from(read.quiet_until),
        )
        _change(session, delivery, same_hours, state="pending", next_at=until)


def send_all_again(session: Session) -> None:
    """Make everything that lies ready due at once: a broker may have forgotten it."""
    session.execute(update(Delivery).where(Delivery.state == "sent").values(next_at=0.0))


def pause_seconds(attempts: int) -> float:
    """Return how long to wait for an answer after so many earlier attempts."""
    first, longest = RESEND_SECONDS
    return float(min(first * 2.0 ** min(attempts, 30), longest))


def note_event(
    session: Session, song_id: str, display_id: str, event: str, ticket: str | None, reply: str | None
) -> bool:
    """Move a delivery on by what a display told; return False where it had come as far before.

    A `ticket` of an earlier asking says nothing about the present one.
    """
    delivery, state = find_delivery(session, song_id, display_id), STATE_AFTER_EVENT.get(event)
    if delivery is None or state is None or (ticket is not None and ticket != delivery.ticket):
        return False
    if event == "thanked" and reply:
        delivery.reply = reply[:LONGEST_REPLY]
    _note_times(delivery, event)
    if STATES.index(state) <= STATES.index(delivery.state):
        return False
    delivery.state = state
    return True


def _note_times(delivery: Delivery, event: str) -> None:
    now = time.time()
    delivery.received_at = delivery.received_at or now
    if event == "played":
        delivery.played_at = delivery.played_at or now
    if event == "thanked":
        delivery.thanked_at = delivery.thanked_at or now


def _change(session: Session, delivery: Delivery, *conditions: ColumnElement[bool], **values: object) -> bool:
    """Change a delivery that no display has answered meanwhile."""
    same = (
        (Delivery.id == delivery.id)
        & (Delivery.ticket == delivery.ticket)
        & Delivery.state.in_(UNACKNOWLEDGED)
    )
    return rows_changed(session, update(Delivery).where(same, *conditions).values(**values)) > 0
