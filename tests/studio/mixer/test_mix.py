"""A master is as loud as promised, never clips, and lets the singer be heard."""

from dataclasses import replace

import numpy as np
import pyloudnorm
import pytest

from edge_service.song.audio import SAMPLE_RATE_HZ, Audio, Master, Samples, Stem, Stems, Vocals
from edge_service.song.mix import Backing, Mix, Track
from edge_service.song.style import Style
from edge_service.studio.mixer import mix
from edge_service.studio.mixer.dynamics import true_peak_db

SETTINGS = Mix(
    tracks={"drums": Track(level_db=-2.0), "keys": Track(pan=0.3)},
    voice_above_band_db=4.0,
    reverb_seconds=1.2,
    fade_out_seconds=1.0,
    backing=Backing(level_db=-8.0, pan=0.5),
)


@pytest.fixture(scope="module")
def style() -> Style:
    from edge_service.studio.band import load_style

    return replace(load_style("pop"), mix=SETTINGS)


def noise(seconds: float, level: float, seed: int) -> Samples:
    rng = np.random.default_rng(seed)
    return (rng.standard_normal((int(seconds * SAMPLE_RATE_HZ), 2)) * level).astype(np.float32)


def voice(seconds: float, level: float) -> Samples:
    """A hummed note with harmonics, silent in the first quarter."""
    times = np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    hum = sum(np.sin(2 * np.pi * 220 * k * times) / k for k in range(1, 8))
    return (level * hum * (times > seconds / 4)).astype(np.float32)


def mastered(style: Style, voice_level: float = 0.1, band_level: float = 0.1) -> Master:
    tracks = (Stem("drums", Audio(noise(8, band_level, 1))), Stem("keys", Audio(noise(8, band_level, 2))))
    return mix(Vocals(Audio(voice(8, voice_level)), ()), Stems(tracks, b"", ()), style)


@pytest.mark.parametrize(("voice_level", "band_level"), [(0.1, 0.1), (0.9, 0.01), (0.005, 0.5)])
def test_the_master_has_its_loudness_and_headroom_whatever_comes_in(
    style: Style, voice_level: float, band_level: float
) -> None:
    master = mastered(style, voice_level, band_level)
    loudness = pyloudnorm.Meter(SAMPLE_RATE_HZ).integrated_loudness(master.audio.samples)
    assert loudness == pytest.approx(-16.0, abs=0.3)
    assert true_peak_db(master.audio.samples) <= -1.5
    assert master.integrated_lufs == pytest.approx(loudness, abs=0.01)


def test_the_voice_stands_above_the_band_by_what_the_style_asks(style: Style) -> None:
    master = mastered(style)
    sung = slice(3 * SAMPLE_RATE_HZ, 6 * SAMPLE_RATE_HZ)
    meter = pyloudnorm.Meter(SAMPLE_RATE_HZ)
    voice_stereo = np.stack([master.vocals.samples[sung]] * 2, axis=1)
    above = meter.integrated_loudness(voice_stereo) - meter.integrated_loudness(master.band.samples[sung])
    assert above == pytest.approx(4.0 + 2.0, abs=1.5)


def test_the_master_starts_and_ends_in_silence_and_has_no_nan(style: Style) -> None:
    samples = mastered(style).audio.samples
    assert np.isfinite(samples).all()
    assert np.abs(samples[0]).max() < 1e-3
    assert np.abs(samples[-1]).max() < 1e-3
    assert samples.shape == (8 * SAMPLE_RATE_HZ, 2)


def test_a_second_voice_is_heard_lower_and_to_the_side_and_the_vocals_stay_the_tune_alone(
    style: Style,
) -> None:
    lead, second = voice(8, 0.1), voice(8, 0.3)[::-1].copy()
    tracks = (Stem("keys", Audio(noise(8, 0.05, 2))),)
    alone = mix(Vocals(Audio(lead), ()), Stems(tracks, b"", ()), style)
    both = mix(Vocals(Audio(lead), (), Audio(second)), Stems(tracks, b"", ()), style)
    assert alone.backing is None
    assert both.backing is not None
    meter = pyloudnorm.Meter(SAMPLE_RATE_HZ)
    tune = meter.integrated_loudness(np.stack([both.vocals.samples] * 2, axis=1))
    assert meter.integrated_loudness(both.backing.samples) == pytest.approx(tune - 9.0, abs=1.5)
    left, right = np.square(both.backing.samples).mean(axis=0)
    assert 10 * np.log10(right / left) == pytest.approx(6.0, abs=0.2)
    ratio = both.vocals.samples[SAMPLE_RATE_HZ * 5] / alone.vocals.samples[SAMPLE_RATE_HZ * 5]
    np.testing.assert_allclose(both.vocals.samples, alone.vocals.samples * ratio, atol=1e-5)
    only_second = slice(SAMPLE_RATE_HZ, int(1.9 * SAMPLE_RATE_HZ))
    level = [np.square(master.audio.samples[only_second]).mean() for master in (alone, both)]
    assert level[1] > 1.5 * level[0]
