"""Breathes in before a line where there is time: shaped noise, since the model's own [h] groans."""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.signal import butter, sosfilt

from edge_service.song.audio import SAMPLE_RATE_HZ, Samples
from edge_service.studio.singer.level import VOWEL_RMS

Wave = npt.NDArray[np.floating[Any]]

LEAST_GAP_SECONDS = 0.35
LEAST_SECONDS, MOST_SECONDS = 0.2, 0.45
AFTER_LINE_SECONDS, BEFORE_LINE_SECONDS = 0.08, 0.05
SHARE = 0.85  # of the lines with room for one
LEVEL_SPREAD_DB = 2.0
SILENT_DB = -60.0
# Air drawn through an open mouth: broad resonances above the throat's (centre and width in Hz, gain).
RESONANCES = ((1500.0, 700.0, 1.0), (2900.0, 1100.0, 0.7), (5600.0, 3000.0, 0.5))


def breath(gap_seconds: float, level_db: float, rng: np.random.Generator) -> Samples:
    """Return the breath to end with the gap before a line, empty where there is no time or wish for one.

    `level_db` is its loudness against a vowel's; SILENT_DB is none.
    """
    wish, length = rng.random(), rng.uniform(LEAST_SECONDS, MOST_SECONDS)
    if gap_seconds < LEAST_GAP_SECONDS or wish >= SHARE or level_db <= SILENT_DB:
        return np.zeros(0, np.float32)
    frames = int(min(length, gap_seconds - AFTER_LINE_SECONDS - BEFORE_LINE_SECONDS) * SAMPLE_RATE_HZ)
    air = _air(frames, rng) * _drawn(frames, rng.uniform(0.55, 0.75))
    level = VOWEL_RMS * 10 ** ((level_db + rng.uniform(-1, 1) * LEVEL_SPREAD_DB) / 20)
    still = np.zeros(int(BEFORE_LINE_SECONDS * SAMPLE_RATE_HZ))
    return np.concatenate([air * level / np.sqrt(np.mean(air**2)), still]).astype(np.float32)


def _air(frames: int, rng: np.random.Generator) -> Wave:
    """Return noise with the resonances of an open mouth, a little different each time."""
    noise, wider = rng.standard_normal(frames), rng.uniform(0.9, 1.1)
    air = np.zeros(frames)
    for centre, width, gain in RESONANCES:
        band = [centre * wider - width / 2, centre * wider + width / 2]
        air += gain * sosfilt(butter(2, band, "bandpass", fs=SAMPLE_RATE_HZ, output="sos"), noise)
    return air


def _drawn(frames: int, peak: float) -> Wave:
    """Return how breath is drawn: slowly at first, most at `peak`, then soon over."""
    place = np.arange(frames) / frames
    rise, fall = np.clip(place / peak, 0, 1), np.clip((1 - place) / (1 - peak), 0, 1)
    drawn: Wave = np.sin(np.pi / 2 * rise) ** 2 * np.sin(np.pi / 2 * fall) ** 1.5
    return drawn
