"""Moves a song from state to state; each move is one conditional UPDATE, so that no song is made twice.

queued -> making (claim) -> done | failed | cancelled, and making -> queued when its worker is gone;
failed | cancelled -> queued when somebody asks for another try.
"""

import time
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from edge_service.errors import Conflict, GoodwaveError
from edge_service.hub.library.models import Song
from edge_service.hub.library.moves import ended, move, not_begun, told
from edge_service.hub.library.search import searchable
from edge_service.hub.library.songs import find_song
from edge_service.hub.library.waiting import turn_of


@dataclass(frozen=True)
class Claim:
    """A worker's right to make one song, good as long as its heartbeat is fresh."""

    song_id: str
    worker: str

    @property
    def held(self) -> ColumnElement[bool]:
        return (Song.id == self.song_id) & (Song.worker == self.worker) & (Song.state == "making")


@dataclass(frozen=True)
class Finished:
    """What the table keeps of a finished song."""

    title: str
    duration_seconds: float
    audio_sha256: str
    audio_bytes: int
    cover_sha256: str
    cover_bytes: int


def claim_song(session: Session, song_id: str, worker: str) -> Song | None:
    """Return the song for this worker to make, None where it waits no more."""
    waiting = (Song.id == song_id) & (Song.state == "queued")
    taken = move(
        session,
        waiting,
        state="making",
        worker=worker,
        heartbeat_at=time.time(),
        attempts=Song.attempts + 1,
        **not_begun(),
    )
    return find_song(session, song_id) if taken else None


def beat(session: Session, claim: Claim, **progress: Any) -> bool:
    """Show a sign of life and, with it, `step` and `fraction`; return whether the work should go on."""
    going_on = claim.held & Song.cancel_requested.is_(False)
    return move(session, going_on, heartbeat_at=time.time(), **progress)


def finish_song(session: Session, claim: Claim, finished: Finished) -> bool:
    """Mark a song done; return whether it was this claim that finished it."""
    going_on = claim.held & Song.cancel_requested.is_(False)
    words = Song.words + f" {searchable([finished.title])}"
    return move(session, going_on, state="done", **ended(), fraction=1.0, words=words, **vars(finished))


def fail_song(session: Session, claim: Claim, error: GoodwaveError) -> bool:
    """Mark a song failed with what a person should know."""
    return move(session, claim.held, state="failed", **ended(), **told(error))


def stop_song(session: Session, claim: Claim) -> bool:
    """Mark a song cancelled whose worker has stopped; return False where it is no longer this worker's."""
    return move(session, claim.held, state="cancelled", **ended())


def cancel_song(session: Session, song_id: str) -> Song:
    """Cancel at once a song that waits, and ask its worker to stop when it is being made.

    Raises NotFound, and Conflict for a song that is done or failed.
    """
    mine = Song.id == song_id
    if not move(session, mine & (Song.state == "queued"), state="cancelled", **ended()):
        move(session, mine & (Song.state == "making"), cancel_requested=True)
    song = find_song(session, song_id)
    if song.state in ("done", "failed"):
        raise Conflict("This song is already finished.", "Delete it if you do not want to keep it.")
    return song


def retry_song(session: Session, song_id: str) -> Song:
    """Queue a song anew that failed or was cancelled, with the words and the seed it had.

    Raises NotFound, and Conflict for a song that is done.
    """
    over = (Song.id == song_id) & Song.state.in_(("failed", "cancelled"))
    turn = turn_of(find_song(session, song_id).length, time.time())
    again = {"attempts": 0, "crashes": 0, "cancel_requested": False, "finished_at": None}
    move(session, over, state="queued", turn=turn, **again, **not_begun(), **told(None))
    song = find_song(session, song_id)
    if song.state == "done":
        raise Conflict("This song is already finished.", "Ask for a new one if you want another.")
    return song


@dataclass(frozen=True)
class Waiting:
    """A song that waits: its turn (waiting.py), its length, and how long it has waited already."""

    song_id: str
    turn: float
    length: str
    seconds: float = 0.0


def queued_songs(session: Session) -> list[Waiting]:
    """Return the songs that wait, in the order of their turns."""
    columns = Song.id, Song.turn, Song.length, time.time() - Song.turn
    query = select(*columns).where(Song.state == "queued").order_by(Song.turn, Song.number)
    return [Waiting(*row) for row in session.execute(query)]


def busy_workers(session: Session) -> set[str]:
    """Return the workers that hold a claim."""
    return set(session.scalars(select(Song.worker).where(Song.state == "making"))) - {None}  # type: ignore[return-value]  # a claim has a worker
