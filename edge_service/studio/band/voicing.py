"""Lays chords out on the keys: every position that a style's voicing allows within a player's range."""

from collections.abc import Set

from edge_service.song.score import Chord
from edge_service.song.style import Part

VOICES = {"triad": 3}
NINTH = 2

Voicing = tuple[int, ...]
"""The notes of a chord (MIDI), the lowest first."""


def positions(chord: Chord, part: Part, scale: Set[int]) -> list[Voicing]:
    """Return the positions of a chord that a part may play in a key's scale, one at least."""
    if part.voicing == "power":
        found: list[Voicing] = [(root, root + 7, root + 12) for root in _keys((chord.root,), part)]
        found = [position for position in found if position[-1] <= part.high_midi]
        return found or [position[:2] for position in _stacked((chord.root, (chord.root + 7) % 12), 2, part)]
    close = _stacked(_classes(chord, part, scale), VOICES.get(part.voicing, 4), part)
    if part.voicing != "open":
        return close
    return [dropped for position in close if (dropped := _dropped(position))[0] >= part.low_midi] or close


def _classes(chord: Chord, part: Part, scale: Set[int]) -> tuple[int, ...]:
    """Return the chord's tones; a seventh chord gives up its root for the ninth that the scale has."""
    ninth = (chord.root + NINTH) % 12
    if part.voicing != "rootless" or len(chord.pitch_classes) < 4 or ninth not in scale:
        return chord.pitch_classes
    return (*chord.pitch_classes[1:], ninth)


def _stacked(classes: tuple[int, ...], voices: int, part: Part) -> list[Voicing]:
    """Return the close positions; the lowest one if the range is too narrow for any."""
    tones = [midi for midi in range(part.low_midi, 128) if midi % 12 in classes]
    found = [tuple(tones[start : start + voices]) for start in range(len(tones) - voices + 1)]
    return [position for position in found if position[-1] <= part.high_midi] or found[:1]


def _dropped(position: Voicing) -> Voicing:
    """Return a close position with its second voice from the top an octave lower ("drop two")."""
    return tuple(sorted((*position[:-2], position[-2] - 12, position[-1])))


def _keys(classes: tuple[int, ...], part: Part) -> list[int]:
    return [midi for midi in range(part.low_midi, part.high_midi + 1) if midi % 12 in classes]
