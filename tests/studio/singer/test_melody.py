"""The pitch curve of a line."""

import numpy as np

from edge_service.song.style import Vibrato
from edge_service.studio.singer.melody import TimedNote, hertz, pitch, vibrato

WAVE = Vibrato(hz=5.5, semitones=0.3, after_seconds=0.25, least_note_seconds=0.5)
NOTES = (TimedNote(0.0, 0.4, 60, 0), TimedNote(0.4, 0.6, 67, 1), TimedNote(0.6, 1.8, 62, 2))


def test_every_note_is_at_its_pitch_in_its_middle() -> None:
    times = np.array([0.2, 0.5, 1.2])
    assert np.allclose(pitch(NOTES, times), [60, 67, 62], atol=1e-9)


def test_notes_are_joined_without_a_jump() -> None:
    times = np.arange(0, 1.8, 0.001)
    assert np.abs(np.diff(pitch(NOTES, times))).max() < 0.25


def test_only_long_notes_have_vibrato_and_not_at_once() -> None:
    times = np.arange(0, 1.8, 0.001)
    wave = vibrato(NOTES, times, WAVE)
    assert np.all(wave[times < 0.8] == 0)
    assert 0.25 < np.abs(wave).max() <= 0.3
    assert abs(wave[times > 0.9].mean()) < 0.05


def test_a_is_440_hertz() -> None:
    assert np.allclose(hertz(np.array([69.0, 57.0])), [440, 220])
