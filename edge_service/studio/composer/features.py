"""What the melody model is told: all that is known of a note before its pitch, and what it may echo.

Pitches are tokens: semitones above the pitch class that the scale is counted from (C in C major and in A
minor), so that a tune is the same in every key. The lowest note of the singer has a token from 0 to 11.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

TOKENS = 40
NONE = TOKENS  # no pitch: before the first note, or nothing to echo
COPIES = (1, 2, 4, 8)  # bars back from where a pitch may be taken up
SEQUENCES = (1, 2)  # bars back from where a step may be taken up
ECHOES = len(COPIES) + len(SEQUENCES)
# Columns of `features`: the token of the lowest note, the chord's root, whether and how the phrase is led.
LOW, ROOT, CONTOUR = slice(0, 12), slice(15, 27), slice(-4, None)

_LENGTHS = (0.2, 0.3, 0.45, 0.6, 0.9, 1.2, 1.8, 2.5, 3.5)  # quarters; where one class of length ends
_RESTS = (0.1, 0.6, 1.6)
_SUNG = (1, 2, 3, 4, 6)
_LEFT = (1, 2, 3, 4, 6, 9)
_HYPERMETRE = 4  # bars that belong together

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Harmony:
    """A chord as the model hears it: its root and its tones, counted as tokens are (0 to 11)."""

    root: int
    tones: tuple[int, ...]


@dataclass(frozen=True)
class Place:
    """A note to come; times are in quarter notes as they would be written, bar lines at multiples of `bar`.

    `stressed` is None where nobody knows; `sung` and `left` count the notes of its phrase before and after
    it; `contour` says where the phrase begins, turns and ends: -1 near the bottom of the range, 1 near
    its top, or None for anywhere.
    """

    start: float
    length: float
    bar: float
    chord: Harmony | None
    following: Harmony | None
    stressed: bool | None
    begins_word: bool
    melisma: bool
    sung: int
    left: int
    contour: tuple[float, float, float] | None


@dataclass(frozen=True)
class Range:
    """What the singer reaches: the token of the lowest note (0 to 11), and how many semitones up from it."""

    low: int
    width: int


def features(places: Sequence[Place], reach: Range, mode: str) -> Array:
    """Return (notes, FEATURES) float32; `mode` is major, minor, or empty where it is unknown."""
    whole = [*_one_hot(reach.low, 12), reach.width / 12, float(mode == "major"), float(mode == "minor")]
    rows = []
    for index, place in enumerate(places):
        before = places[index - 1] if index else None
        after = places[index + 1] if index + 1 < len(places) else None
        rows.append([*whole, *_of_harmony(place), *_of_time(place, before, after), *_of_words(place)])
    return np.array(rows, dtype=np.float32)


def _of_harmony(place: Place) -> list[float]:
    return [*_of_chord(place.chord), *_of_chord(place.following)]


def _of_chord(chord: Harmony | None) -> list[float]:
    if chord is None:
        return [0.0] * 24
    return [*_one_hot(chord.root, 12), *(float(tone in chord.tones) for tone in range(12))]


def _of_time(place: Place, before: Place | None, after: Place | None) -> list[float]:
    position = place.start % place.bar
    turn = 2 * np.pi * position / place.bar
    rest = place.start - before.start - before.length if before else _RESTS[-1]
    return [
        *_bucket(place.length, _LENGTHS),
        *(_bucket(before.length, _LENGTHS) if before else [0.0] * (len(_LENGTHS) + 1)),
        *(_bucket(after.length, _LENGTHS) if after else [0.0] * (len(_LENGTHS) + 1)),
        *_bucket(rest, _RESTS),
        *_one_hot(_strength(position, place.bar), 5),
        *(float(wave(n * turn)) for n in (1, 2) for wave in (np.sin, np.cos)),
        *_one_hot(int(place.start // place.bar) % _HYPERMETRE, _HYPERMETRE),
        float(place.bar in (2.0, 4.0)),
        float(place.bar == 3.0),
    ]


def _of_words(place: Place) -> list[float]:
    known = place.contour is not None
    return [
        *_one_hot(0 if place.stressed is None else 1 + place.stressed, 3),
        float(place.begins_word),
        float(place.melisma),
        *_bucket(place.sung, _SUNG),
        *_bucket(place.left, _LEFT),
        float(known),
        *(place.contour or (0.0, 0.0, 0.0)),
    ]


def _strength(position: float, bar: float) -> int:
    """Return how strong a place of the bar is: 4 its line, 3 its half, 2 a quarter, 1 an eighth, 0 less."""
    if position < 1e-3:
        return 4
    if bar % 2 == 0 and abs(position - bar / 2) < 1e-3:
        return 3
    return 2 if abs(position - round(position)) < 1e-3 else 1 if (position * 2) % 1 < 1e-3 else 0


def _one_hot(index: int, size: int) -> list[float]:
    return [float(place == index) for place in range(size)]


def _bucket(value: float, edges: Sequence[float]) -> list[float]:
    return _one_hot(bisect_right(edges, value), len(edges) + 1)


def sources(places: Sequence[Place]) -> Array:
    """Return (notes, COPIES + SEQUENCES): the note that sounded so many bars before, -1 where none did."""
    starts = [place.start for place in places]
    found = np.full((len(places), ECHOES), -1, dtype=np.int64)
    for index, place in enumerate(places):
        for column, bars in enumerate((*COPIES, *SEQUENCES)):
            beat = place.start - bars * place.bar
            earlier = bisect_right(starts, beat + 1e-3) - 1
            sounds = earlier >= 0 and beat < starts[earlier] + places[earlier].length - 1e-3
            found[index, column] = earlier if sounds else -1
    return found


def echoes(tokens: Array, index: int, source: Array) -> Array:
    """Return (tunes, ECHOES) tokens that note `index` would have, were it to echo; NONE where it cannot.

    `tokens` are (tunes, notes) of which those before `index` are read; `source` is a row of `sources`.
    """
    found = np.full((len(tokens), ECHOES), NONE, dtype=np.int64)
    for column, earlier in enumerate(source):
        if column < len(COPIES) and earlier >= 0:
            found[:, column] = tokens[:, earlier]
        elif column >= len(COPIES) and earlier >= 1 and index:
            stepped = tokens[:, index - 1] + tokens[:, earlier] - tokens[:, earlier - 1]
            found[:, column] = np.where((stepped >= 0) & (stepped < TOKENS), stepped, NONE)
    return found
