"""Sound that waits is small, and comes back as it was."""

import numpy as np
import pytest

from edge_service.song.audio import Audio, Stem


@pytest.mark.parametrize("peak", [1e-4, 0.3, 1.7])
def test_a_stem_comes_back_within_a_step_of_its_peak(peak: float) -> None:
    sound = peak * np.random.default_rng(1).uniform(-1, 1, (4800, 2)).astype(np.float32)
    stem = Stem.of("keys", Audio(sound))
    assert stem.audio.samples.dtype == np.float32
    assert np.abs(stem.audio.samples - sound).max() <= 0.51 * np.abs(sound).max() / 32767
    assert stem.steps.nbytes == sound.nbytes / 2


@pytest.mark.parametrize("sound", [np.zeros((100, 2), np.float32), np.zeros((0, 2), np.float32)])
def test_silence_stays_silence(sound: np.ndarray) -> None:
    stem = Stem.of("keys", Audio(sound))
    assert stem.is_silent
    assert not stem.audio.samples.any()
    assert stem.audio.samples.shape == sound.shape
