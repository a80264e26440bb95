"""Decides what one seed likes better than another: the same whims for the same dedication and seed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from zlib import crc32

# Weyl sequences: the fractions of a seed's multiples of an irrational number are spread evenly, so that
# neighbouring seeds like different things more surely than dice would have it.
IRRATIONALS = (0.6180339887, 0.4142135624, 0.7320508076, 0.2360679775, 0.6457513111, 0.3166247904)
HASHES = 2**32
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Whims:
    """The whims of one seed about one text."""

    text: str
    seed: int

    def again(self, time: int) -> "Whims":
        """Return the whims of the same seed when it thinks of the text another time."""
        return Whims(f"{self.text}\0{time}", self.seed) if time else self

    def of(self, thing: str) -> float:
        """Return how much a thing is liked, from 0 to 1."""
        mark = self._mark(thing)
        step = IRRATIONALS[mark % len(IRRATIONALS)]
        return (mark / HASHES + (self.seed % HASHES) * step) % 1.0

    def pick(
        self, label: str, things: Sequence[Thing], worth: Callable[[Thing], float], tolerance: float
    ) -> Thing:
        """Return one of the best things, those worth less than the best by at most `tolerance`.

        They take turns from seed to seed, at each label in another order, so that two seeds seldom choose
        alike throughout.
        """
        worths = [worth(thing) for thing in things]
        best = max(worths)
        good = [thing for thing, value in zip(things, worths, strict=True) if value >= best - tolerance]
        turn, round_ = self.seed % len(good), self.seed // len(good)
        mark = self._mark(label)
        return good[(turn + (mark >> 8) * round_ + mark) % len(good)]

    def _mark(self, thing: str) -> int:
        return crc32(f"{self.text}\0{thing}".encode())
