"""A small synthesiser, for genres whose drums and basses were never wood or skin.

Its sounds are tables of synth.toml: tones have pitch, hits are drums.
"""

import tomllib
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from scipy.signal import butter, sosfilt

from edge_service.song.audio import SAMPLE_RATE_HZ, Samples
from edge_service.studio.band.parts import Played
from edge_service.studio.band.tables import read_table

PATCHES = Path(__file__).parent / "synth.toml"
TABLE_SIZE = 8192  # so fine that the nearest sample will do
LENGTH_STEP = SAMPLE_RATE_HZ // 100  # lengths are rounded up to it: a chord that returns is computed once
TOUCH = 1.6  # loudness is the velocity's share of 127 to this power
SLOPE = 4  # harmonics above a cutoff fall by 12 dB an octave

Curve = npt.NDArray[np.float64]
Wave = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Tone:
    """A sound with pitch: `voices` oscillators, `detune_cents` apart at most, spread over `width` (0 to 1).

    Harmonics reach up to `bright_hz` as a note begins and up to `dark_hz` after a few `fade_seconds`. `sub`
    adds a sine an octave below. The note falls into its pitch from `bend_semitones` above. `drive` bends the
    wave like a valve, 0 not at all. `level` is the peak of a note at full velocity.
    """

    wave: Literal["sine", "saw", "square"]
    level: float
    attack_seconds: float
    decay_seconds: float
    sustain: float
    release_seconds: float
    bright_hz: float = 20_000.0
    dark_hz: float = 20_000.0
    fade_seconds: float = 0.1
    voices: int = 1
    detune_cents: float = 0.0
    width: float = 0.0
    sub: float = 0.0
    bend_semitones: float = 0.0
    bend_seconds: float = 0.02
    drive: float = 0.0


@dataclass(frozen=True)
class Hit:
    """A drum: a sine that falls from `from_hz` to `to_hz`, and noise between `low_hz` and `high_hz`.

    Each has its loudness and decay. `bursts` of noise, `gap_seconds` apart, come before the last, long one
    (hands that clap); with `clicks_per_second` the noise is grains of dust.
    """

    level: float
    tone: float = 0.0
    from_hz: float = 100.0
    to_hz: float = 50.0
    sweep_seconds: float = 0.03
    tone_seconds: float = 0.2
    noise: float = 0.0
    low_hz: float = 1000.0
    high_hz: float = 10_000.0
    noise_seconds: float = 0.1
    bursts: int = 0
    gap_seconds: float = 0.011
    clicks_per_second: float = 0.0
    drive: float = 0.0


@cache
def tones() -> Mapping[str, Tone]:
    """Return the sounds with pitch, by name."""
    return {name: read_table(Tone, table, f"{PATCHES.name}: {name}") for name, table in _tables("tones")}


@cache
def hits() -> Mapping[str, Hit]:
    """Return the drums, by name."""
    return {name: read_table(Hit, table, f"{PATCHES.name}: {name}") for name, table in _tables("hits")}


def play_tones(notes: list[Played], name: str, beat_seconds: float, frames: int) -> Samples:
    """Return a stereo track of notes."""
    tone = tones()[name]
    known: dict[tuple[int, int], Samples] = {}

    def sound(note: Played) -> Samples:
        held = int(note.length_beats * beat_seconds * SAMPLE_RATE_HZ) // LENGTH_STEP + 1
        if (note.midi, held) not in known:
            known[note.midi, held] = _note(tone, note.midi, held * LENGTH_STEP)
        return known[note.midi, held]

    return _laid(notes, sound, beat_seconds, frames)


def play_hits(notes: list[Played], names: Mapping[int, str], beat_seconds: float, frames: int) -> Samples:
    """Return a stereo track of strokes; `names` are the drums by key."""
    sounds = {key: np.repeat(_hit(name)[:, None], 2, axis=1) for key, name in names.items()}
    return _laid(notes, lambda note: sounds[note.midi], beat_seconds, frames)


def _tables(kind: str) -> list[tuple[str, Any]]:
    return list(tomllib.loads(PATCHES.read_text("utf-8"))[kind].items())


def _laid(
    notes: list[Played], sound: Callable[[Played], Samples], beat_seconds: float, frames: int
) -> Samples:
    track = np.zeros((frames, 2), dtype=np.float32)
    for note in notes:
        start = round(note.start_beat * beat_seconds * SAMPLE_RATE_HZ)
        heard = sound(note)[: max(0, frames - start)]
        track[start : start + len(heard)] += heard * np.float32((note.velocity / 127) ** TOUCH)
    return track


