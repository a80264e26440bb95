"""Finds when the syllables of a line are sung: stress on strong beats, in the rhythm of a motif.

Every way of placing the syllables on the slots of the line is weighed (dynamic programming); lower is better.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from edge_service.song.lyrics import Line
from edge_service.studio.composer.pace import Pace

SHORTEST_SECONDS = 0.2
EASY_SECONDS = 0.26
HOLD_SECONDS = 0.65  # the least that a line's last syllable rings
LONGEST_SECONDS = 1.6
BREATH_SECONDS = 0.4  # to breathe in, and for the consonants before the next vowel
PICKUP_SYLLABLES = 3


@dataclass(frozen=True)
class Grid:
    """The slots of a bar: their accents, and how long one lasts.

    `easy_seconds` is what a line's syllables take on the average, at least; `pace` is the language's.
    """

    accents: tuple[int, ...]
    slot_beats: float
    slot_seconds: float
    pace: Pace
    easy_seconds: float = EASY_SECONDS

    def accent(self, slot: int) -> int:
        return self.accents[slot % len(self.accents)]

    def slots(self, seconds: float) -> int:
        """Return how many slots cover a time."""
        return math.ceil(seconds / self.slot_seconds - 1e-6)


@dataclass(frozen=True)
class Room:
    """Where a line may be sung, in slots from its first bar line: from `-pickup` up to `end`."""

    bars: int
    pickup: int
    end: float


Costs = npt.NDArray[Any]
Wishes = Mapping[int, float]
"""What each slot is worth to a motif: negative is welcome."""


def pickup_slots(line: Line, grid: Grid) -> int:
    """Return how many slots before its first bar line a line asks for.

    The anacrusis is its unstressed start; of two stresses side by side the first leads to the second.
    """
    marks = line.stresses
    leading = marks.index(True) if True in marks else 1
    if marks[:2] == (True, True):
        leading = 1
    slots = math.ceil(min(leading, PICKUP_SYLLABLES) * EASY_SECONDS / grid.slot_seconds - 0.25)
    return 0 if len(marks) == 1 else min(max(slots, 0), len(grid.accents) // 2)


def find_room(line: Line, next_pickup: int, usual_bars: int, grid: Grid) -> Room:
    """Return the room of a line: as many bars as it needs to be sung without haste, and a breath after it."""
    bars, pickup = usual_bars, pickup_slots(line, grid)
    while True:
        end = bars * len(grid.accents) - next_pickup - BREATH_SECONDS / grid.slot_seconds
        room = Room(bars, pickup, end)
        if _suffices(room, line.syllable_count, grid):
            return room
        bars += 1


def _suffices(room: Room, syllables: int, grid: Grid) -> bool:
    slots = _last_slot(room, grid) + 1
    before = min(PICKUP_SYLLABLES, room.pickup * grid.slot_seconds / grid.easy_seconds)
    unhurried = slots * grid.slot_seconds >= (syllables - before) * grid.easy_seconds
    return unhurried and slots + room.pickup >= syllables * grid.slots(SHORTEST_SECONDS)


def _last_slot(room: Room, grid: Grid) -> int:
    """Return where the last syllable may begin at the latest, so that it can ring."""
    return math.floor(room.end - HOLD_SECONDS / grid.slot_seconds)


def place_syllables(line: Line, room: Room, grid: Grid, wishes: Wishes) -> tuple[tuple[int, ...], float]:
    """Return the slot of each syllable, the cheapest way, and its cost; slots below 0 are the anacrusis."""
    marks = line.stresses
    inner = [place > 0 for _, place in line.places]
    slots = range(-room.pickup, _last_slot(room, grid) + 1)
    own = {mark: np.array([_own_cost(slot, mark, grid, wishes) for slot in slots]) for mark in (True, False)}
    costs = own[marks[0]] + [_start_cost(slot, grid) for slot in slots]
    roots: list[Costs] = []
    for place in range(1, len(marks)):
        ways = costs[:, None] + _steps(slots, (marks[place - 1], marks[place]), inner[place], grid)
        roots.append(np.argmin(ways, axis=0))
        costs = np.min(ways, axis=0) + own[marks[place]]
    ends = costs + [_end_cost(slot, room, grid) for slot in slots]
    last = int(np.argmin(ends))
    return _trace(last, roots, slots), float(ends[last])


def _trace(last: int, roots: list[Costs], slots: range) -> tuple[int, ...]:
    path = [last]
    for origins in reversed(roots):
        path.append(int(origins[path[-1]]))
    return tuple(slots[index] for index in reversed(path))


def _own_cost(slot: int, stressed: bool, grid: Grid, wishes: Wishes) -> float:
    accent = grid.accent(slot)
    meant = 0.45 * (max(grid.accents) - accent) if stressed else 0.4 * accent
    return meant + wishes.get(slot, 0.0)


def _start_cost(slot: int, grid: Grid) -> float:
    """A line begins near its bar line."""
    return 0.5 * max(0.0, slot * grid.slot_seconds - 0.3)


def _end_cost(slot: int, room: Room, grid: Grid) -> float:
    """The last syllable rings, but not so long that the song stands still."""
    return 1.2 * max(0.0, (room.end - slot) * grid.slot_seconds - LONGEST_SECONDS)


@lru_cache(maxsize=512)
def _steps(slots: range, pair: tuple[bool, bool], inner: bool, grid: Grid) -> Costs:
    """Return the cost of every step from one slot (row) to a later one (column)."""
    return np.array([[_step_cost(before, slot, pair, inner, grid) for slot in slots] for before in slots])


def _step_cost(before: int, slot: int, pair: tuple[bool, bool], inner: bool, grid: Grid) -> float:
    """Weigh the time between two syllables (`inner`: of one word), and their stresses against the accents."""
    seconds = (slot - before) * grid.slot_seconds
    if seconds < SHORTEST_SECONDS:
        return math.inf
    quick, slow = grid.pace.quick_seconds, grid.pace.slow_seconds
    cost = 10.0 * max(0.0, quick - seconds) + 4.0 * max(0.0, seconds - slow)
    if pair[0] and seconds < quick:
        cost += 0.5
    if not pair[0] and seconds > 0.5:
        cost += 0.8
    if inner and seconds > slow:
        cost += 2.0
    if pair[0] != pair[1]:
        heavier = grid.accent(before if pair[0] else slot) - grid.accent(slot if pair[0] else before)
        cost += 0.0 if heavier > 0 else 4.0 if heavier == 0 else 5.0
    return cost
