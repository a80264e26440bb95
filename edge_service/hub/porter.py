"""Carries sound, cover and timed words over MQTT to displays that cannot fetch them over HTTP.

A display asks with the event {"event": "wants", "song", "file": "audio|cover", "from": n} and gets the
next chunks on goodwave/<hub>/media/<sha256>/<n>, raw bytes; it asks again for what follows or was lost.
For "file": "details" the words come whole, in its inbox.
"""

import json
import logging
import queue
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edge_service.errors import BrokerGone, StoreGone
from edge_service.hub.library import Library
from edge_service.hub.library.displays import announced_song
from edge_service.hub.messenger import Messenger
from edge_service.hub.topics import Topics

log = logging.getLogger(__name__)
CHUNK_BYTES = 256 * 1024
CHUNKS_AT_ONCE = 4
MOST_CHUNKS = 4096
MOST_WAITING = 1000
FILES = {"audio": "song.mp3", "cover": "cover.jpg"}
DETAILS = "details"


@dataclass(frozen=True)
class Wish:
    """What a display asks for: a file of a song from its chunk number `first` on, or its timed words."""

    display: str
    song: str
    file: str
    first: int


class Porter:
    """One thread that reads files and hands their chunks to the broker."""

    def __init__(self, library: Library, messenger: Messenger, topics: Topics) -> None:
        self._library = library
        self._messenger = messenger
        self._topics = topics
        self._wishes: queue.Queue[Wish | None] = queue.Queue(MOST_WAITING)
        self._thread = threading.Thread(target=self._run, name="porter", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._wishes.put(None)
        self._thread.join()

    def ask(self, wish: Wish) -> None:
        """Carry chunks, soon; a display asks again for what it did not get."""
        try:
            self._wishes.put_nowait(wish)
        except queue.Full:
            log.warning("too many displays want chunks at once; %s asks again", wish.display)

    def _run(self) -> None:
        while (wish := self._wishes.get()) is not None:
            try:
                self._carry(wish)
            except (BrokerGone, StoreGone) as gone:
                log.info("chunks wait: %s", gone.message)
            except (OSError, ValueError, KeyError) as error:
                log.warning("a file of song %s cannot be read: %s", wish.song, error)

    def _carry(self, wish: Wish) -> None:
        with self._library.session() as session:
            song = announced_song(session, wish.song, wish.display)
        hashes = {"audio": song.audio_sha256, "cover": song.cover_sha256} if song else {}
        if song and wish.file == DETAILS:
            self._carry_words(wish)
        elif sha256 := hashes.get(wish.file):
            self._carry_chunks(wish, sha256)
        else:
            log.info("display %s wants what was not announced to it", wish.display)

    def _carry_chunks(self, wish: Wish, sha256: str) -> None:
        path = self._library.song_folder(wish.song) / FILES[wish.file]
        for number, chunk in enumerate(read_chunks(path, wish.first), wish.first):
            self._messenger.publish_bytes(self._topics.media(sha256, number), chunk)

    def _carry_words(self, wish: Wish) -> None:
        words = read_words(self._library.song_folder(wish.song))
        self._messenger.publish(
            self._topics.inbox(wish.display, wish.song), {"song": wish.song, DETAILS: words}
        )


def read_chunks(path: Path, first: int) -> list[bytes]:
    """Return some chunks of a file from one on, none after its end; raise OSError."""
    with path.open("rb") as file:
        file.seek(first * CHUNK_BYTES)
        chunks = [file.read(CHUNK_BYTES) for _ in range(CHUNKS_AT_ONCE)]
    return [chunk for chunk in chunks if chunk]


def read_words(folder: Path) -> dict[str, Any]:
    """Return the lyrics of a song folder with their times; raise OSError, ValueError or KeyError."""
    return {"lyrics": json.loads((folder / "song.json").read_text("utf-8"))["lyrics"]}
