"""Curves of a value a millisecond: how loud a sound is, and gains that follow.

Sound is float32, shape (channels, frames), at 48 kHz.
"""

import numpy as np
import numpy.typing as npt

from edge_service.song.audio import SAMPLE_RATE_HZ, Samples

Curve = npt.NDArray[np.float64]

HOP = SAMPLE_RATE_HZ // 1000
FLOOR_DB = -120.0


def levels_db(samples: Samples) -> Curve:
    """Return the level of every millisecond, the mean of the channels; the last may be cut short."""
    size = -(-samples.shape[1] // HOP)
    power = np.zeros(size)
    for channel in samples:
        whole = channel[: len(channel) // HOP * HOP].reshape(-1, HOP)
        power[: len(whole)] += np.einsum("ij,ij->i", whole, whole) / HOP
    return np.asarray(10 * np.log10(np.maximum(power / len(samples), 10 ** (FLOOR_DB / 10))))


def typical_db(levels: Curve) -> float:
    """Return the mean level of what sounds: of all that lies within 30 dB of the loudest."""
    power = 10 ** (levels[levels > levels.max() - 30.0] / 10)
    return float(10 * np.log10(power.mean()))


def smooth(curve: Curve, milliseconds: int) -> Curve:
    """Return the moving mean over `milliseconds`, centred."""
    size = milliseconds | 1
    padded = np.concatenate([np.repeat(curve[:1], size // 2 + 1), curve, np.repeat(curve[-1:], size // 2)])
    sums = padded.cumsum()
    return np.asarray((sums[size:] - sums[:-size]) / size)


def follow(curve: Curve, fall_ms: float, rise_ms: float) -> Curve:
    """Return the curve as a one-pole follower sees it that falls and rises with these time constants."""
    falling, rising = (1 - float(np.exp(-1 / max(ms, 0.1))) for ms in (fall_ms, rise_ms))
    value, followed = float(curve[0]), []
    for target in curve.tolist():
        value += (target - value) * (falling if target < value else rising)
        followed.append(value)
    return np.array(followed)


def amplified(samples: Samples, gain_db: Curve) -> Samples:
    """Return the sound with a gain that moves in straight lines from millisecond to millisecond."""
    gain = (10 ** (np.append(gain_db, gain_db[-1]) / 20)).astype(np.float32)
    ramp = np.arange(HOP, dtype=np.float32) / HOP
    curve = (gain[:-1, None] + np.diff(gain)[:, None] * ramp).ravel()[: samples.shape[1]]
    return np.asarray(samples * curve, dtype=np.float32)
