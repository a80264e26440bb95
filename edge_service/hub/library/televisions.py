"""Keeps the televisions that can be called, and which of them a song waits for."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from edge_service.errors import GoodwaveError
from edge_service.hub.library.displays import find_display
from edge_service.hub.library.models import Delivery, Display, Television

CALL_AGAIN_SECONDS = (60.0, 3600.0)


@dataclass(frozen=True)
class WaitingCall:
    """A television, and the newest song that lies ready for it since it was last called."""

    television: Television
    delivery: Delivery


def keep_television(
    session: Session, display_id: str, address: str, client_key: str, opens_page: bool
) -> None:
    """Remember how a display is called, in the place of what was known before; raise NotFound."""
    display = find_display(session, display_id)
    if display.television is not None:
        session.delete(display.television)
        session.flush()
    session.add(Television(
        display_id=display_id, address=address, client_key=client_key, opens_page=opens_page
    ))  # fmt: skip


def waiting_calls(session: Session, now: float) -> Sequence[WaitingCall]:
    """Return whom to call now: those for whom a song lies ready of which they do not know."""
    news = (Delivery.asked_at > Television.called_at) | (Delivery.due_at > Television.called_at)
    query = (
        select(Television, Delivery)
        .join(Delivery, Delivery.display_id == Television.display_id)
        .where(Television.call_at <= now, Delivery.state == "sent", news)
        .options(joinedload(Delivery.song), joinedload(Delivery.display))
        .order_by(Delivery.asked_at)
    )
    newest = {television.display_id: WaitingCall(television, d) for television, d in session.execute(query)}
    return list(newest.values())


def note_call(
    session: Session, display_id: str, told: bool, trouble: GoodwaveError | None, now: float
) -> None:
    """Note what became of a call; one that told nobody is made again, more and more seldom."""
    television = session.get(Television, display_id)
    if television is None:
        return
    if told:
        television.called_at, television.call_at, television.tries = now, 0.0, 0
    else:
        first, longest = CALL_AGAIN_SECONDS
        television.call_at = now + float(min(first * 2.0 ** min(television.tries, 30), longest))
        television.tries += 1
    television.trouble_code = trouble.code if trouble else None
    television.trouble_message = trouble.message if trouble else None
    television.trouble_hint = trouble.hint if trouble else None


def trouble_of(display: Display) -> GoodwaveError | None:
    """Return what the last call to a display could not do."""
    known = display.television
    if known is None or known.trouble_code is None:
        return None
    trouble = GoodwaveError(known.trouble_message or "", known.trouble_hint or "")
    trouble.code = known.trouble_code
    return trouble
