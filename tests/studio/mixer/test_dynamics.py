"""Sound that is treated stays what it was, only better behaved."""

import numpy as np
import pytest

from edge_service.song.audio import SAMPLE_RATE_HZ, Samples
from edge_service.studio.mixer.dynamics import (
    compress,
    de_ess,
    duck,
    high_pass,
    limit,
    peak_filter,
    reverberate,
    true_peak_db,
)


def tone(frequency_hz: float, seconds: float = 1.0, level: float = 0.5) -> Samples:
    times = np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    return (level * np.sin(2 * np.pi * frequency_hz * times)).astype(np.float32)


def level_db(samples: Samples) -> float:
    middle = samples[len(samples) // 4 : -len(samples) // 4]
    return float(10 * np.log10((middle**2).mean()))


def test_a_high_pass_removes_rumble_and_leaves_the_voice() -> None:
    assert level_db(high_pass(tone(20), 90)) < level_db(tone(20)) - 20
    assert level_db(high_pass(tone(400), 90)) == pytest.approx(level_db(tone(400)), abs=0.2)


def test_a_peak_filter_raises_its_centre_by_its_gain_and_little_else() -> None:
    assert level_db(peak_filter(tone(3200), 3200, 4, 1)) == pytest.approx(level_db(tone(3200)) + 4, abs=0.1)
    assert level_db(peak_filter(tone(200), 3200, 4, 1)) == pytest.approx(level_db(tone(200)), abs=0.1)


def test_compression_brings_loud_and_soft_closer() -> None:
    loud, soft = tone(300, level=0.8), tone(300, level=0.08)
    before = level_db(loud) - level_db(soft)
    after = level_db(compress(loud, -24, 3)) - level_db(compress(soft, -24, 3))
    assert after < before - 8


def test_a_loud_sibilant_is_tamed_and_a_soft_one_and_the_vowel_are_left_alone() -> None:
    hiss, soft, vowel = tone(7000, level=0.2), tone(7000, level=0.02), tone(400, level=0.4)
    assert level_db(de_ess(hiss, -30, 3)) < level_db(hiss) - 7
    assert level_db(de_ess(soft, -30, 3)) == pytest.approx(level_db(soft), abs=0.1)
    assert level_db(de_ess(vowel, -30, 3)) == pytest.approx(level_db(vowel), abs=0.05)


def test_taming_a_sibilant_leaves_what_sounds_below_it() -> None:
    vowel = tone(400, level=0.3)
    rest = de_ess(vowel + tone(7000, level=0.2), -30, 3) - vowel
    assert level_db(rest) < level_db(tone(7000, level=0.2)) - 7


def test_a_true_peak_between_samples_is_seen() -> None:
    """A tone at a quarter of the rate, sampled at 45 degrees, peaks 3 dB above its samples."""
    samples = np.sin(2 * np.pi * 0.25 * np.arange(4800) + np.pi / 4).astype(np.float32)[:, None]
    assert 20 * np.log10(np.abs(samples).max()) == pytest.approx(-3.0, abs=0.1)
    assert true_peak_db(samples[100:-100]) > -0.5


def test_the_limiter_holds_true_peaks_under_its_ceiling() -> None:
    rng = np.random.default_rng(1)
    noise = (rng.standard_normal((SAMPLE_RATE_HZ, 2)) * 0.6).astype(np.float32)
    assert true_peak_db(noise) > 3
    assert true_peak_db(limit(noise, -2.0)) <= -1.8


def test_the_limiter_leaves_quiet_sound_alone() -> None:
    quiet = np.stack([tone(440, level=0.1)] * 2, axis=1)
    np.testing.assert_allclose(limit(quiet, -2.0), quiet, atol=1e-6)


def test_the_band_steps_back_only_while_the_voice_sounds() -> None:
    voice = np.concatenate([np.zeros(2 * SAMPLE_RATE_HZ, dtype=np.float32), tone(300, 2.0)])
    band = np.stack([tone(100, 4.0)] * 2, axis=1)
    ducked = duck(band, voice, 4.0)
    alone, under = ducked[: int(1.5 * SAMPLE_RATE_HZ)], ducked[-int(1.5 * SAMPLE_RATE_HZ) :]
    assert level_db(alone[:, 0]) - level_db(under[:, 0]) == pytest.approx(4.0, abs=0.3)


def test_the_room_rings_after_the_sound_differs_in_each_ear_and_dies_away() -> None:
    click = np.zeros(2 * SAMPLE_RATE_HZ, dtype=np.float32)
    click[100] = 1.0
    room = reverberate(click, 1.0)
    assert room.shape == (len(click), 2)
    assert not np.allclose(room[:, 0], room[:, 1])
    energy = (room**2).sum(axis=1)
    assert energy[: SAMPLE_RATE_HZ // 50].sum() == 0
    assert energy[SAMPLE_RATE_HZ // 50 : SAMPLE_RATE_HZ // 2].sum() > 100 * energy[-SAMPLE_RATE_HZ:].sum()
