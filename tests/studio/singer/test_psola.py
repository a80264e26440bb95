"""Stretching and bending, heard on a train of pulses whose pitch we know."""

import numpy as np
import pytest

from edge_service.studio.singer.marks import mark_runs
from edge_service.studio.singer.psola import resynthesise

RATE = 48_000
STEP = 0.0125


def pulses(hertz: float, seconds: float) -> np.ndarray:
    """A decaying ring of 700 Hz, struck once a period: a crude vowel."""
    times = np.arange(int(seconds * RATE)) / RATE
    since = np.mod(times * hertz, 1) / hertz
    return (0.5 * np.exp(-since * 300) * np.sin(2 * np.pi * 700 * since)).astype(np.float32)


def heard_hertz(sound: np.ndarray) -> float:
    """The pitch by autocorrelation, refined between samples."""
    ring = np.fft.irfft(np.abs(np.fft.rfft(sound, 2 * len(sound))) ** 2)[: len(sound)]
    low, high = RATE // 500, RATE // 70
    peak = low + int(np.argmax(ring[low:high]))
    a, b, c = ring[peak - 1 : peak + 2]
    return RATE / (peak + 0.5 * (a - c) / (a - 2 * b + c))


def sung(hertz: float, stretch: float = 1.0, spoken_hertz: float = 150.0) -> np.ndarray:
    sound = pulses(spoken_hertz, 1.0)
    runs = mark_runs(np.full(80, spoken_hertz), STEP, sound, RATE)
    return resynthesise(
        sound,
        RATE,
        runs,
        lambda times: times * stretch,
        lambda times: times / stretch,
        lambda times: np.full(times.shape, hertz),
        (0.0, stretch),
    )


@pytest.mark.parametrize("stretch", [1.0, 2.5, 8.0])
@pytest.mark.parametrize("semitones", [-1, 0, 0.3, 2])
def test_a_stretched_vowel_has_the_pitch_asked_for(stretch: float, semitones: float) -> None:
    wanted = 150 * 2 ** (semitones / 12)
    middle = sung(wanted, stretch)[RATE // 4 : 3 * RATE // 4]
    assert abs(1200 * np.log2(heard_hertz(middle) / wanted)) < 3


def test_the_result_is_as_long_as_was_asked() -> None:
    assert len(sung(150.0, 3.2)) == round(3.2 * RATE)


def test_what_is_not_stretched_stays_the_sound_it_was() -> None:
    before, after = pulses(150.0, 1.0), sung(150.0)
    inside = slice(RATE // 10, -RATE // 10)
    assert np.corrcoef(before[inside], after[inside])[0, 1] > 0.98


def test_no_sample_jumps_where_voice_begins_and_ends() -> None:
    f0 = np.full(80, 150.0)
    f0[20:30] = 0
    sound = pulses(150.0, 1.0)
    quiet = np.abs(np.diff(sound)).max()
    result = resynthesise(
        sound,
        RATE,
        mark_runs(f0, STEP, sound, RATE),
        lambda times: times * 1.5,
        lambda times: times / 1.5,
        lambda times: np.full(times.shape, 160.0),
        (0.0, 1.5),
    )
    assert np.isfinite(result).all()
    assert np.abs(np.diff(result)).max() < 1.2 * quiet


def test_noise_keeps_its_length_and_level() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, RATE).astype(np.float32)
    result = resynthesise(
        noise,
        RATE,
        mark_runs(np.zeros(80), STEP, noise, RATE),
        lambda times: times + 0.5,
        lambda times: times - 0.5,
        lambda times: np.full(times.shape, 150.0),
        (0.5, 1.5),
    )
    inside = slice(RATE // 10, -RATE // 10)
    assert np.allclose(result[inside], noise[inside], atol=1e-3)
