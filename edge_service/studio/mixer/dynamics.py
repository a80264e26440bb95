"""Filters, compression, limiting and reverberation: sound in, sound of the same length out."""

import numpy as np
import numpy.typing as npt
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import butter, fftconvolve, resample_poly, sosfilt, sosfiltfilt

from edge_service.song.audio import SAMPLE_RATE_HZ, Samples

Curve = npt.NDArray[np.float64]

SIBILANT_HZ = (5000.0, 9000.0)
OVERSAMPLING = 4  # ITU-R BS.1770-4, annex 2: true peaks are read at four times 48 kHz


def high_pass(samples: Samples, cutoff_hz: float) -> Samples:
    """Remove what lies below `cutoff_hz`, 12 dB an octave."""
    return _filtered(samples, butter(2, cutoff_hz, "highpass", fs=SAMPLE_RATE_HZ, output="sos"))


def peak_filter(samples: Samples, centre_hz: float, gain_db: float, q: float) -> Samples:
    """Raise or lower a band around `centre_hz`.

    The biquad is the peaking equaliser of R. Bristow-Johnson's Audio EQ Cookbook.
    """
    amplitude, omega = 10 ** (gain_db / 40), 2 * np.pi * centre_hz / SAMPLE_RATE_HZ
    alpha = np.sin(omega) / (2 * q)
    b = [1 + alpha * amplitude, -2 * np.cos(omega), 1 - alpha * amplitude]
    a = [1 + alpha / amplitude, -2 * np.cos(omega), 1 - alpha / amplitude]
    return _filtered(samples, np.array([[*b, *a]]) / a[0])


def compress(samples: Samples, threshold_db: float, ratio: float) -> Samples:
    """Even out the level of a mono track: above the threshold, `ratio` dB in become 1 dB out."""
    level_db = _level_db(samples, seconds=0.02)
    over = np.maximum(level_db - threshold_db, 0.0) * (1.0 / ratio - 1.0)
    gain_db = _smooth(over, seconds=0.03)
    return np.asarray(samples * 10 ** (gain_db / 20), dtype=np.float32)


def de_ess(samples: Samples, threshold_db: float, ratio: float) -> Samples:
    """Tame the sibilants of a mono track: what lies from 5 to 9 kHz is compressed, all else is left alone."""
    filter_ = butter(2, SIBILANT_HZ, "bandpass", fs=SAMPLE_RATE_HZ, output="sos")
    hiss = np.asarray(sosfiltfilt(filter_, samples), dtype=np.float32)
    over = np.maximum(_level_db(hiss, seconds=0.008) - threshold_db, 0.0) * (1.0 / ratio - 1.0)
    gain = 10 ** (_smooth(over, seconds=0.006) / 20)
    return np.asarray(samples + hiss * (gain - 1.0), dtype=np.float32)


def duck(samples: Samples, voice: Samples, depth_db: float) -> Samples:
    """Lower a stereo track by up to `depth_db` while `voice` (mono, same length) sounds."""
    level_db = _level_db(voice, seconds=0.15)
    presence = np.clip((level_db - level_db.max() + 40.0) / 20.0, 0.0, 1.0)
    gain_db = -depth_db * _smooth(presence, seconds=0.25)
    return np.asarray(samples * (10 ** (gain_db / 20))[:, None], dtype=np.float32)


def reverberate(samples: Samples, seconds: float, seed: int = 0) -> Samples:
    """Return the stereo room that a mono track excites, without the track itself.

    The room is Moorer's: exponentially decaying noise (J. A. Moorer, About This Reverberation
    Business, 1979), different in each ear, darker than the source, after a short pre-delay.
    """
    rng = np.random.default_rng(seed)
    times = np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    decay = 10 ** (-3.0 * times / seconds) * np.minimum(times / 0.012, 1.0)
    room = rng.standard_normal((len(times), 2)) * decay[:, None]
    room = sosfilt(butter(1, [180.0, 5200.0], "bandpass", fs=SAMPLE_RATE_HZ, output="sos"), room, axis=0)
    room /= np.sqrt((room**2).sum(axis=0))
    delay = int(0.025 * SAMPLE_RATE_HZ)
    wet = fftconvolve(samples[:, None], room, axes=0)
    return np.asarray(np.pad(wet, ((delay, 0), (0, 0)))[: len(samples)], dtype=np.float32)


def true_peak_db(samples: Samples) -> float:
    """Return the highest true peak in dBTP (ITU-R BS.1770-4)."""
    return float(20 * np.log10(_true_peaks(samples).max() + 1e-9))


def limit(samples: Samples, ceiling_db: float) -> Samples:
    """Hold the true peaks of a stereo track under `ceiling_db` with 5 ms of foresight."""
    ceiling = 10 ** (ceiling_db / 20)
    wanted = np.minimum(1.0, ceiling / np.maximum(_true_peaks(samples), 1e-9))
    held = minimum_filter1d(wanted, 2 * int(0.005 * SAMPLE_RATE_HZ) + 1)
    gain = _smooth(held, seconds=0.005)
    return np.asarray(samples * gain[:, None], dtype=np.float32)


def _true_peaks(samples: Samples) -> Curve:
    over = np.abs(resample_poly(samples, OVERSAMPLING, 1, axis=0))
    return np.asarray(over.reshape(len(samples), -1).max(axis=1), dtype=np.float64)


def _level_db(samples: Samples, seconds: float) -> Curve:
    power = uniform_filter1d(samples.astype(np.float64) ** 2, int(seconds * SAMPLE_RATE_HZ))
    return np.asarray(10 * np.log10(np.maximum(power, 1e-12)), dtype=np.float64)


def _smooth(curve: Curve, seconds: float) -> Curve:
    """Return the curve after two moving averages of `seconds`: a triangle twice as long."""
    size = int(seconds * SAMPLE_RATE_HZ) | 1
    return np.asarray(uniform_filter1d(uniform_filter1d(curve, size), size), dtype=np.float64)


def _filtered(samples: Samples, sos: Curve) -> Samples:
    return np.asarray(sosfilt(sos, samples, axis=0), dtype=np.float32)
