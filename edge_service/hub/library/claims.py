"""Moves a song from state to state; each move is one conditional UPDATE, so that no song is made twice.

queued -> making (claim) -> done | failed | cancelled, and making -> queued when its worker is gone;
failed | cancelled -> queued when somebody asks for another try.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from edge_service.errors import Conflict, GoodwaveError, WorkerLost
from edge_service.hub.library.library import rows_changed
from edge_service.hub.library.models import Song
from edge_service.hub.library.search import searchable
from edge_service.hub.library.songs import find_song
from edge_service.hub.library.waiting import turn_of

MOST_ATTEMPTS = 3


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
    taken = _move(
        session,
        waiting,
        state="making",
        worker=worker,
        heartbeat_at=time.time(),
        attempts=Song.attempts + 1,
        step=None,
        fraction=0.0,
    )
    return find_song(session, song_id) if taken else None


def beat(session: Session, claim: Claim, **progress: Any) -> bool:
    """Show a sign of life and, with it, `step` and `fraction`; return whether the work should go on."""
    going_on = claim.held & Song.cancel_requested.is_(False)
    return _move(session, going_on, heartbeat_at=time.time(), **progress)


def finish_song(session: Session, claim: Claim, finished: Finished) -> bool:
    """Mark a song done; return whether it was this claim that finished it."""
    going_on = claim.held & Song.cancel_requested.is_(False)
    words = Song.words + f" {searchable([finished.title])}"
    return _move(session, going_on, state="done", **_ending(), fraction=1.0, words=words, **vars(finished))


def fail_song(session: Session, claim: Claim, error: GoodwaveError) -> bool:
    """Mark a song failed with what a person should know."""
    return _move(session, claim.held, state="failed", **_ending(), **_told(error))


def stop_song(session: Session, claim: Claim) -> bool:
    """Mark a song cancelled whose worker has stopped; return False where it is no longer this worker's."""
    return _move(session, claim.held, state="cancelled", **_ending())


def cancel_song(session: Session, song_id: str) -> Song:
    """Cancel at once a song that waits, and ask its worker to stop when it is being made.

    Raises NotFound, and Conflict for a song that is done or failed.
    """
    mine = Song.id == song_id
    if not _move(session, mine & (Song.state == "queued"), state="cancelled", **_ending()):
        _move(session, mine & (Song.state == "making"), cancel_requested=True)
    song = find_song(session, song_id)
    if song.state in ("done", "failed"):
        raise Conflict("This song is already finished.", "Delete it if you do not want to keep it.")
    return song


def retry_song(session: Session, song_id: str) -> Song:
    """Queue a song anew that failed or was cancelled, with the words and the seed it had.

    Raises NotFound, and Conflict for a song that is done.
    """
    ended = (Song.id == song_id) & Song.state.in_(("failed", "cancelled"))
    turn = turn_of(find_song(session, song_id).length, time.time())
    again = {"attempts": 0, "cancel_requested": False, "step": None, "fraction": 0.0, "finished_at": None}
    _move(session, ended, state="queued", turn=turn, **again, **_told(None))
    song = find_song(session, song_id)
    if song.state == "done":
        raise Conflict("This song is already finished.", "Ask for a new one if you want another.")
    return song


def release_worker(session: Session, worker: str, at_fault: bool) -> list[str]:
    """Put back what a worker that is gone was making; return the songs that moved.

    `at_fault` tells a worker that died from one that was stopped: only deaths use up attempts.
    """
    if not at_fault:
        _move(session, _held_by(worker), attempts=Song.attempts - 1)
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


def _put_back(session: Session, lost: ColumnElement[bool]) -> list[str]:
    """Queue again what was lost, save for what was cancelled or has used up its attempts."""
    ids = list(session.scalars(select(Song.id).where(lost)))
    worn_out = WorkerLost(
        f"Making this song stopped the singer {MOST_ATTEMPTS} times.",
        "Try a shorter message, or look at the hub's log.",
    )
    _move(session, lost & Song.cancel_requested.is_(True), state="cancelled", **_ending())
    _move(session, lost & (Song.attempts >= MOST_ATTEMPTS), state="failed", **_ending(), **_told(worn_out))
    _move(session, lost, state="queued", worker=None, step=None, fraction=0.0)
    return ids


def _held_by(worker: str) -> ColumnElement[bool]:
    return (Song.state == "making") & (Song.worker == worker)


def _move(session: Session, where: ColumnElement[bool], **values: Any) -> bool:
    changed = rows_changed(session, update(Song).where(where).values(**values))
    session.expire_all()
    return changed > 0


def _ending() -> dict[str, Any]:
    return {"finished_at": time.time(), "worker": None}


def _told(error: GoodwaveError | None) -> dict[str, str | None]:
    told = (error.code, error.message, error.hint) if error else (None, None, None)
    return dict(zip(("error_code", "error_message", "error_hint"), told, strict=True))
