"""Finds, adds and removes songs."""

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from edge_service.errors import Conflict, NotFound
from edge_service.hub.library.library import Library
from edge_service.hub.library.models import Delivery, Song
from edge_service.hub.library.search import holds, searchable
from edge_service.hub.library.waiting import turn_of
from edge_service.song.dedication import Dedication


@dataclass(frozen=True)
class SongRequest:
    """What somebody asked for, and by which token; `key` makes asking twice the same as asking once."""

    dedication: Dedication
    lyrics: str | None
    display: str | None
    key: str | None
    asked_by: str | None = None
    due_at: float = 0.0

    @property
    def stored_key(self) -> str | None:
        """The key as the table has it: everybody's keys are their own, and of one length."""
        if self.key is None:
            return None
        return hashlib.sha256(f"{self.asked_by or ''}:{self.key}".encode()).hexdigest()

    @property
    def sha256(self) -> str:
        """What was asked for, as one hash, without what the hub may have added: the seed, and names."""
        asked = asdict(self.dedication) | {"seed": 0, "lyrics": self.lyrics, "display": self.display}
        if self.due_at:
            asked["due_at"] = self.due_at
        del asked["names"]
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def find_repeat(session: Session, request: SongRequest) -> Song | None:
    """Return the song that this request made before; raise Conflict where its key made another."""
    if request.key is None:
        return None
    song = session.scalar(select(Song).where(Song.request_key == request.stored_key))
    if song is not None and song.request_sha256 != request.sha256:
        raise Conflict(
            "This request key was already used for another dedication.", "Send each one with its own key."
        )
    return song


def add_song(session: Session, request: SongRequest) -> Song:
    """Put a new song in the table, queued."""
    asked, now = request.dedication, time.time()
    song = Song(
        **asdict(asked),
        lyrics=request.lyrics,
        created_at=now,
        turn=turn_of(asked.length, now),
        words=searchable((asked.message, asked.to, asked.sender)),
        request_key=request.stored_key,
        request_sha256=request.sha256,
        asked_by=request.asked_by,
    )
    session.add(song)
    session.flush()
    return song


def find_song(session: Session, song_id: str) -> Song:
    """Return a song; raise NotFound where there is none of this id."""
    song = session.scalar(select(Song).where(Song.id == song_id))
    if song is None:
        raise NotFound("There is no such song.", "It may have been deleted; look in the list of songs.")
    return song


def find_shared(session: Session, token: str) -> Song:
    """Return the finished song that a shared link names; raise NotFound where it names none."""
    song = session.scalar(select(Song).where(Song.token == token, Song.state == "done"))
    if song is None:
        raise NotFound("This link leads to no song.", "Ask the person who sent it for a new one.")
    return song


def newest_songs(session: Session, limit: int, before: str | None = None, words: str = "") -> Sequence[Song]:
    """Return songs that hold all `words`, the newest first, from the one after `before` on."""
    deliveries = selectinload(Song.deliveries).joinedload(Delivery.display)
    query = select(Song).options(deliveries).where(holds(words)).order_by(Song.number.desc()).limit(limit)
    if before is not None:
        query = query.where(Song.number < find_song(session, before).number)
    return session.scalars(query).all()


def delete_song(session: Session, library: Library, song_id: str) -> list[str]:
    """Remove a song and its files, also while it is being made; return the displays it was sent to."""
    song = find_song(session, song_id)
    displays = [delivery.display_id for delivery in song.deliveries]
    session.delete(song)
    session.flush()
    library.remove_song(song_id)
    return displays
