"""What Home Assistant is told of songs and screens."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from edge_service.hub.access.tickets import Tickets
from edge_service.hub.library import Display, Song
from edge_service.hub.manifest import iso_time, song_files

OF_SONGS = {"done": "song_ready", "failed": "song_failed"}
OF_DISPLAYS = {
    "received": "song_received", "playing": "song_playing",
    "played": "song_played", "thanked": "song_thanked",
}  # fmt: skip


def state_now(session: Session) -> dict[str, Any]:
    """Return whether a song is being made, and how many wait."""
    counted = (
        select(Song.state, func.count()).where(Song.state.in_(("queued", "making"))).group_by(Song.state)
    )
    counts: dict[str, int] = dict(session.execute(counted).all())
    return {"status": "making" if counts.get("making") else "ready", "queue": counts.get("queued", 0)}


def last_song(session: Session, tickets: Tickets, base_url: str) -> dict[str, Any] | None:
    """Return the newest finished song with a link to its cover, None where there is none yet."""
    newest = select(Song).where(Song.state == "done").order_by(Song.finished_at.desc()).limit(1)
    song = session.scalar(newest)
    if song is None:
        return None
    return {
        **_named(song),
        "duration_seconds": song.duration_seconds,
        "finished_at": iso_time(song.finished_at),
        "cover": base_url + song_files(song.id, tickets)["cover"],
    }


def event_of_song(session: Session, news: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the event that a song's progress is, None for steps on the way."""
    kind, song = OF_SONGS.get(str(news.get("state"))), _find(session, news)
    return {"event_type": kind, **_named(song)} if kind and song else None


def event_of_display(session: Session, display_id: str, news: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the event of what a screen told, None where screen or song are unknown."""
    kind, song = OF_DISPLAYS.get(str(news.get("event"))), _find(session, news)
    display = session.get(Display, display_id)
    if kind is None or song is None or display is None:
        return None
    reply = {"reply": str(news["reply"])} if news.get("reply") else {}
    return {"event_type": kind, **_named(song), "display": display.name, **reply}


def _find(session: Session, news: Mapping[str, Any]) -> Song | None:
    return session.scalar(select(Song).where(Song.id == str(news.get("song"))))


def _named(song: Song) -> dict[str, Any]:
    return {"song": song.id, "title": song.title or "", "to": song.to, "from": song.sender}
