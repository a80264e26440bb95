"""Finds the pitches of a line: chord tones where it is heard, steps mostly, leaps that come back, a curve.

Every tune that may be sung is weighed (dynamic programming over pairs of notes); lower is better.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

LEAP = 5
OCTAVE = 12
INTERVAL_COSTS = (1.1, 0.0, 0.0, 0.35, 0.4, 0.7, 6.0, 1.0, 1.8, 2.0, 6.0, 9.0, 2.6)


@dataclass(frozen=True)
class Spot:
    """One note to be found: what may be sung there (MIDI notes), and what is wished for.

    `chord` are the pitch classes of the chord, `weight` says how much it matters to be one of them.
    `aim` is the curve's height there; `costs` adds to single notes (a motif's memory, a cadence, chance).
    """

    choices: tuple[int, ...]
    chord: frozenset[int]
    weight: float
    aim: float
    costs: Mapping[int, float]


def find_tune(spots: list[Spot], before: int | None) -> tuple[int, ...]:
    """Return the cheapest tune; `before` is the last note of the line before, if any."""
    single = [[_own_cost(spot, midi) for midi in spot.choices] for spot in spots]
    first = [cost + _entry_cost(before, midi) for cost, midi in zip(single[0], spots[0].choices, strict=True)]
    if len(spots) == 1:
        return (spots[0].choices[int(np.argmin(first))],)
    costs = np.array(first)[:, None] + np.array(single[1]) + _steps(spots[0], spots[1])
    roots: list[np.ndarray] = []
    for place in range(2, len(spots)):
        turns = _turns(spots[place - 2], spots[place - 1], spots[place])
        ways = costs[:, :, None] + turns
        roots.append(np.argmin(ways, axis=0))
        costs = np.min(ways, axis=0) + np.array(single[place]) + _steps(spots[place - 1], spots[place])
    return _trace(costs, roots, spots)


def _trace(costs: np.ndarray, roots: list[np.ndarray], spots: list[Spot]) -> tuple[int, ...]:
    before, last = (int(index) for index in np.unravel_index(int(np.argmin(costs)), costs.shape))
    path = [last, before]
    for table in reversed(roots):
        path.append(int(table[path[-1], path[-2]]))
    return tuple(spot.choices[index] for spot, index in zip(spots, reversed(path), strict=True))


def _own_cost(spot: Spot, midi: int) -> float:
    outside = 0.0 if midi % 12 in spot.chord else spot.weight
    return outside + 0.15 * (midi - spot.aim) ** 2 + spot.costs.get(midi, 0.0)


def _entry_cost(before: int | None, midi: int) -> float:
    return 0.0 if before is None else 0.5 * _interval_cost(midi - before)


def _interval_cost(interval: int) -> float:
    size = abs(interval)
    return INTERVAL_COSTS[size] if size <= OCTAVE else math.inf


def _steps(before: Spot, after: Spot) -> np.ndarray:
    return np.array([[_interval_cost(b - a) for b in after.choices] for a in before.choices])


def _turns(first: Spot, second: Spot, third: Spot) -> np.ndarray:
    return np.array(
        [
            [[_turn_cost(a, b, c, b % 12 in second.chord) for c in third.choices] for b in second.choices]
            for a in first.choices
        ]
    )


def _turn_cost(first: int, second: int, third: int, settled: bool) -> float:
    """Weigh three notes: leaps turn back by step, dissonance is passed through, nothing sticks or wavers."""
    here, there = second - first, third - second
    cost = 0.0
    if abs(here) >= LEAP and here * there > 0:
        cost += 1.5
    elif abs(here) >= LEAP and abs(there) > 2:
        cost += 0.8
    if not settled and (abs(here) > 2 or abs(there) > 2):
        cost += 2.0
    if here == there == 0:
        cost += 1.2
    elif here * there < 0:
        cost += 0.7 if third == first else 0.3
    return cost
