"""Pitch marks follow what is heard, not what was asked."""

import numpy as np
import pytest

from edge_service.studio.singer.marks import UNVOICED_MARK_SECONDS, mark_runs
from edge_service.studio.singer.psola import resynthesise
from tests.studio.singer.test_psola import RATE, STEP, heard_hertz

TIMES = np.arange(RATE) / RATE


def straying(hertz: float, semitones: float) -> np.ndarray:
    """A crude vowel of a second whose pitch strays to and fro four times."""
    phase = np.cumsum(hertz * 2 ** (semitones / 12 * np.sin(2 * np.pi * 4 * TIMES))) / RATE
    since = np.mod(phase, 1) / hertz
    return (0.5 * np.exp(-since * 300) * np.sin(2 * np.pi * 700 * since)).astype(np.float32)


@pytest.mark.parametrize("hertz", [90.0, 150.0, 330.0])
def test_a_sound_that_strays_from_the_pitch_it_was_given_is_brought_back(hertz: float) -> None:
    sound, asked = straying(hertz, 0.8), np.full(80, hertz)

    def still(times: np.ndarray) -> np.ndarray:
        return times

    def target(times: np.ndarray) -> np.ndarray:
        return np.full(times.shape, hertz)

    runs = mark_runs(asked, STEP, sound, RATE)
    sung = resynthesise(sound, RATE, runs, still, still, target, (0.0, 1.0))
    pieces = [slice(int(at * RATE), int((at + 0.06) * RATE)) for at in np.arange(0.1, 0.85, 0.0625)]
    before, after = (
        [abs(1200 * np.log2(heard_hertz(tone[piece]) / hertz)) for piece in pieces] for tone in (sound, sung)
    )
    assert max(before) > 60
    assert max(after) < 6


def test_marks_lie_a_period_apart_on_the_strongest_of_it() -> None:
    sound = straying(200.0, 0.0)
    (run,) = mark_runs(np.full(80, 190.0), STEP, sound, RATE)
    assert run.voiced
    assert np.diff(run.marks) == pytest.approx(1 / 200, abs=3e-5)
    phases = np.mod(run.marks * 200, 1)
    assert np.ptp(phases) < 0.1
    assert 0.0 < np.median(phases) < 0.3


def test_runs_are_voiced_where_the_pitch_was_given_and_noise_is_marked_evenly() -> None:
    f0 = np.full(80, 200.0)
    f0[30:50] = 0
    runs = mark_runs(f0, STEP, straying(200.0, 0.0), RATE)
    assert [run.voiced for run in runs] == [True, False, True]
    assert runs[1].marks == pytest.approx(np.arange(30 * STEP, 50 * STEP, UNVOICED_MARK_SECONDS))


@pytest.mark.parametrize("sound", [np.zeros(RATE), np.random.default_rng(1).normal(0, 0.1, RATE)])
def test_where_nothing_is_heard_the_pitch_asked_for_is_near_enough(sound: np.ndarray) -> None:
    (run,) = mark_runs(np.full(80, 150.0), STEP, sound.astype(np.float32), RATE)
    assert np.all(np.diff(run.marks) * 150 > 0.8)
    assert np.all(np.diff(run.marks) * 150 < 1.2)
