"""A worker's sign of life while it makes a song, and the end of one that does not stop when it should."""

import time
from collections.abc import Callable

from edge_service.hub.ticker import Ticker

# With the beats between, a song that nobody wants any more is given up within two seconds.
STUBBORN_SECONDS = 0.8


class Pulse(Ticker):
    """Calls `beat` again and again; `give_up` when it has answered False for STUBBORN_SECONDS.

    A studio is asked to stop between two lines of a song only: a long one may keep it for seconds.
    """

    def __init__(self, seconds: float, beat: Callable[[], bool], give_up: Callable[[], None]) -> None:
        super().__init__("heartbeat", seconds, self._tick)
        self._beat = beat
        self._give_up = give_up
        self._lost_at: float | None = None

    def _tick(self) -> None:
        if self._beat():
            return
        now = time.monotonic()
        if self._lost_at is None:
            self._lost_at = now
        elif now - self._lost_at >= STUBBORN_SECONDS:
            self._give_up()
