"""How loud a sound is and how high it peaks, as ITU-R BS.1770-4 measures it.

Sound is float32, shape (channels, frames), at 48 kHz; a mono track sounds from two loudspeakers.
"""

from functools import cache

import numpy as np
import numpy.typing as npt
from scipy.signal import firwin

from edge_service.song.audio import SAMPLE_RATE_HZ, Samples
from edge_service.studio.mixer.filters import in_stretches

Curve = npt.NDArray[np.float64]

# BS.1770-4, tables 1 and 2: the head's shelf and the high-pass, at 48 kHz.
K_WEIGHTING = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)
HOP = SAMPLE_RATE_HZ // 1000
STEP_MS, BLOCK_STEPS = 100, 4  # blocks of 400 ms begin every 100 ms
GATE_LUFS, RELATIVE_GATE_DB = -70.0, -10.0
OVERSAMPLING = 4  # annex 2
REACH = 16  # samples to each side that tell what lies between two
QUIET_SHARE = 0.5  # what peaks 6 dB lower between its samples is not looked at more closely


def powers(samples: Samples) -> Curve:
    """Return the K-weighted power of every whole millisecond, both loudspeakers together."""
    size = samples.shape[1] // HOP
    total = np.zeros(size)
    for channel in samples:
        for start, heard in in_stretches(channel[: size * HOP], K_WEIGHTING):
            weighted = heard.reshape(-1, HOP)
            total[start // HOP :][: len(weighted)] += np.einsum("ij,ij->i", weighted, weighted) / HOP
    return total * (2 / len(samples))


def integrated(powers_: Curve) -> float:
    """Return the gated loudness in LUFS of the powers of every millisecond; silence reads as -70."""
    steps = powers_[: len(powers_) // STEP_MS * STEP_MS].reshape(-1, STEP_MS).mean(axis=1)
    if len(steps) < BLOCK_STEPS:
        return GATE_LUFS
    blocks = np.convolve(steps, np.full(BLOCK_STEPS, 1 / BLOCK_STEPS), "valid")
    blocks = blocks[lufs(blocks) > GATE_LUFS]
    if not len(blocks):
        return GATE_LUFS
    gate = lufs(blocks.mean()) + RELATIVE_GATE_DB
    return float(lufs(blocks[lufs(blocks) > gate].mean()))


def loudness(samples: Samples) -> float:
    """Return the integrated loudness in LUFS."""
    return integrated(powers(samples))


def lufs(power: Curve | float) -> Curve:
    """Return the loudness of a K-weighted power."""
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(power, 1e-12)))


def true_peaks(samples: Samples, least: float = 0.0) -> Samples:
    """Return the highest true peak of every millisecond, over all channels; exact above `least`."""
    size = -(-samples.shape[1] // HOP)
    peaks = np.zeros(size, dtype=np.float32)
    for channel in samples:
        padded = np.pad(channel, (REACH, size * HOP - len(channel) + REACH))
        windows = np.lib.stride_tricks.sliding_window_view(padded, HOP + 2 * REACH)[::HOP]
        own = np.abs(windows).max(axis=1)
        near = np.flatnonzero(own > least)
        for part in np.array_split(near, len(near) // 4096 + 1):
            own[part] = np.maximum(own[part], np.abs(windows[part] @ _between()).max(axis=1, initial=0.0))
        np.maximum(peaks, own, out=peaks)
    return peaks


def true_peak_db(samples: Samples) -> float:
    """Return the highest true peak in dBTP."""
    highest = float(np.abs(samples).max(initial=0.0))
    return float(20 * np.log10(true_peaks(samples, highest * QUIET_SHARE).max(initial=0.0) + 1e-9))


@cache
def _between() -> Samples:
    """Return the matrix that reads, off a millisecond and its surroundings, what lies between its samples."""
    low_pass = firwin(2 * REACH * OVERSAMPLING + 1, 1 / OVERSAMPLING, window=("kaiser", 5.0)) * OVERSAMPLING
    matrix = np.zeros((HOP + 2 * REACH, HOP, OVERSAMPLING - 1), dtype=np.float32)
    for phase in range(1, OVERSAMPLING):
        taps = low_pass[phase::OVERSAMPLING][::-1]
        for frame in range(HOP):
            matrix[frame + 1 : frame + 1 + len(taps), frame, phase - 1] = taps
    return matrix.reshape(len(matrix), -1)
