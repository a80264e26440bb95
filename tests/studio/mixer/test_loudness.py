"""Loudness and true peaks are what independent meters read."""

import numpy as np
import pyloudnorm
import pytest
from scipy.signal import resample_poly

from edge_service.song.audio import SAMPLE_RATE_HZ
from edge_service.studio.mixer.loudness import integrated, loudness, powers, true_peak_db, true_peaks
from tests.studio.mixer.sounds import noise, silence, tone

METER = pyloudnorm.Meter(SAMPLE_RATE_HZ)


def test_a_full_scale_tone_on_one_side_reads_as_the_standard_says() -> None:
    """BS.1770-4, section 4: a 0 dBFS tone of 997 Hz in one channel reads -3.01 LKFS."""
    one_side = np.concatenate([tone(997, 3.0, 1.0), silence(3.0)])
    assert loudness(one_side) == pytest.approx(-3.01, abs=0.02)


def test_loudness_is_what_another_meter_reads_with_pauses_and_soft_parts_gated() -> None:
    song = np.concatenate([noise(3, 0.2), silence(2, 2), noise(2, 0.003, 2), noise(3, 0.05, 3)], axis=1)
    assert loudness(song) == pytest.approx(METER.integrated_loudness(song.T), abs=0.05)


def test_a_mono_track_is_as_loud_as_two_loudspeakers_playing_it() -> None:
    mono = tone(440, 2.0, 0.2)
    assert loudness(mono) == pytest.approx(loudness(np.concatenate([mono, mono])), abs=1e-6)


def test_silence_and_a_sound_shorter_than_a_block_read_as_the_gate() -> None:
    assert loudness(silence(2.0)) == -70.0
    assert loudness(tone(440, 0.2)) == -70.0


def test_a_gain_moves_the_loudness_of_known_powers_by_as_much() -> None:
    heard = powers(noise(3))
    assert integrated(heard * 10**0.6) == pytest.approx(integrated(heard) + 6.0, abs=1e-6)


def test_a_true_peak_between_samples_is_seen() -> None:
    """A tone at a quarter of the rate, sampled at 45 degrees, peaks 3 dB above its samples."""
    samples = np.sin(2 * np.pi * 0.25 * np.arange(4800) + np.pi / 4).astype(np.float32)[None]
    assert 20 * np.log10(np.abs(samples).max()) == pytest.approx(-3.0, abs=0.1)
    assert true_peak_db(samples) == pytest.approx(0.0, abs=0.6)  # its hard start rings a little


def test_true_peaks_are_those_of_an_oversampled_copy() -> None:
    samples = noise(2, 0.2)
    over = np.abs(resample_poly(samples, 4, 1, axis=1)).max()
    assert true_peak_db(samples) == pytest.approx(20 * np.log10(over), abs=0.15)


def test_a_peak_is_told_in_its_own_millisecond_and_only_the_loud_are_looked_at_closely() -> None:
    samples = silence(0.1, 2)
    samples[1, 48 * 40 + 20 : 48 * 40 + 22] = 0.5
    peaks = true_peaks(samples, least=0.4)
    assert peaks.argmax() == 40
    assert peaks[40] > 0.55
    assert peaks[38] == 0.0
