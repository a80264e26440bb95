"""Times the steps of a song and tells how much of it is done."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from edge_service.song.progress import Progress

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

# Shares of the work of a standard song on two cores, from `make bench`.
WEIGHTS = {
    "lyrics": 0.02,
    "score": 0.01,
    "vocals": 0.65,
    "band": 0.06,
    "cover": 0.12,
    "mix": 0.06,
    "package": 0.08,
}


class Steps:
    """The steps of one song; safe to use from the threads that share its work."""

    def __init__(self, on_progress: Callable[[Progress], None]) -> None:
        self._on_progress = on_progress
        self._lock = threading.Lock()
        self._done = dict.fromkeys(WEIGHTS, 0.0)
        self._cancelled: BaseException | None = None
        self._starts: dict[str, float] = {}
        self.timings: dict[str, float] = {}

    @contextmanager
    def run(self, step: str) -> Iterator[None]:
        """Report the start of a step, and its end with the seconds it took."""
        self._starts[step] = time.monotonic()
        self._report(step, 0.0)
        yield
        self.timings[step] = self.since(step)
        log.info("%s took %.1f s", step, self.timings[step])
        self._report(step, 1.0)

    def since(self, step: str) -> float:
        """Return the seconds since a step began."""
        return round(time.monotonic() - self._starts[step], 3)

    def timed(self, step: str, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `work` returns, run as a step."""
        with self.run(step):
            return work(*args, **kwargs)

    def part(self, step: str) -> Callable[[int, int], None]:
        """Return a callback (done, all) for a step that comes in equal pieces."""
        return lambda done, total: self._report(step, done / max(total, 1), f"{done}/{total}")

    def _report(self, step: str, share: float, message: str = "") -> None:
        with self._lock:
            if self._cancelled is not None:  # one thread heard the cancellation: the others stop too
                raise self._cancelled
            self._done[step] = share
            fraction = sum(WEIGHTS[name] * done for name, done in self._done.items())
            try:
                self._on_progress(Progress(step, round(fraction, 3), message))
            except BaseException as cancelled:
                self._cancelled = cancelled
                raise
