"""Lets everyone ask at the pace of people: a bucket of requests for each caller, filled again steadily."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_CALLERS = 10_000


@dataclass(frozen=True)
class Pace:
    """How many requests at once, and how many a second in the long run."""

    burst: int
    per_second: float


class Rates:
    """Token buckets (RFC 2697's idea) by caller; the callers longest unheard are forgotten first."""

    def __init__(self, pace: Pace, clock: Callable[[], float] = time.monotonic) -> None:
        self._pace = pace
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_seconds(self, caller: str) -> float:
        """Count a request of a caller; return 0 where it may pass, else the seconds until the next may."""
        with self._lock:
            now = self._clock()
            left, seen = self._buckets.pop(caller, (float(self._pace.burst), now))
            left = min(self._pace.burst, left + (now - seen) * self._pace.per_second)
            passes = left >= 1
            self._buckets[caller] = (left - passes, now)
            while len(self._buckets) > MOST_CALLERS:
                self._buckets.popitem(last=False)
            return 0.0 if passes else (1 - left) / self._pace.per_second
