"""Keeps one worker process alive: starts it, starts it again when it dies, and stops it with the hub."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from edge_service.config import Config
from edge_service.hub.deaths import GAVE_UP, ending_of, memory_kills
from edge_service.hub.library.losses import Ending
from edge_service.hub.library.models import new_id

log = logging.getLogger(__name__)
BACKOFF_SECONDS = (0.5, 30.0)
HEALTHY_SECONDS = 60.0
STOP_SECONDS = 5.0

OnGone = Callable[[str, Ending], None]


class Supervisor:
    """Watches the worker; `on_gone(name, ending)` is called each time one is gone."""

    def __init__(self, config: Config, prefix: str, on_gone: OnGone, lane: str = "") -> None:
        """Name the workers `<prefix>-...`; they take their songs from the queue of a lane."""
        self._environ = os.environ | worker_environ(config)
        self._prefix = prefix
        self._lane = lane
        self._on_gone = on_gone
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name="supervisor", daemon=True)

    @property
    def pid(self) -> int | None:
        """The process at work, None between two of them."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the worker; the song it was making waits for the next start."""
        self._stopping.set()
        with self._lock:
            if self._process is not None:
                _end(self._process)
        self._thread.join()

    def _run(self) -> None:
        pause_seconds = BACKOFF_SECONDS[0]
        while not self._stopping.is_set():
            born = time.monotonic()
            code = self._run_once(f"{self._prefix}-{new_id()}")
            if self._stopping.is_set():
                return
            if code == GAVE_UP:
                continue
            if time.monotonic() - born > HEALTHY_SECONDS:
                pause_seconds = BACKOFF_SECONDS[0]
            log.warning("the worker ended (%s); a new one starts in %.1f s", code, pause_seconds)
            self._stopping.wait(pause_seconds)
            pause_seconds = min(2 * pause_seconds, BACKOFF_SECONDS[1])

    def _run_once(self, name: str) -> int:
        killed_before = memory_kills()
        with self._lock:
            if self._stopping.is_set():
                return 0
            self._process = subprocess.Popen(
                [sys.executable, "-m", "edge_service.hub.worker", name, self._lane],
                env=self._environ,
                stdin=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is for the hub, which then stops the worker
            )
        with self._process as process:
            code = process.wait()
        self._on_gone(name, self._ending_of(code, memory_kills() > killed_before))
        return code

    def _ending_of(self, code: int, short_of_memory: bool) -> Ending:
        if self._stopping.is_set():
            return "stopped"
        ending = ending_of(code, short_of_memory)
        if ending == "crashed" and short_of_memory:
            log.error("there was not enough memory for the worker: close other programs, or give it more")
        return ending


def worker_environ(config: Config) -> dict[str, str]:
    """Return the settings in force as environment variables."""
    return {
        f"GOODWAVE_{section}_{key}".upper(): str(value)
        for section, keys in config.values.items()
        for key, value in keys.items()
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
