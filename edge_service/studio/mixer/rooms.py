"""The space around the music: a room that rings and an echo in time.

Sound is float32, shape (channels, frames), at 48 kHz.
"""

import numpy as np
from scipy.signal import butter, fftconvolve, sosfilt

from edge_service.song.audio import SAMPLE_RATE_HZ, Samples
from edge_service.studio.mixer.filters import equaliser, filtered

PRE_DELAY_SECONDS = 0.025
BUILD_UP_SECONDS = 0.012
ROOM_HZ = (180.0, 1600.0, 5200.0)
HIGH_SHARE = 0.6  # air and curtains swallow highs: they ring this much shorter
ECHO_HZ = (250.0, 3500.0)
ECHO_PAN = 0.5
AUDIBLE = 0.01


def reverberate(sent: Samples, seconds: float, seed: int = 0) -> Samples:
    """Return the stereo room that a stereo sound excites, without the sound itself.

    The room is Moorer's: exponentially decaying noise (J. A. Moorer, About This Reverberation
    Business, 1979), different in each ear, darker with time, after a short pre-delay.
    """
    room = _room(seconds, seed)
    delay = int(PRE_DELAY_SECONDS * SAMPLE_RATE_HZ)
    wet = np.zeros_like(sent)
    for ear, channel in enumerate(sent):
        wet[ear, delay:] = fftconvolve(channel, room[ear])[: max(sent.shape[1] - delay, 0)]
    return wet


def echo(sent: Samples, seconds: float, feedback: float) -> Samples:
    """Return the stereo repeats of a mono sound, from side to side and dark, until they are inaudible."""
    frames = sent.shape[1]
    repeats = np.zeros((2, frames), dtype=np.float32)
    dark = filtered(sent, equaliser(*ECHO_HZ, ()))[0]
    level, start, side = 1.0, round(seconds * SAMPLE_RATE_HZ), 0
    while level > AUDIBLE and start < frames:
        repeats[side, start:] += np.float32(level) * dark[: frames - start]
        repeats[1 - side, start:] += np.float32(level * (1 - ECHO_PAN)) * dark[: frames - start]
        level, start, side = level * feedback, start + round(seconds * SAMPLE_RATE_HZ), 1 - side
    return repeats


def _room(seconds: float, seed: int) -> Samples:
    """Return the answer of each ear to a click, at an energy of 1."""
    times = np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    noise = np.random.default_rng(seed).standard_normal((2, len(times)))
    room = np.zeros_like(noise)
    for low, high, ring in zip(ROOM_HZ, ROOM_HZ[1:], (seconds, seconds * HIGH_SHARE), strict=False):
        sections = butter(1, [low, high], "bandpass", fs=SAMPLE_RATE_HZ, output="sos")
        room += sosfilt(sections, noise) * 10 ** (-3.0 * times / ring)
    room *= np.minimum(times / BUILD_UP_SECONDS, 1.0)
    return np.asarray(room / np.sqrt((room**2).sum(axis=1, keepdims=True)), dtype=np.float32)
