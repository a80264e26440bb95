"""Measures a song while it is made, so that others like it can be told how long they take."""

import time

from edge_service.hub.library.pace import Milestone
from edge_service.song.progress import Progress


class Stopwatch:
    """Notes when each step began and how much of the song was done then."""

    def __init__(self) -> None:
        self._begun: dict[str, tuple[float, float]] = {}

    def note(self, progress: Progress) -> None:
        self._begun.setdefault(progress.step, (progress.fraction, time.monotonic()))

    def milestones(self) -> dict[str, Milestone]:
        """Return what each step still took when it began; call it when the song is finished."""
        now = time.monotonic()
        return {step: Milestone(fraction, now - at) for step, (fraction, at) in self._begun.items()}
