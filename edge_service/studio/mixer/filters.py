"""Equalisers: second-order sections, and sound through them.

Sound is float32, shape (channels, frames), at 48 kHz.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from scipy.signal import butter, sosfilt

from edge_service.song.audio import SAMPLE_RATE_HZ, Samples
from edge_service.song.mix import Bell

STRETCH = 5 * SAMPLE_RATE_HZ  # whole milliseconds
Sections = npt.NDArray[np.float64]
Curve = npt.NDArray[np.float64]


def filtered(samples: Samples, sections: Sections) -> Samples:
    """Return the sound after every section; none leaves it as it is."""
    if not len(sections):
        return samples
    out = np.empty_like(samples)
    for channel, into in zip(samples, out, strict=True):
        for start, heard in in_stretches(channel, sections):
            into[start : start + len(heard)] = heard
    return out


def in_stretches(channel: Samples, sections: Sections) -> Iterator[tuple[int, Curve]]:
    """Yield a channel after every section, in doubles, bit by bit: where each begins, and its sound.

    Every one but the last is STRETCH long: doubles of a whole song are large.
    """
    state = np.zeros((len(sections), 2))
    for start in range(0, len(channel), STRETCH):
        heard, state = sosfilt(sections, channel[start : start + STRETCH], zi=state)
        yield start, heard


def equaliser(high_pass_hz: float, low_pass_hz: float, bells: Sequence[Bell]) -> Sections:
    """Return the sections of a high-pass and a low-pass, 12 dB an octave (0 Hz is none), and bells."""
    sections = [bell(each) for each in bells]
    if high_pass_hz:
        sections.append(butter(2, high_pass_hz, "highpass", fs=SAMPLE_RATE_HZ, output="sos"))
    if low_pass_hz:
        sections.append(butter(2, low_pass_hz, "lowpass", fs=SAMPLE_RATE_HZ, output="sos"))
    return np.concatenate(sections) if sections else np.zeros((0, 6))


def bell(asked: Bell) -> Sections:
    """Return the peaking equaliser of R. Bristow-Johnson's Audio EQ Cookbook."""
    amplitude = 10 ** (asked.gain_db / 40)
    omega, alpha = _angle(asked.hz, asked.q)
    b = [1 + alpha * amplitude, -2 * np.cos(omega), 1 - alpha * amplitude]
    a = [1 + alpha / amplitude, -2 * np.cos(omega), 1 - alpha / amplitude]
    return _section(b, a)


def band_pass(hz: float, q: float) -> Sections:
    """Return the same cookbook's band-pass, 0 dB at `hz`.

    What it lets through, added to the sound `gain - 1` times, is a bell whose gain may change at any time.
    """
    omega, alpha = _angle(hz, q)
    a = [1 + alpha, -2 * np.cos(omega), 1 - alpha]
    return _section([alpha, 0.0, -alpha], a)


def _angle(hz: float, q: float) -> tuple[float, float]:
    omega = 2 * np.pi * hz / SAMPLE_RATE_HZ
    return float(omega), float(np.sin(omega) / (2 * q))


def _section(b: list[float], a: list[float]) -> Sections:
    return np.array([[*b, *a]], dtype=np.float64) / np.float64(a[0])
