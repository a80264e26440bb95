"""Describes things to phones and televisions: a song, its manifest for a display, where its files are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from edge_service.hub.access.tickets import Tickets
from edge_service.hub.library.models import Delivery, Song

# What a song folder shows to the network, and as what.
MEDIA_TYPES = {
    "song.json": "application/json",
    "song.mp3": "audio/mpeg",
    "song.flac": "audio/flac",
    "cover.jpg": "image/jpeg",
    "lyrics.lrc": "text/plain",
    "score.mid": "audio/midi",
}
FILES = {
    "audio": "song.mp3",
    "lossless": "song.flac",
    "cover": "cover.jpg",
    "lyrics": "lyrics.lrc",
    "score": "score.mid",
    "song": "song.json",
}


def iso_time(seconds: float | None) -> str | None:
    """Return a time of the tables as people and JavaScript read it."""
    return (
        None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    )


def song_files(song_id: str, tickets: Tickets) -> dict[str, str]:
    """Return links to the files of a song that end by themselves."""
    return {kind: tickets.link(file_path(song_id, name)) for kind, name in FILES.items()}


def file_path(song_id: str, name: str) -> str:
    return f"/api/v1/songs/{song_id}/files/{name}"


def shared_files(token: str) -> dict[str, str]:
    return {kind: f"/api/v1/share/{token}/files/{name}" for kind, name in FILES.items()}


@dataclass(frozen=True)
class Signing:
    """What links in a manifest need: who signs them, and where the hub is reached now."""

    tickets: Tickets
    base_url: Callable[[], str]


def write_manifest(delivery: Delivery, signing: Signing) -> dict[str, Any]:
    """Return what a display needs to fetch and show a finished song."""
    song, files = delivery.song, song_files(delivery.song_id, signing.tickets)
    return {
        "song": song.id,
        "title": song.title,
        "from": song.sender,
        "to": song.to,
        "message": song.message,
        "language": song.language,
        "genre": song.genre,
        "mood": song.mood,
        "duration_seconds": song.duration_seconds,
        "sent_at": iso_time(max(delivery.asked_at, delivery.due_at)),
        "audio": _media(files["audio"], song.audio_sha256, song.audio_bytes, "audio/mpeg"),
        "cover": _media(files["cover"], song.cover_sha256, song.cover_bytes, "image/jpeg"),
        "details": {"path": files["song"]},
        "base_url": signing.base_url(),
        "ticket": delivery.ticket,
        "manner": delivery.display.manner,
    }


def write_progress(song: Song, message: str = "") -> dict[str, Any]:
    """Return what the progress topic of a song says."""
    return {
        "song": song.id,
        "state": song.state,
        "step": song.step,
        "fraction": song.fraction,
        "message": message,
    }


def _media(path: str, sha256: str | None, size: int | None, kind: str) -> dict[str, Any]:
    return {"path": path, "sha256": sha256, "bytes": size, "type": kind}
