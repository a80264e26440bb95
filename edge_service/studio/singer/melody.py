"""Draws the pitch of a line: notes joined by portamento, long ones with vibrato."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from edge_service.song.style import Vibrato

Curve = npt.NDArray[np.floating[Any]]

PORTAMENTO_SECONDS = 0.07
VIBRATO_FADE_SECONDS = 0.25
A4_MIDI, A4_HZ = 69, 440.0


@dataclass(frozen=True)
class TimedNote:
    """A note in seconds from the start of the song; `syllable` counts through its line."""

    start: float
    end: float
    midi: int
    syllable: int


def pitch(notes: tuple[TimedNote, ...], times: Curve) -> Curve:
    """Return the melody in MIDI notes at `times`, each note held until the next, gliding between."""
    curve = np.full(times.shape, float(notes[0].midi))
    for before, note in pairwise(notes):
        glide = min(PORTAMENTO_SECONDS, 0.4 * (note.end - note.start), 0.4 * (before.end - before.start))
        # The glide is over soon after the note starts: most of it lies in the consonants before.
        progress = np.clip((times - note.start) / glide + 0.7, 0.0, 1.0)
        curve += (note.midi - before.midi) * 0.5 * (1 - np.cos(np.pi * progress))
    return curve


def vibrato(notes: tuple[TimedNote, ...], times: Curve, wave: Vibrato) -> Curve:
    """Return what vibrato adds to the melody, in semitones."""
    curve = np.zeros(times.shape)
    for note in notes:
        if note.end - note.start < wave.least_note_seconds:
            continue
        since = times - note.start - wave.after_seconds
        fade = np.clip(since / VIBRATO_FADE_SECONDS, 0, 1) * np.clip((note.end - times) / 0.08, 0, 1)
        curve += wave.semitones * fade * np.sin(2 * np.pi * wave.hz * since)
    return curve


def hertz(midi: Curve) -> Curve:
    """Return the frequency of MIDI notes."""
    return A4_HZ * 2.0 ** ((midi - A4_MIDI) / 12)
