"""What becomes of a song whose worker is gone: it is queued again, until it seems to be its own fault."""

import time
from collections.abc import Mapping
from typing import Literal

from sqlalchemy import ColumnElement, case, select
from sqlalchemy.orm import Session

from edge_service.errors import WorkerLost
from edge_service.hub.library.models import Song
from edge_service.hub.library.moves import ended, move, not_begun, told
from edge_service.hub.library.waiting import last_turn

# How a worker ended: it was asked to, something outside took it away, or what it was making crashed it.
Ending = Literal["stopped", "lost", "crashed"]
# A song is given up after so many crashes. Power cuts say little about it, but one that takes the whole
# machine down looks the same as they do, and must come to an end too.
MOST_CRASHES = 3
MOST_ATTEMPTS = 10


def release_worker(session: Session, worker: str, ending: Ending) -> list[str]:
    """Put back what a worker that is gone was making; return the songs that moved.

    A worker that was stopped uses up no attempt, one that crashed is held against its song.
    """
    if ending == "stopped":
        move(session, _held_by(worker), attempts=Song.attempts - 1)
    elif ending == "crashed":
        move(session, _held_by(worker), crashes=Song.crashes + 1)
    return _put_back(session, _held_by(worker))


def heartbeats(session: Session) -> dict[str, float | None]:
    """Return the songs being made with their workers' last signs of life, seconds since 1970."""
    beats = select(Song.id, Song.heartbeat_at).where(Song.state == "making")
    return {song_id: beat for song_id, beat in session.execute(beats)}  # noqa: C416  # rows are no pairs to mypy


def release_silent(session: Session, silent: Mapping[str, float | None]) -> list[str]:
    """Put back songs whose sign of life is still the one given; return those that moved."""
    moved: list[str] = []
    for song_id, beat in silent.items():
        moved += _put_back(
            session,
            (Song.id == song_id) & (Song.state == "making") & Song.heartbeat_at.is_not_distinct_from(beat),
        )
    return moved


def _put_back(session: Session, lost: ColumnElement[bool]) -> list[str]:
    """Queue again what was lost, save for what was cancelled or is given up.

    A song lets all others go first from the second time on: if it is to blame, it holds up nobody.
    """
    ids = list(session.scalars(select(Song.id).where(lost)))
    move(session, lost & Song.cancel_requested.is_(True), state="cancelled", **ended())
    _give_up(session, lost & (Song.crashes >= MOST_CRASHES), _crashed())
    _give_up(session, lost & (Song.attempts >= MOST_ATTEMPTS), _interrupted())
    turn = case((Song.attempts > 1, last_turn(time.time())), else_=Song.turn)
    move(session, lost, state="queued", worker=None, turn=turn, **not_begun())
    return ids


def _give_up(session: Session, lost: ColumnElement[bool], why: WorkerLost) -> None:
    move(session, lost, state="failed", **ended(), **told(why))


def _crashed() -> WorkerLost:
    return WorkerLost(
        f"Making this song stopped the singer {MOST_CRASHES} times.",
        "Try a shorter message, or look at the hub's log.",
    )


def _interrupted() -> WorkerLost:
    return WorkerLost(
        f"The hub was interrupted {MOST_ATTEMPTS} times while it made this song.",
        "Try again when it has stayed on for a while; if others are made and this is not, change its words.",
    )


def _held_by(worker: str) -> ColumnElement[bool]:
    return (Song.state == "making") & (Song.worker == worker)
