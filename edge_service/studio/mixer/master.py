"""Brings a finished mix to its loudness without letting it clip.

Sound is float32, shape (channels, frames), at 48 kHz.
"""

import numpy as np
from scipy.ndimage import minimum_filter1d

from edge_service.song.audio import Samples
from edge_service.studio.mixer.envelopes import Curve, amplified, follow, smooth
from edge_service.studio.mixer.loudness import integrated, powers, true_peaks

TARGET_LUFS = -16.0  # music on streaming and television apps
CEILING_DBTP = -2.6  # the contract is -1.5: encoding to MP3 adds up to a decibel
KNEE_DB = 3.0
HIDDEN_DB = 4.0  # how much higher a sound may peak between two samples, and the gain may still rise
FORESIGHT_MS = 5
RELEASE_MS = 60.0
ENOUGH_LU = 0.02


def mastered(samples: Samples) -> tuple[float, Samples]:
    """Return the gain in dB and the limited sound at TARGET_LUFS.

    Limiting costs loudness, so the gain is found in steps, on curves alone; a mix that will not become
    loud enough because every peak is held stays below.
    """
    heard = powers(samples)
    gain_db = TARGET_LUFS - integrated(heard)
    least = 10 ** ((CEILING_DBTP - KNEE_DB - HIDDEN_DB - gain_db) / 20)
    peaks = 20 * np.log10(true_peaks(samples, least) + 1e-9)
    for _ in range(8):
        held = limiting(peaks + gain_db)
        missing = TARGET_LUFS - integrated(heard * 10 ** ((gain_db + held[: len(heard)]) / 10))
        if abs(missing) < ENOUGH_LU:
            break
        gain_db += missing
    return gain_db, amplified(samples, gain_db + limiting(peaks + gain_db))


def limit(samples: Samples) -> Samples:
    """Return the sound with its true peaks held under CEILING_DBTP."""
    return amplified(samples, limiting(20 * np.log10(true_peaks(samples) + 1e-9)))


def limiting(peaks_db: Curve | Samples) -> Curve:
    """Return the gain in dB that holds peaks, told every millisecond, under CEILING_DBTP.

    It begins softly KNEE_DB below the ceiling and falls FORESIGHT_MS before a peak comes.
    """
    over = np.asarray(peaks_db, dtype=np.float64) - CEILING_DBTP
    wanted = np.where(over > KNEE_DB, over, np.clip(over + KNEE_DB, 0.0, 2 * KNEE_DB) ** 2 / (4 * KNEE_DB))
    held = minimum_filter1d(-wanted, 2 * FORESIGHT_MS + 3)
    return smooth(follow(held, 0.0, RELEASE_MS), 2 * FORESIGHT_MS)
