"""A finished song as its folder tells it: the contract of `song.json`."""

from dataclasses import dataclass

from edge_service.song.dedication import Dedication


@dataclass(frozen=True)
class TimedWord:
    text: str
    start: float
    end: float


@dataclass(frozen=True)
class TimedLine:
    text: str
    start: float
    end: float
    words: tuple[TimedWord, ...]


@dataclass(frozen=True)
class TimedSection:
    name: str
    start: float
    end: float
    lines: tuple[TimedLine, ...]


@dataclass(frozen=True)
class TimedNote:
    start: float
    end: float
    midi: int
    syllable: str


@dataclass(frozen=True)
class Source:
    """A model or sound that made the song."""

    name: str
    version: str
    sha256: str
    licence: str
    source: str


@dataclass(frozen=True)
class Song:
    """Everything but the bytes; times are seconds from the start of the audio."""

    id: str
    title: str
    dedication: Dedication
    language: str
    genre: str
    mood: str
    voice: str
    seed: int
    tempo_bpm: float
    metre: str
    key: str
    duration_seconds: float
    lyrics: tuple[TimedSection, ...]
    notes: tuple[TimedNote, ...]
    integrated_lufs: float
    true_peak_dbtp: float
    timings: dict[str, float]
    files: dict[str, str]
    provenance: tuple[Source, ...]
