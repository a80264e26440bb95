"""Puts the singer in front of the band and brings the whole to its loudness."""

import numpy as np
import pyloudnorm

from edge_service.song.audio import SAMPLE_RATE_HZ, Audio, Master, Samples, Stems, Vocals
from edge_service.song.mix import Mix, Track
from edge_service.song.style import Style
from edge_service.studio.mixer.dynamics import (
    compress,
    de_ess,
    duck,
    high_pass,
    limit,
    peak_filter,
    reverberate,
    true_peak_db,
)

TARGET_LUFS = -16.0  # music on streaming and television apps
CEILING_DBTP = -2.6  # the contract is -1.5: encoding to MP3 adds up to a decibel
VOICE_LUFS = -20.0
SIBILANTS_BELOW_DB = 10.0  # untamed, the loudest are as loud as vowels


def mix(vocals: Vocals, stems: Stems, style: Style) -> Master:
    """Return the stereo master at -16 LUFS with its true peak under -1.5 dBTP, and its parts.

    The parts are at the levels heard in the master, the voices without their room.
    """
    voice = _voice(vocals.audio.samples)
    backing = _backing(vocals.backing, style.mix)
    sung = voice[:, None] if backing is None else voice[:, None] + backing
    band = _balanced(_band(stems, style.mix, len(voice)), voice, style.mix)
    room = reverberate(sung.mean(axis=1), style.mix.reverb_seconds) * _ratio(style.mix.reverb_db)
    whole = _faded(sung + room + band, style.mix.fade_out_seconds)
    gain, master = _mastered(whole)
    return Master(
        Audio(master),
        _at_gain(voice, gain),
        _at_gain(band, gain),
        _loudness(master),
        true_peak_db(master),
        None if backing is None else _at_gain(backing, gain),
    )


def _voice(samples: Samples) -> Samples:
    """Return the vocals without rumble, with presence, their sibilants tamed, evened out, at VOICE_LUFS."""
    clean = peak_filter(high_pass(samples, 90.0), 3200.0, 2.5, 0.9)
    level = de_ess(_at_loudness(clean, VOICE_LUFS), VOICE_LUFS - SIBILANTS_BELOW_DB, 3.0)
    return _at_loudness(compress(level, VOICE_LUFS + 2.0, 3.0), VOICE_LUFS)


def _backing(audio: Audio | None, settings: Mix) -> Samples | None:
    """Return the second voice, treated like the first, as far below it and to the side as the style asks."""
    if audio is None:
        return None
    own = settings.backing
    return _panned(_voice(audio.samples)[:, None], own.pan) * np.float32(_ratio(own.level_db))


def _band(stems: Stems, settings: Mix, frames: int) -> Samples:
    total = np.zeros((frames, 2), dtype=np.float32)
    for track in stems.tracks:
        own = settings.tracks.get(track.name, Track())
        heard = _loudness(track.audio.samples)
        if heard > -70.0:
            total += _panned(track.audio.samples, own.pan) * _ratio(VOICE_LUFS + own.level_db - heard)
    return high_pass(total, 30.0)


def _balanced(band: Samples, voice: Samples, settings: Mix) -> Samples:
    """Return the band as far below the voice, while it sings, as the style asks; it steps back further."""
    sung = np.repeat(np.abs(voice) > 0.01, 2).reshape(-1, 2)
    heard = _loudness(np.where(sung, band, 0.0).astype(np.float32))
    gain = 10 ** ((VOICE_LUFS - settings.voice_above_band_db - heard) / 20)
    return duck(np.asarray(band * gain, dtype=np.float32), voice, settings.duck_db)


def _mastered(samples: Samples) -> tuple[float, Samples]:
    """Return the gain and the limited sound; limiting costs loudness, so the gain is found in steps."""
    gain_db = TARGET_LUFS - _loudness(samples)
    master = _limited(samples, gain_db)
    for _ in range(3):
        missing = TARGET_LUFS - _loudness(master)
        if abs(missing) < 0.1:
            break
        gain_db += missing
        master = _limited(samples, gain_db)
    return 10 ** (gain_db / 20), master


def _limited(samples: Samples, gain_db: float) -> Samples:
    return limit(np.asarray(samples * 10 ** (gain_db / 20), dtype=np.float32), CEILING_DBTP)


def _panned(samples: Samples, pan: float) -> Samples:
    """Return a stereo track leaning left (-1) or right (1)."""
    return samples * np.array([min(1.0, 1.0 - pan), min(1.0, 1.0 + pan)], dtype=np.float32)


def _faded(samples: Samples, seconds: float) -> Samples:
    """Return the sound with soft edges: 10 ms in, `seconds` out."""
    rise, fall = int(0.01 * SAMPLE_RATE_HZ), int(seconds * SAMPLE_RATE_HZ)
    edges = np.ones(len(samples), dtype=np.float32)
    edges[:rise] = np.linspace(0, 1, rise)
    edges[-fall:] = np.cos(np.linspace(0, np.pi / 2, fall)) ** 2
    return np.asarray(samples * edges[:, None], dtype=np.float32)


def _at_gain(samples: Samples, gain: float) -> Audio:
    return Audio(np.asarray(samples * gain, dtype=np.float32))


def _ratio(gain_db: float) -> float:
    return float(10 ** (gain_db / 20))


def _at_loudness(samples: Samples, lufs: float) -> Samples:
    return np.asarray(samples * 10 ** ((lufs - _loudness(samples)) / 20), dtype=np.float32)


def _loudness(samples: Samples) -> float:
    """Return the integrated loudness (EBU R128) of a track as two loudspeakers play it.

    A mono track sounds from both; silence reads as -70 LUFS, the standard's gate.
    """
    stereo = samples if samples.ndim == 2 else np.stack([samples, samples], axis=1)
    return max(float(pyloudnorm.Meter(SAMPLE_RATE_HZ).integrated_loudness(stereo)), -70.0)
