"""The worker: a process that owns the models and makes one song at a time.

Run by the supervisor as `python -m edge_service.hub.worker <name> <lane>`, its settings in the environment.
It ends when its standard input does, which is when the hub that started it is gone.
"""

import errno
import hashlib
import logging
import os
import shutil
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from edge_service.config import load_config
from edge_service.errors import DiskFull, GoodwaveError, OurMistake, SongCancelled
from edge_service.hub.deaths import GAVE_UP
from edge_service.hub.identity import load_identity
from edge_service.hub.jobs import HEARTBEAT_SECONDS, Lanes, open_queue, task_of
from edge_service.hub.library import Library, open_library
from edge_service.hub.library.claims import (
    Claim,
    Finished,
    beat,
    claim_song,
    fail_song,
    finish_song,
    stop_song,
)
from edge_service.hub.library.pace import learn
from edge_service.hub.logs import choose_format, quiet_libraries, where
from edge_service.hub.manifest import FILES
from edge_service.hub.messenger import Messenger, broker_address
from edge_service.hub.news import Newsroom
from edge_service.hub.pulse import Pulse
from edge_service.hub.stopwatch import Stopwatch
from edge_service.hub.studio_link import SongOrder, StudioLink, idle_models_unloaded
from edge_service.hub.topics import Topics
from edge_service.song.progress import Progress
from edge_service.song.song import Song

log = logging.getLogger("edge_service.hub.worker")  # also when it is the main module
POLITENESS = 10  # added to the process's nice value: who asks the hub something is answered first


def _go_on() -> None:
    """Wait for the studio to stop by itself."""


class Worker:
    """Makes the songs whose ids it is given, and keeps the table and everyone who listens informed.

    `leave` ends the process when the studio does not let go of a song that nobody wants any more.
    """

    def __init__(
        self,
        name: str,
        library: Library,
        studio: StudioLink,
        newsroom: Newsroom,
        leave: Callable[[], None] = _go_on,
    ) -> None:
        self._leave = leave
        self._name = name
        self._library = library
        self._studio = studio
        self._newsroom = newsroom

    def make(self, song_id: str) -> None:
        """Make one song; do nothing where it waits no more."""
        claim = Claim(song_id, self._name)
        order = self._take(claim)
        if order is None:
            return
        pulse = Pulse(HEARTBEAT_SECONDS, lambda: self._beat(claim), lambda: self._give_up(claim))
        pulse.start()
        try:
            self._make(claim, order)
        finally:
            pulse.stop()
            shutil.rmtree(order.folder, ignore_errors=True)
            self._newsroom.tell(song_id)

    def _take(self, claim: Claim) -> SongOrder | None:
        with self._library.session() as session:
            song = claim_song(session, claim.song_id, claim.worker)
            if song is None:
                return None
            folder = self._library.workbench(claim.worker) / song.id
            return SongOrder(song.id, song.dedication, song.lyrics, folder)

    def _make(self, claim: Claim, order: SongOrder) -> None:
        watch = Stopwatch()

        def report(progress: Progress) -> None:
            watch.note(progress)
            self._report(claim, progress)

        try:
            order.folder.parent.mkdir(parents=True, exist_ok=True)
            song = self._studio.make_song(order, report)
            self._keep(claim, order, song)
            self._learn(order, watch)
            log.info("song %s is done", claim.song_id)
        except SongCancelled:
            self._stop(claim)
        except GoodwaveError as error:
            self._fail(claim, error)
        except OSError as error:
            self._fail(claim, _as_goodwave(error))
        except Exception as error:  # the loop outlives a song that shows a mistake of ours
            log.error("song %s failed: %s", claim.song_id, where(error))
            self._fail(claim, _our_mistake())

    def _keep(self, claim: Claim, order: SongOrder, song: Song) -> None:
        """Put the folder in the library and the song in the table, both or neither."""
        folder = order.folder
        finished = _finished(folder, song)
        with self._library.session() as session:
            if not finish_song(session, claim, finished):
                raise SongCancelled("The song was cancelled or taken over as it became ready.")
            self._library.keep_song(claim.song_id, folder)

    def _learn(self, order: SongOrder, watch: Stopwatch) -> None:
        with self._library.session() as session:
            learn(session, order.dedication.length, watch.milestones())

    def _report(self, claim: Claim, progress: Progress) -> None:
        if not self._beat(claim, step=progress.step, fraction=progress.fraction):
            raise SongCancelled("The song was cancelled.")
        self._newsroom.tell(claim.song_id, progress.message)

    def _beat(self, claim: Claim, **progress: Any) -> bool:
        with self._library.session() as session:
            return beat(session, claim, **progress)

    def _give_up(self, claim: Claim) -> None:
        """Leave a song that the studio does not let go of."""
        self._stop(claim)
        self._newsroom.tell(claim.song_id)
        self._leave()

    def _stop(self, claim: Claim) -> None:
        with self._library.session() as session:
            stop_song(session, claim)
        log.info("song %s was stopped", claim.song_id)

    def _fail(self, claim: Claim, error: GoodwaveError) -> None:
        log.warning("song %s failed: %s", claim.song_id, error.code)
        with self._library.session() as session:
            fail_song(session, claim, error)


def _finished(folder: Path, song: Song) -> Finished:
    audio, cover = folder / FILES["audio"], folder / FILES["cover"]
    return Finished(
        song.title, song.duration_seconds,
        _sha256(audio), audio.stat().st_size, _sha256(cover), cover.stat().st_size,
    )  # fmt: skip


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _as_goodwave(error: OSError) -> GoodwaveError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            "There is no room left on the hub's disk.", "Free some space and send the song again."
        )
    log.error("the disk failed: %s", error)
    return GoodwaveError("The hub's disk could not be used.", "Look at the hub's log.")


def _our_mistake() -> GoodwaveError:
    return OurMistake("Something went wrong inside Goodwave.", "Send it again, or look at the hub's log.")


def run_worker(name: str, lane: str = "") -> None:
    """Make songs from the queue of a lane until told to stop by SIGTERM or SIGINT."""
    config = load_config()
    choose_format(config.text("logs", "format"))
    identity = load_identity(config.data_dir)
    messenger = Messenger(broker_address(config, identity))
    topics = Topics(config.text("queue", "hub") or identity.id)
    with closing(open_library(config)) as library:
        studio = StudioLink(config)

        def leave() -> None:
            messenger.stop()
            library.clear_workbench(name)
            os._exit(GAVE_UP)

        worker = Worker(name, library, studio, Newsroom(library, messenger, topics), leave)
        queue = open_queue(config, lane)
        task_of(queue, worker.make)
        messenger.start()
        studio.warm_up()
        with idle_models_unloaded(config, studio):
            consumer = queue.create_consumer(
                workers=1, periodic=False, initial_delay=0.1, max_delay=0.5, scheduler_interval=60
            )
            consumer.run()
        messenger.stop()
        Lanes(queue).close()


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(0)  # a song at work must not outlive its hub


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    quiet_libraries()
    os.nice(POLITENESS)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    run_worker(*sys.argv[1:])
    os._exit(0)  # a song at work in its thread must not hold up the end
