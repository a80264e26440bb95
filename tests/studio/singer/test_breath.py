"""A breath is quiet, airy, soft at both ends, and only where there is time for it."""

import numpy as np
import pytest

from edge_service.song.audio import SAMPLE_RATE_HZ
from edge_service.studio.singer.breath import SILENT_DB, breath
from edge_service.studio.singer.level import VOWEL_RMS


def breaths(gap_seconds: float, level_db: float = -24.0) -> list[np.ndarray]:
    drawn = [breath(gap_seconds, level_db, np.random.default_rng(seed)) for seed in range(40)]
    return [air for air in drawn if len(air)]


def test_most_gaps_are_breathed_in_and_none_that_is_too_short() -> None:
    assert 28 <= len(breaths(1.0)) < 40
    assert breaths(0.3) == []
    assert breaths(1.0, SILENT_DB) == []


@pytest.mark.parametrize("gap", [0.35, 0.5, 2.0])
def test_a_breath_fits_into_its_gap_and_lengths_differ(gap: float) -> None:
    seconds = [len(air) / SAMPLE_RATE_HZ for air in breaths(gap)]
    assert max(seconds) <= gap - 0.07
    assert min(seconds) >= 0.2
    if gap > 1:
        assert np.std(seconds) > 0.04


def test_it_is_far_softer_than_a_vowel() -> None:
    for air in breaths(1.0):
        level = 20 * np.log10(np.sqrt(np.mean(air[:-2400] ** 2)) / VOWEL_RMS)
        assert -26.1 <= level <= -21.9


def test_it_begins_and_ends_in_silence_and_is_loudest_late() -> None:
    for air in breaths(1.0):
        peak = np.abs(air).max()
        assert np.abs(air[:100]).max() < 0.05 * peak
        assert np.abs(air[-2400:]).max() == 0
        power = np.convolve(air**2, np.ones(2400) / 2400, "same")
        assert 0.4 < int(np.argmax(power)) / (len(air) - 2400) < 0.9


def test_it_is_air_and_no_hum() -> None:
    air = np.concatenate(breaths(1.0))
    power = np.abs(np.fft.rfft(air)) ** 2
    hertz = np.fft.rfftfreq(len(air), 1 / SAMPLE_RATE_HZ)
    assert power[hertz < 600].sum() < 0.05 * power.sum()
    assert power[hertz > 9000].sum() < 0.05 * power.sum()
