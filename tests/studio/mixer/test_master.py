"""Peaks are held softly, and a mix becomes as loud as promised."""

import numpy as np
import pytest

from edge_service.studio.mixer.loudness import loudness, true_peak_db
from edge_service.studio.mixer.master import CEILING_DBTP, TARGET_LUFS, limit, limiting, mastered
from tests.studio.mixer.sounds import noise, silence, tone


def test_true_peaks_stay_under_the_ceiling() -> None:
    loud = noise(1.0, 0.6)
    assert true_peak_db(loud) > 3
    assert true_peak_db(limit(loud)) <= CEILING_DBTP + 0.1


def test_one_click_lowers_only_its_surroundings() -> None:
    sound = tone(440, 2.0, 0.1, channels=2)
    clicked = sound.copy()
    clicked[:, 48_000] = 3.0
    held = limit(clicked)
    assert true_peak_db(held) <= CEILING_DBTP + 0.1
    np.testing.assert_allclose(held[:, :47_000], sound[:, :47_000], atol=1e-6)
    np.testing.assert_allclose(held[:, 72_000:], sound[:, 72_000:], atol=2e-4)


def test_quiet_sound_is_left_alone() -> None:
    quiet = tone(440, level=0.1, channels=2)
    np.testing.assert_allclose(limit(quiet), quiet, atol=1e-6)


def test_the_gain_of_a_limiter_never_jumps() -> None:
    """A step in the gain is heard as a click."""
    peaks_db = np.repeat([-10.0, 6.0, -10.0, 3.0, 12.0], 200)
    gain_db = limiting(peaks_db)
    assert gain_db.min() < -14
    assert np.abs(np.diff(gain_db)).max() < 1.5
    assert (peaks_db + gain_db).max() <= CEILING_DBTP + 0.01


@pytest.mark.parametrize("level", [0.001, 0.1, 0.9])
def test_a_mix_becomes_as_loud_as_promised(level: float) -> None:
    pulses = noise(6.0, level) * (1 + 8 * (np.arange(6 * 48_000) % 24_000 < 200)).astype(np.float32)
    gain_db, master = mastered(pulses)
    assert loudness(master) == pytest.approx(TARGET_LUFS, abs=0.2)
    assert true_peak_db(master) <= CEILING_DBTP + 0.1
    assert gain_db > TARGET_LUFS - loudness(pulses)


def test_silence_stays_silence() -> None:
    assert not mastered(silence(2.0, 2))[1].any()
