"""Tells which songs gave no sign of life for a time, whatever the clock on the wall does."""

import threading
import time
from collections.abc import Callable, Mapping


class Silence:
    """Remembers when each song's sign of life was last seen to change, by a clock that never jumps."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: dict[str, tuple[float | None, float]] = {}

    def longer_than(self, seconds: float, beats: Mapping[str, float | None]) -> dict[str, float | None]:
        """Return those of the songs being made whose sign of life has not changed for so long."""
        with self._lock:
            now = self._clock()
            self._seen = {song: self._since(song, beat, now) for song, beat in beats.items()}
            return {song: beat for song, (beat, since) in self._seen.items() if now - since >= seconds}

    def _since(self, song: str, beat: float | None, now: float) -> tuple[float | None, float]:
        before = self._seen.get(song)
        return before if before is not None and before[0] == beat else (beat, now)
