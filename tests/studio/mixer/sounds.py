"""Sounds to treat, as the mixer holds them: float32, (channels, frames)."""

import numpy as np

from edge_service.song.audio import SAMPLE_RATE_HZ, Samples


def tone(frequency_hz: float, seconds: float = 1.0, level: float = 0.5, channels: int = 1) -> Samples:
    times = np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    wave = (level * np.sin(2 * np.pi * frequency_hz * times)).astype(np.float32)
    return np.stack([wave] * channels)


def noise(seconds: float = 1.0, level: float = 0.1, seed: int = 1) -> Samples:
    rng = np.random.default_rng(seed)
    return (rng.standard_normal((2, int(seconds * SAMPLE_RATE_HZ))) * level).astype(np.float32)


def silence(seconds: float, channels: int = 1) -> Samples:
    return np.zeros((channels, int(seconds * SAMPLE_RATE_HZ)), dtype=np.float32)


def level_db(samples: Samples) -> float:
    """Return the level of the middle half."""
    quarter = samples.shape[-1] // 4
    return float(10 * np.log10((samples[..., quarter:-quarter] ** 2).mean()))


def part(samples: Samples, start_seconds: float, end_seconds: float) -> Samples:
    return samples[..., int(start_seconds * SAMPLE_RATE_HZ) : int(end_seconds * SAMPLE_RATE_HZ)]
