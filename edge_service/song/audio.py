"""Recorded sound inside the studio."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SAMPLE_RATE_HZ = 48_000
STEPS = 32_767
Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Audio:
    """Float32 samples at 48 kHz in [-1, 1], shape (frames,) for mono or (frames, 2) for stereo."""

    samples: Samples

    @property
    def seconds(self) -> float:
        return len(self.samples) / SAMPLE_RATE_HZ


@dataclass(frozen=True, eq=False)
class Vocals:
    """The singer's mono tracks, as long as the song: the tune and, where there is one, the second voice.

    `made_by` names catalog entries.
    """

    audio: Audio
    made_by: tuple[str, ...]
    backing: Audio | None = None


@dataclass(frozen=True, eq=False)
class Stem:
    """One stereo track of the band ("drums", "bass", "keys"), as long as the song.

    It is kept in 16 bits of its own peak: a dozen of them wait while the singer needs the memory.
    """

    name: str
    steps: npt.NDArray[np.int16]
    peak: float

    @classmethod
    def of(cls, name: str, audio: Audio) -> "Stem":
        """Return a stem of a sound, rounded to 1/32767 of its peak."""
        peak = float(np.abs(audio.samples).max(initial=0.0))
        scaled = audio.samples * np.float32(STEPS / peak if peak else 0.0)
        return cls(name, np.rint(scaled, out=scaled).astype(np.int16), peak)

    @property
    def audio(self) -> Audio:
        """The sound, made anew at each asking."""
        return Audio(self.steps * np.float32(self.peak / STEPS))

    @property
    def is_silent(self) -> bool:
        return self.peak == 0


@dataclass(frozen=True, eq=False)
class Stems:
    """The band's tracks and the same music as a MIDI file; `made_by` names catalog entries."""

    tracks: tuple[Stem, ...]
    midi: bytes
    made_by: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Master:
    """The finished stereo sound with its parts at the levels heard in it, and how loud it is.

    `vocals` is the tune alone; `backing` the second voice, stereo, where there is one.
    """

    audio: Audio
    vocals: Audio
    band: Audio
    integrated_lufs: float
    true_peak_dbtp: float
    backing: Audio | None = None
