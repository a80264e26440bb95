"""Figures of the mix, as a listener gets it: read off the decoded MP3 by meters that are not the mixer's."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyloudnorm
import soundfile
from scipy.signal import butter, resample_poly, sosfilt

from edge_service.song.audio import SAMPLE_RATE_HZ, Master, Samples
from edge_service.studio.band import load_style, play
from edge_service.studio.mixer import mix, write_sounds
from edge_service.studio.pipeline import Studio
from edge_service.studio.singer import sing
from tests.bench.music.score import Composed

PRESENCE_HZ = (1000.0, 4000.0)
SUNG_LEVEL = 0.02
FRAME = SAMPLE_RATE_HZ // 100
HEAD = ("LUFS", "dBTP", "mono dB", "correl.", "words dB", "step", "band s", "mix s", "encode s", "sum s")
ASKED = ("-16 +-.5", "<= -1.5", "< 2", "> 0", "", "", "", "", "", "<= 10")


@dataclass(frozen=True)
class Mixed:
    """What was measured on one song.

    `mono_loss_db` is what one loudspeaker loses; `words_db` how far the voice stands above the band from
    1 to 4 kHz while it sings; `widest_step` the widest step between two samples of the band: a click
    is near 1. Seconds are by the clock; `score` is the composer's.
    """

    name: str
    lufs: float
    true_peak_dbtp: float
    mono_loss_db: float
    correlation: float
    words_db: float
    widest_step: float
    seconds: dict[str, float]


def one_a_genre(songs: Sequence[Composed]) -> list[Composed]:
    """Return the first song of every genre: they are sung, which takes long."""
    return list({song.dedication.genre: song for song in reversed(songs)}.values())[::-1]


def measure_mix(song: Composed, studio: Studio) -> Mixed:
    """Play, sing, mix and encode a composed song, and measure it."""
    style = load_style(song.dedication.genre)
    clock = [time.monotonic()]
    stems = play(song.score, style, song.dedication, studio.models)
    clock.append(time.monotonic())
    vocals = sing(song.score, song.voice, studio.models, lambda _done, _all: None)
    clock.append(time.monotonic())
    master = mix(vocals, stems, style, song.score.tempo_bpm)
    clock.append(time.monotonic())
    with tempfile.TemporaryDirectory() as folder:
        mp3, flac = Path(folder) / "song.mp3", Path(folder) / "song.flac"
        write_sounds({mp3: master.audio, flac: master.audio})
        clock.append(time.monotonic())
        heard, _ = soundfile.read(mp3, dtype="float32")
    band, _, mixing, encoding = np.diff(clock)
    seconds = {"score": song.seconds, "band": band, "mix": mixing, "encode": encoding}
    return Mixed(
        f"{song.dedication.language} {song.dedication.genre}",
        float(pyloudnorm.Meter(SAMPLE_RATE_HZ).integrated_loudness(heard)),
        float(20 * np.log10(max(np.abs(resample_poly(ear, 4, 1)).max() for ear in heard.T))),
        level_db(heard) - level_db(heard.mean(axis=1)),
        float(np.corrcoef(heard.T)[0, 1]),
        words_db(master),
        float(np.abs(np.diff(master.band.samples, axis=0)).max()),
        seconds,
    )


def words_db(master: Master) -> float:
    """Return how far the voice stands above the band, where words are told apart, while it sings."""
    band_pass = butter(3, PRESENCE_HZ, "bandpass", fs=SAMPLE_RATE_HZ, output="sos")
    voice, band = master.vocals.samples, master.band.samples.mean(axis=1)
    frames = len(voice) // FRAME
    loudest = np.abs(voice[: frames * FRAME]).reshape(frames, FRAME).max(axis=1)
    sung = np.repeat(loudest > SUNG_LEVEL, FRAME)
    present = [sosfilt(band_pass, track)[: len(sung)][sung] for track in (voice, band)]
    return level_db(present[0]) - level_db(present[1])


def level_db(samples: Samples) -> float:
    return float(10 * np.log10(np.square(samples, dtype=np.float64).mean() + 1e-12))


def print_mixes(songs: Sequence[Composed], studio: Studio) -> list[Mixed]:
    """Print what is asked for above what was measured, a line a song, and return it."""
    print(f"\n{'the mix':<14} " + " ".join(f"{name:>9}" for name in HEAD))
    print(f"{'asked':<14} " + " ".join(f"{asked:>9}" for asked in ASKED))
    mixed = []
    for song in songs:
        mixed.append(measure_mix(song, studio))
        _print_row(mixed[-1])
    return mixed


def _print_row(song: Mixed) -> None:
    own = song.seconds
    cells = (
        song.lufs, song.true_peak_dbtp, song.mono_loss_db, song.correlation, song.words_db, song.widest_step,
        own["band"], own["mix"], own["encode"], sum(own.values()),
    )  # fmt: skip
    print(f"{song.name:<14} " + " ".join(f"{cell:>9.2f}" for cell in cells), flush=True)
