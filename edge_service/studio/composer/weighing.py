"""Weighs drawn tunes and keeps the best; the higher the score, the better.

What counts, each with its weight below: that the tune is as surprising as songs are (not less, which would
bore, and not more), that no rule is broken, that it follows its curve, that it uses the voice, that it moves
as songs do, that its highest note is special, that motifs return, and that a chorus lies above the verse.
"""

from collections.abc import Sequence

import numpy as np

from edge_service.studio.composer.drawing import Drawn
from edge_service.studio.composer.features import Array
from edge_service.studio.composer.spots import Spot

TYPICAL_SURPRISE = 1.5  # nats a note: the model's held-out loss on songs
WIDE_ENOUGH = 8  # semitones from a section's lowest note to its highest
# Shares of repeats, steps, thirds, fourths to fifths, and wider intervals in the songs learnt from.
MOVES = (0.17, 0.49, 0.20, 0.10, 0.04)
_MOVE_EDGES = (1, 3, 5, 8)  # semitones
PEAKS = 3  # how often the highest note may come before it wears out
ABOVE_VERSE = 0.8  # semitones, on the mean, that a chorus lies higher
SURPRISE, BROKEN, CURVE, WIDTH, MOVING, PEAK, ABOVE, RETURN = 2.0, 1.0, 0.25, 0.15, 3.0, 0.1, 2.0, 1.5


def best_tune(drawn: Drawn, spots: Sequence[Spot], verse_midi: float | None) -> tuple[int, ...]:
    """Return the best of the tunes drawn; `verse_midi` is what a chorus should lie above, on the mean."""
    return tuple(int(midi) for midi in drawn.midis[int(np.argmax(scores(drawn, spots, verse_midi)))])


def scores(drawn: Drawn, spots: Sequence[Spot], verse_midi: float | None) -> Array:
    """Return the score of each tune."""
    midis = drawn.midis
    aims = np.array([spot.aim for spot in spots])
    highest = midis.max(-1)
    found: Array = -SURPRISE * np.abs(drawn.surprises.mean(-1) - TYPICAL_SURPRISE)
    found -= BROKEN * drawn.broken
    found -= CURVE * np.abs(midis - aims).mean(-1)
    found -= WIDTH * (WIDE_ENOUGH - highest + midis.min(-1)).clip(min=0)
    found -= MOVING * (1.0 - _moving_like_songs(midis))
    found -= PEAK * ((midis == highest[:, None]).sum(-1) - PEAKS).clip(min=0)
    found += RETURN * _returning(midis, spots)
    if verse_midi is not None:
        found -= ABOVE * (ABOVE_VERSE - midis.mean(-1) + verse_midi).clip(min=0)
    return found


def _moving_like_songs(midis: Array) -> Array:
    """Return how far each tune's kinds of intervals overlap those of songs, 0 to 1."""
    kinds = np.digitize(np.abs(np.diff(midis)), _MOVE_EDGES)
    if not kinds.shape[1]:
        return np.ones(len(midis))
    shares = np.stack([(kinds == kind).mean(-1) for kind in range(len(MOVES))], -1)
    overlap: Array = np.minimum(shares, MOVES).sum(-1)
    return overlap


def _returning(midis: Array, spots: Sequence[Spot]) -> Array:
    """Return the share of notes that take a motif up as it was, of those that might; 1 where none might."""
    taken = [
        midis[:, index] == (spot.known if spot.known is not None else midis[:, spot.like])
        for index, spot in enumerate(spots)
        if spot.known is not None or spot.like is not None
    ]
    share: Array = np.mean(taken, axis=0) if taken else np.ones(len(midis))
    return share
