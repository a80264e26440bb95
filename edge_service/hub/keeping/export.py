"""Gives songs to people, to keep or to take elsewhere, as a ZIP that is written while it is read."""

import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from io import RawIOBase
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from edge_service.errors import FolderTaken
from edge_service.hub.keeping.backup import no_room_named
from edge_service.hub.library import Display, Library, Song
from edge_service.hub.library.models import Pronunciation
from edge_service.hub.library.songs import find_song
from edge_service.hub.manifest import iso_time

PIECE_BYTES = 256 * 1024
ABOUT = "about.json"
LONGEST_NAME = 80
Entry = tuple[str, Path | bytes]


class _Sink(RawIOBase):
    """Holds what was written until it is taken."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def zipped(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield the bytes of a ZIP of files and texts; files that are deleted meanwhile are left out."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
        for name, content in entries:
            if isinstance(content, bytes):
                archive.writestr(name, content)
            else:
                yield from _file(archive, sink, name, content)
            yield sink.take()
    yield sink.take()


def write_export(library: Library, file: Path, song_ids: Sequence[str]) -> None:
    """Write songs, or everything where none is named, into a new ZIP file, whole or not at all.

    Raises NotFound for a song that is not there, FolderTaken for a file that is, and DiskFull.
    """
    if file.exists():
        raise FolderTaken(f"{file} is there already; nothing was touched.", "Choose another name.")
    with (
        no_room_named(file.parent),
        tempfile.TemporaryDirectory(dir=file.parent, prefix=".goodwave-") as scratch,
    ):
        draft = Path(scratch) / "draft"
        with library.session() as session, draft.open("wb") as out:
            songs = [find_song(session, song_id) for song_id in song_ids]
            entries = some_entries(library, songs) if songs else all_entries(library, session)
            for piece in zipped(entries):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)


def some_entries(library: Library, songs: Sequence[Song]) -> Iterator[Entry]:
    """Yield everything of some songs: their files, and what the hub knows of them."""
    yield ABOUT, _as_json({"songs": [describe(song) for song in songs]})
    for song in songs:
        yield from _files(library, song, f"{export_name(song)}/")


def all_entries(library: Library, session: Session) -> Iterator[Entry]:
    """Yield everything that people put into a hub: songs, screens, and how names sound; no keys."""
    songs = session.scalars(select(Song).options(selectinload(Song.deliveries)).order_by(Song.number)).all()
    about = {
        "songs": [describe(song) for song in songs],
        "displays": [
            {"id": display.id, "name": display.name} for display in session.scalars(select(Display))
        ],
        "names": [
            {"to": each.recipient, "language": each.language, "names": each.names}
            for each in session.scalars(select(Pronunciation))
        ],
    }
    yield ABOUT, _as_json(about)
    for song in songs:
        yield from _files(library, song, f"{export_name(song)}/")


def describe(song: Song) -> dict[str, Any]:
    """Return what the hub knows of a song."""
    return {
        "id": song.id,
        "title": song.title,
        "state": song.state,
        "dedication": asdict(song.dedication),
        "lyrics": song.lyrics,
        "created_at": iso_time(song.created_at),
        "finished_at": iso_time(song.finished_at),
        "deliveries": [
            {"display": sent.display_id, "state": sent.state, "asked_at": iso_time(sent.asked_at)}
            for sent in song.deliveries
        ],
    }


def export_name(song: Song) -> str:
    """Return a name for a song's folder that every system can store: "2026-11-22 Sunday Light 3f2a9c"."""
    day = (iso_time(song.created_at) or "")[:10]
    kept = "".join(sign if sign.isalnum() or sign in " -'" else " " for sign in song.title or "Song")
    return f"{day} {' '.join(kept.split())[:LONGEST_NAME]} {song.id[:6]}"


def _files(library: Library, song: Song, prefix: str) -> Iterator[Entry]:
    folder = library.song_folder(song.id)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{prefix}{path.relative_to(folder)}", path


def _file(archive: zipfile.ZipFile, sink: _Sink, name: str, path: Path) -> Iterator[bytes]:
    try:
        source = path.open("rb")
    except FileNotFoundError:
        return
    info = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
    with source, archive.open(info, "w") as target:
        while piece := source.read(PIECE_BYTES):
            target.write(piece)
            yield sink.take()


def _as_json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
