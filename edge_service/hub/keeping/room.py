"""Watches the room for songs: a warning while there is some left, a clear stop before there is none.

What is kept free lets every song be finished that was accepted.
"""

import logging
import os
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from edge_service.config import Config
from edge_service.errors import DiskFull

log = logging.getLogger(__name__)
SONG_BYTES = 25 * 2**20  # FLAC, MP3 and cover of three minutes
FEW_SONGS = 20
LOOK_SECONDS = 60.0
RoomState = Literal["plenty", "low", "full"]


@dataclass(frozen=True)
class RoomLeft:
    """How much there is: `limit_bytes` is None where no limit is set."""

    songs_bytes: int
    free_bytes: int
    limit_bytes: int | None
    songs_left: int

    @property
    def state(self) -> RoomState:
        if self.songs_left < 1:
            return "full"
        return "low" if self.songs_left < FEW_SONGS else "plenty"


class Room:
    """The room of one hub; `look` measures the songs, which takes a while where there are thousands."""

    def __init__(self, config: Config) -> None:
        self._folder = config.data_dir
        self._limit_bytes = config.number("library", "most_mb") * 2**20 or None
        self._kept_free_bytes = config.number("library", "keep_free_mb") * 2**20
        self._lock = threading.Lock()
        self._songs_bytes: int | None = None
        self._told: RoomState = "plenty"

    def left(self) -> RoomLeft:
        """Return the room there is now, by the songs' size of the last look."""
        with self._lock:
            if self._songs_bytes is None:
                self._songs_bytes = _size(self._folder / "songs")
            songs_bytes = self._songs_bytes
        free_bytes = shutil.disk_usage(self._folder).free
        left_bytes = free_bytes - self._kept_free_bytes
        if self._limit_bytes is not None:
            left_bytes = min(left_bytes, self._limit_bytes - songs_bytes)
        return RoomLeft(songs_bytes, free_bytes, self._limit_bytes, max(0, left_bytes // SONG_BYTES))

    def look(self) -> None:
        """Measure the songs anew, and say so in the log when room has become scarce."""
        songs_bytes = _size(self._folder / "songs")
        with self._lock:
            self._songs_bytes = songs_bytes
        left = self.left()
        if left.state != self._told:
            self._told = left.state
            if left.state != "plenty":
                log.warning("room for %d more songs in %s", left.songs_left, self._folder)

    def require(self) -> None:
        """Raise DiskFull where no more songs can be taken."""
        left = self.left()
        if left.state == "full":
            raise DiskFull("The hub has no room for another song.", _cure(left))


def _cure(left: RoomLeft) -> str:
    if left.limit_bytes is not None and left.songs_bytes + SONG_BYTES > left.limit_bytes:
        return "Delete songs you no longer need, or raise library.most_mb."
    return "Delete songs you no longer need, or free some space on the hub's disk."


def _size(folder: Path) -> int:
    """Return the bytes of all files in a folder; what vanishes meanwhile counts nothing."""
    total = 0
    for path, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.stat(os.path.join(path, name)).st_size  # noqa: PTH116, PTH118  # thousands of files
            except FileNotFoundError:
                continue
    return total
