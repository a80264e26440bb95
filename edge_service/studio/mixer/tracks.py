"""Treats each recorded track by itself: equaliser, compression, its level and its place.

Sound is float32, shape (channels, frames), at 48 kHz.
"""

import numpy as np

from edge_service.song.audio import Samples
from edge_service.studio.mixer.buses import Bus, bus
from edge_service.studio.mixer.dynamics import compress, de_ess
from edge_service.studio.mixer.filters import filtered
from edge_service.studio.mixer.loudness import GATE_LUFS, loudness

REFERENCE_LUFS = -20.0  # where the voice is, and what the levels of the band count from
SIBILANTS_BELOW_DB = 10.0  # untamed, the loudest are as loud as vowels
SIBILANT_RATIO = 3.0


def treated_voice(samples: Samples) -> Samples:
    """Return a voice (one channel) without rumble, with presence, tamed and evened out, at REFERENCE_LUFS."""
    own = bus("voice")
    level = at_loudness(filtered(samples, own.sections()), REFERENCE_LUFS)
    tamed = de_ess(level, REFERENCE_LUFS - SIBILANTS_BELOW_DB, SIBILANT_RATIO)
    return at_loudness(_compressed(tamed, own), REFERENCE_LUFS)


def treated_player(samples: Samples, own: Bus, pan: float) -> Samples:
    """Return a stereo track of the band, its level counted from REFERENCE_LUFS, in its place."""
    samples = filtered(samples, own.sections())  # each step lets go of what it was made from
    samples = _compressed(samples, own)
    samples = placed(samples, pan, own.width)
    return at_loudness(samples, REFERENCE_LUFS + own.level_db)


def placed(samples: Samples, pan: float, width: float = 1.0) -> Samples:
    """Return the sound in stereo: its middle at `pan` (-1 left, 1 right), its sides by `width`."""
    angle = (pan + 1) * np.pi / 4
    middle = samples.mean(axis=0)
    left, right = (np.float32(np.sqrt(2) * turn(angle)) for turn in (np.cos, np.sin))
    if len(samples) == 1 or width == 0:
        return np.stack([middle * left, middle * right])
    side = (samples[0] - middle) * np.float32(width)
    return np.stack([middle * left + side, middle * right - side])


def at_loudness(samples: Samples, target_lufs: float) -> Samples:
    """Return the sound at a loudness; silence stays silent."""
    heard = loudness(samples)
    return samples if heard <= GATE_LUFS else samples * np.float32(ratio(target_lufs - heard))


def ratio(gain_db: float) -> float:
    """Return the factor of a gain."""
    return float(10 ** (gain_db / 20))


def _compressed(samples: Samples, own: Bus) -> Samples:
    return compress(samples, own.above_db, own.ratio, own.attack_ms, own.release_ms)
