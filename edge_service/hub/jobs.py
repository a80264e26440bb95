"""The queues between hub and workers: they carry ids by turn, the songs table stays the truth."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from huey import Huey, PriorityRedisHuey, SqliteHuey
from huey.exceptions import ConfigurationError

from edge_service.config import Config
from edge_service.errors import ConfigError
from edge_service.hub.library import Library, Song
from edge_service.hub.library.claims import Waiting, busy_workers, queued_songs
from edge_service.hub.library.losses import Ending, heartbeats, release_silent, release_worker
from edge_service.hub.silence import Silence

log = logging.getLogger(__name__)
HEARTBEAT_SECONDS = 0.4
STALE_SECONDS = 20.0
SWEEP_SECONDS = 10.0
# Songs that only graphics cards were to make are offered to every worker when none came for so long.
CARD_PATIENCE_SECONDS = 120.0
LANES = ("", "gpu")


OnSong = Callable[[str], None]


def _nothing(_song_id: str) -> None:
    pass


def open_queue(config: Config, lane: str = "") -> Huey:
    """Return a queue of the settings: SQLite in the data folder where `queue.url` is empty.

    The lane "gpu" is the one that workers with a graphics card take their songs from.
    """
    name, url = f"goodwave-{lane}" if lane else "goodwave", config.text("queue", "url")
    if url:
        return _redis(name, url)
    return SqliteHuey(name, filename=str(Path(config.data_dir) / "queue.db"), results=False)


def _redis(name: str, url: str) -> Huey:
    try:
        return PriorityRedisHuey(name, url=url, results=False)
    except (ConfigurationError, ValueError) as error:
        raise ConfigError(
            f"The queue of queue.url cannot be used: {error}",
            "Install Goodwave with its extra `scale` and write redis://host:6379/0.",
        ) from error


def open_lanes(config: Config) -> "Lanes":
    """Return the queues that the hub fills; there is one for cards where `queue.gpu_lengths` names any."""
    lengths = frozenset(config.text("queue", "gpu_lengths").split())
    return Lanes(open_queue(config), open_queue(config, "gpu") if lengths else None, lengths)


class Lanes:
    """The common queue and, where there is one, that of the workers with cards for songs of some lengths."""

    def __init__(
        self, common: Huey, cards: Huey | None = None, lengths: frozenset[str] = frozenset()
    ) -> None:
        self.common = common
        self.cards = cards
        self._lengths = lengths

    @property
    def all(self) -> tuple[Huey, ...]:
        return (self.common,) if self.cards is None else (self.common, self.cards)

    def of(self, song: Waiting) -> Huey:
        """Return the queue that a song waits in."""
        wants_card = song.length in self._lengths and song.seconds < CARD_PATIENCE_SECONDS
        return self.cards if self.cards is not None and wants_card else self.common

    def close(self) -> None:
        for queue in self.all:
            if hasattr(queue.storage, "close"):
                queue.storage.close()


class Jobs:
    """Puts songs in the queues; `on_moved` hears of the songs that lost their worker."""

    def __init__(self, lanes: Lanes, library: Library, on_moved: OnSong = _nothing) -> None:
        self._lanes = lanes
        self._library = library
        self._on_moved = on_moved
        self._silence = Silence()
        self._sweeping = threading.Lock()  # two at once would put a song in its queue twice
        self._put = {queue.name: task_of(queue, _nothing) for queue in lanes.all}

    @property
    def queue(self) -> Huey:
        """The queue that every worker may take from."""
        return self._lanes.common

    def tidy(self) -> None:
        """Remove the halves of songs that no worker makes any more."""
        benches = self._library.workbenches()  # looked at first: a worker claims before it sets up its bench
        with self._library.session() as session:
            busy = busy_workers(session)
        for worker in benches - busy:
            self._library.clear_workbench(worker)

    def enqueue(self, song: Song) -> None:
        self._enqueue(Waiting(song.id, song.turn, song.length))

    def worker_gone(self, worker: str, ending: Ending) -> None:
        """Put back what a worker was making."""
        with self._library.session() as session:
            lost = release_worker(session, worker, ending)
        self._library.clear_workbench(worker)
        self._tell_moved(lost)
        self.sweep()

    def sweep(self) -> None:
        """Put back the songs of vanished workers, and in its queue every waiting song that is not in it."""
        with self._sweeping:
            self._sweep()

    def _sweep(self) -> None:
        with self._library.session() as session:
            silent = self._silence.longer_than(STALE_SECONDS, heartbeats(session))
            stale = release_silent(session, silent)
            waiting = queued_songs(session)
        self._tell_moved(stale)
        known = {queue.name: {task.args[0] for task in queue.pending()} for queue in self._lanes.all}
        for song in waiting:
            if song.song_id not in known[self._lanes.of(song).name]:
                self._enqueue(song)

    def _enqueue(self, song: Waiting) -> None:
        self._put[self._lanes.of(song).name](song.song_id, priority=-song.turn)

    def _tell_moved(self, song_ids: list[str]) -> None:
        for song_id in song_ids:
            log.warning("song %s lost its worker", song_id)
            self._on_moved(song_id)

    def close(self) -> None:
        self._lanes.close()


def task_of(queue: Huey, work: OnSong) -> Callable[..., Any]:
    """Return what puts a song in a queue; who takes it out does `work` with its id."""

    @queue.task(name="make_song")  # type: ignore[untyped-decorator]  # huey is not typed
    def make_song(song_id: str) -> None:
        work(song_id)

    return make_song  # type: ignore[no-any-return]  # huey is not typed
