"""The queue between hub and worker: it carries ids, the songs table stays the truth."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from huey import Huey, RedisHuey, SqliteHuey
from huey.exceptions import ConfigurationError

from edge_service.config import Config
from edge_service.errors import ConfigError
from edge_service.hub.library import Library
from edge_service.hub.library.claims import busy_workers, queued_ids, release_stale, release_worker

log = logging.getLogger(__name__)
HEARTBEAT_SECONDS = 2.0
STALE_SECONDS = 20.0
SWEEP_SECONDS = 10.0


OnSong = Callable[[str], None]


def _nothing(_song_id: str) -> None:
    pass


def open_queue(config: Config) -> Huey:
    """Return the queue of the settings: SQLite in the data folder where `queue.url` is empty."""
    url = config.text("queue", "url")
    if url:
        return _redis(url)
    return SqliteHuey("goodwave", filename=str(Path(config.data_dir) / "queue.db"), results=False)


def _redis(url: str) -> Huey:
    try:
        return RedisHuey("goodwave", url=url, results=False)
    except (ConfigurationError, ValueError) as error:
        raise ConfigError(
            f"The queue of queue.url cannot be used: {error}",
            "Install Goodwave with its extra `scale` and write redis://host:6379/0.",
        ) from error


class Jobs:
    """Puts songs in the queue.

    `work` is what the worker does with an id; `on_moved` hears of the songs that lost their worker.
    """

    def __init__(
        self, queue: Huey, library: Library, work: OnSong = _nothing, on_moved: OnSong = _nothing
    ) -> None:
        self.queue = queue
        self._library = library
        self._on_moved = on_moved

        @queue.task(name="make_song")  # type: ignore[untyped-decorator]  # huey is not typed
        def make_song(song_id: str) -> None:
            work(song_id)

        self._make_song: Callable[[str], Any] = make_song

    def tidy(self) -> None:
        """Remove the halves of songs that no worker makes any more; only while no worker is starting."""
        with self._library.session() as session:
            busy = busy_workers(session)
        for worker in self._library.workbenches() - busy:
            self._library.clear_workbench(worker)

    def enqueue(self, song_id: str) -> None:
        self._make_song(song_id)

    def worker_gone(self, worker: str, at_fault: bool) -> None:
        """Put back what a worker was making; `at_fault` when it died and was not stopped."""
        with self._library.session() as session:
            lost = release_worker(session, worker, at_fault)
        self._library.clear_workbench(worker)
        self._tell_moved(lost)
        self.sweep()

    def sweep(self) -> None:
        """Put back the songs of vanished workers, and in the queue every waiting song that is not in it."""
        with self._library.session() as session:
            stale = release_stale(session, STALE_SECONDS)
            waiting = queued_ids(session)
        self._tell_moved(stale)
        known = {task.args[0] for task in self.queue.pending()}
        for song_id in waiting:
            if song_id not in known:
                self.enqueue(song_id)

    def _tell_moved(self, song_ids: list[str]) -> None:
        for song_id in song_ids:
            log.warning("song %s lost its worker", song_id)
            self._on_moved(song_id)

    def close(self) -> None:
        if hasattr(self.queue.storage, "close"):
            self.queue.storage.close()
