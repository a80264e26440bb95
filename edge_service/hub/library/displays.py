"""Keeps the screens of the house and what was sent to them."""

import time
from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from edge_service.errors import NotFound
from edge_service.hub.library.models import Delivery, Display, Manner, Song, new_id

_ANNOUNCED = Delivery.state != "pending"


def add_display(session: Session, name: str) -> Display:
    display = Display(name=name)
    session.add(display)
    session.flush()
    return display


def find_display(session: Session, display_id: str) -> Display:
    """Return a display; raise NotFound where there is none of this id."""
    display = session.get(Display, display_id)
    if display is None:
        raise NotFound("There is no such screen.", "Open the television page again: it signs in by itself.")
    return display


def all_displays(session: Session) -> Sequence[Display]:
    return session.scalars(select(Display).order_by(Display.name, Display.created_at)).all()


def ask_delivery(session: Session, song: Song, display_id: str, due_at: float = 0.0) -> Delivery:
    """Put a song on its way to a display, again when it was there before; raise NotFound for no display.

    It arrives at once, or not before `due_at`, seconds since 1970.
    """
    find_display(session, display_id)
    delivery = find_delivery(session, song.id, display_id) or Delivery(song_id=song.id, display_id=display_id)
    delivery.state, delivery.asked_at, delivery.sent_at = "pending", time.time(), None
    delivery.ticket, delivery.due_at, delivery.next_at, delivery.attempts = new_id(), due_at, due_at, 0
    delivery.received_at = delivery.played_at = delivery.thanked_at = delivery.reply = None
    session.add(delivery)
    session.flush()
    return delivery


def find_delivery(session: Session, song_id: str, display_id: str) -> Delivery | None:
    where = (Delivery.song_id == song_id) & (Delivery.display_id == display_id)
    return session.scalar(select(Delivery).where(where))


def announced_song(session: Session, song_id: str, display_id: str) -> Song | None:
    """Return a finished song that was announced to a display, None where it was not."""
    announced = (Delivery.song_id == song_id) & (Delivery.display_id == display_id) & _ANNOUNCED
    return session.scalar(select(Song).join(Song.deliveries).where(announced, Song.state == "done"))


def is_announced(session: Session, sha256: str, display_id: str) -> bool:
    """Tell whether sound or cover of this hash belongs to a song that was announced to a display."""
    file = (Song.audio_sha256 == sha256) | (Song.cover_sha256 == sha256)
    query = select(Delivery.id).join(Delivery.song)
    return (
        session.scalar(query.where(file, Delivery.display_id == display_id, _ANNOUNCED).limit(1)) is not None
    )


def shelf(session: Session, display_id: str) -> Sequence[Delivery]:
    """Return every finished song that was ever sent to a display and is due, the newest first."""
    find_display(session, display_id)
    mine = (Delivery.display_id == display_id) & (Delivery.due_at <= time.time())
    return _with_songs(session, mine, Delivery.asked_at.desc())


def arrange_arrivals(
    session: Session, display_id: str, manner: Manner, quiet_from: str | None, quiet_until: str | None
) -> Display:
    """Set how songs arrive at a display; what waited for its quiet hours to end is looked at anew.

    Raises NotFound for no display.
    """
    display = find_display(session, display_id)
    display.manner, display.quiet_from, display.quiet_until = manner, quiet_from, quiet_until
    pending = (Delivery.display_id == display_id) & (Delivery.state == "pending")
    session.execute(update(Delivery).where(pending).values(next_at=Delivery.due_at))
    return display


def _with_songs(session: Session, where: object, order: object) -> Sequence[Delivery]:
    query = select(Delivery).join(Delivery.song).options(joinedload(Delivery.song))
    return session.scalars(query.where(where, Song.state == "done").order_by(order, Delivery.id)).all()  # type: ignore[arg-type]  # SQL expressions