def _note(tone: Tone, midi: int, held: int) -> Samples:
    """Return one note at full velocity, `held` samples long and its release."""
    seconds = np.arange(held + int(tone.release_seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    hz = 440.0 * 2 ** ((midi - 69) / 12)
    cycles = hz * (seconds + _bend(tone, seconds))
    bright, dark = _table(tone, hz, tone.bright_hz), _table(tone, hz, tone.dark_hz)
    fading = np.exp(-seconds / tone.fade_seconds).astype(np.float32)
    sound = np.zeros((len(seconds), 2), dtype=np.float32)
    for place in np.linspace(-1, 1, tone.voices) if tone.voices > 1 else [0.0]:
        index = (cycles * (2 ** (place * tone.detune_cents / 1200) * TABLE_SIZE)).astype(np.int64)
        index = (index + int(abs(place) * TABLE_SIZE * 0.37)) % TABLE_SIZE
        wave = dark[index] + (bright - dark)[index] * fading
        sound += wave[:, None] * np.array([1 - tone.width * place, 1 + tone.width * place], np.float32)
    sound /= tone.voices**0.5
    if tone.sub:
        sound += (tone.sub * np.sin(np.pi * cycles)).astype(np.float32)[:, None]
    return _driven(sound * _envelope(tone, seconds, held)[:, None], tone.drive) * np.float32(tone.level)


def _bend(tone: Tone, seconds: Curve) -> Curve:
    """Return by how many seconds of its own pitch a note that begins higher is ahead."""
    excess = 2 ** (tone.bend_semitones / 12) - 1
    return np.asarray(excess * tone.bend_seconds * (1 - np.exp(-seconds / tone.bend_seconds)))


@cache
def _table(tone: Tone, hz: float, cutoff_hz: float) -> Wave:
    """Return one cycle without harmonics that would alias, darkened above the cutoff, its peak at 1."""
    harmonics = np.arange(1, max(2, int(0.45 * SAMPLE_RATE_HZ / hz)))
    levels = {"sine": harmonics == 1, "saw": 1 / harmonics, "square": (harmonics % 2) / harmonics}[tone.wave]
    levels = levels / np.sqrt(1 + (harmonics * hz / cutoff_hz) ** SLOPE)
    spectrum = np.zeros(TABLE_SIZE // 2 + 1, dtype=np.complex128)
    spectrum[harmonics] = -1j * levels
    cycle = np.fft.irfft(spectrum, TABLE_SIZE)
    return np.asarray(cycle / np.abs(cycle).max(), dtype=np.float32)


def _envelope(tone: Tone, seconds: Curve, held: int) -> Wave:
    rise = np.minimum(seconds / max(tone.attack_seconds, 0.001), 1.0)
    fall = tone.sustain + (1 - tone.sustain) * np.exp(-seconds / tone.decay_seconds)
    gone = np.clip(1 - (seconds - held / SAMPLE_RATE_HZ) / tone.release_seconds, 0.0, 1.0)
    return np.asarray(rise * fall * gone**2, dtype=np.float32)


@cache
def _hit(name: str) -> Samples:
    """Return one stroke at full velocity, mono."""
    hit, rng = hits()[name], np.random.default_rng(zlib.crc32(name.encode()))
    lasting = max(hit.tone_seconds if hit.tone else 0.0, hit.noise_seconds if hit.noise else 0.0)
    seconds = np.arange(int((7 * lasting + hit.bursts * hit.gap_seconds) * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    sweep = (hit.from_hz - hit.to_hz) * hit.sweep_seconds * (1 - np.exp(-seconds / hit.sweep_seconds))
    tone = np.sin(2 * np.pi * (hit.to_hz * seconds + sweep)) * np.exp(-seconds / hit.tone_seconds)
    sound = hit.tone * tone + hit.noise * _noise(hit, seconds, rng)
    edge = np.minimum(seconds / 0.0005, 1.0) * np.clip((seconds[-1] - seconds) / 0.01, 0.0, 1.0)
    return _driven(np.asarray(sound * edge, dtype=np.float32), hit.drive) * np.float32(hit.level)


def _noise(hit: Hit, seconds: Curve, rng: np.random.Generator) -> Curve:
    noise = rng.standard_normal(len(seconds))
    if hit.clicks_per_second:
        noise *= 8 * (rng.random(len(seconds)) < hit.clicks_per_second / SAMPLE_RATE_HZ)
    band = butter(2, (hit.low_hz, hit.high_hz), "bandpass", fs=SAMPLE_RATE_HZ, output="sos")
    noise = np.asarray(sosfilt(band, noise))
    shape = np.exp(-np.maximum(seconds - hit.bursts * hit.gap_seconds, 0) / hit.noise_seconds)
    early = seconds < hit.bursts * hit.gap_seconds
    shape[early] = np.exp(-(seconds[early] % hit.gap_seconds) / (hit.gap_seconds / 3))
    return noise * shape / max(1e-9, float(np.abs(noise[:4800]).max()))


def _driven(sound: Samples, drive: float) -> Samples:
    return np.asarray(np.tanh(sound * drive) / np.tanh(drive), np.float32) if drive else sound
