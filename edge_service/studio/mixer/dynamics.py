"""Treatments that follow the sound: compression, taming of sibilants, stepping back for the voice.

Sound is float32, shape (channels, frames), at 48 kHz.
"""

import numpy as np
from scipy.ndimage import maximum_filter1d

from edge_service.song.audio import Samples
from edge_service.studio.mixer.envelopes import Curve, amplified, follow, levels_db, smooth, typical_db
from edge_service.studio.mixer.filters import band_pass, filtered

KNEE_DB = 6.0
SIBILANTS = ((6700.0, 1.3), (11_000.0, 2.0))  # centre and Q: some voices hiss above 9 kHz alone
PRESENCE_HZ, PRESENCE_Q = 2000.0, 0.67  # 1 to 4 kHz, where consonants and second formants are
PRESENCE_CLEARANCE_DB = 9.0
FORESIGHT_MS = 100
KICK_HZ, KICK_Q = 60.0, 0.9


def compress(samples: Samples, above_db: float, ratio: float, attack_ms: float, release_ms: float) -> Samples:
    """Even out a track: `above_db` over its typical level, `ratio` dB in become 1 dB out."""
    levels = smooth(levels_db(samples), 10)
    over = _over(levels - typical_db(levels) - above_db)
    return amplified(samples, follow(over * (1 / ratio - 1), attack_ms, release_ms))


def de_ess(samples: Samples, threshold_db: float, ratio: float) -> Samples:
    """Tame the sibilants: what lies around 6.7 and 11 kHz is compressed, all else is left alone."""
    tamed = samples
    for hz, q in SIBILANTS:
        hiss = filtered(tamed, band_pass(hz, q))
        over = np.maximum(smooth(levels_db(hiss), 7) - threshold_db, 0.0)
        tamed = tamed - hiss + amplified(hiss, smooth(over * (1 / ratio - 1), 7))
    return tamed


def glue(samples: Samples, most_db: float) -> Samples:
    """Hold the loudest bars back: one in twenty milliseconds by `most_db` or more, at 2 to 1."""
    levels = smooth(levels_db(samples), 300)
    threshold = np.quantile(levels, 0.95) - 2 * most_db
    return amplified(samples, follow(-_over(levels - threshold) / 2, 60, 400))


def sung(voice: Samples) -> Curve:
    """Return how present the voice is, 0 to 1, a value a millisecond; it has risen when the voice begins."""
    levels = smooth(levels_db(voice), 150)
    presence = np.clip((levels - levels.max() + 40.0) / 20.0, 0.0, 1.0)
    held = maximum_filter1d(presence, 2 * FORESIGHT_MS + 1)
    return 1.0 - follow(1.0 - smooth(held, FORESIGHT_MS), 15, 250)


def clear_presence(band: Samples, voice: Samples, presence: Curve, most_db: float) -> Samples:
    """Thin the band from 1 to 4 kHz where it would cover the voice, by `most_db` at most.

    The voice keeps PRESENCE_CLEARANCE_DB in these octaves; `presence` is `sung(voice)`.
    """
    sections = band_pass(PRESENCE_HZ, PRESENCE_Q)
    own = filtered(band, sections)
    above = smooth(levels_db(filtered(voice, sections)), 80) - smooth(levels_db(own), 40)
    wanted = np.clip(PRESENCE_CLEARANCE_DB - above, 0.0, most_db) * presence
    return band - own + amplified(own, follow(-wanted, 10, 120))


def kicks(drums: Samples) -> Curve:
    """Return how hard the kick drum strikes, 0 to 1, a value a millisecond."""
    levels = smooth(levels_db(filtered(drums, band_pass(KICK_HZ, KICK_Q))), 5)
    struck = np.clip((levels - levels.max() + 15.0) / 9.0, 0.0, 1.0)
    return -follow(-struck, 4, 110)


def _over(excess: Curve) -> Curve:
    """Return what lies above 0 dB, entered through a soft knee (D. Giannoulis et al., JAES 2012)."""
    knee = np.clip(excess + KNEE_DB / 2, 0.0, KNEE_DB) ** 2 / (2 * KNEE_DB)
    return np.asarray(np.where(excess > KNEE_DB / 2, excess, knee))
