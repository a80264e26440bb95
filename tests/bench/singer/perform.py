"""Lets a voice say and sing the bench's lines, and keeps the recordings with what they should hold."""

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from edge_service.song.audio import SAMPLE_RATE_HZ, Samples
from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Line
from edge_service.song.score import Score
from edge_service.song.song import TimedNote
from edge_service.song.voice import Voice
from edge_service.studio.band import load_style
from edge_service.studio.composer import compose
from edge_service.studio.lyricist import read_lyrics
from edge_service.studio.mixer import timeline
from edge_service.studio.models import Models
from edge_service.studio.singer import sing
from edge_service.studio.singer.model import MODEL_RATE_HZ, read_line, spoken_pitch, utter
from edge_service.studio.singer.tokens import spell

GENRE = "pop"
MARGIN_SECONDS = 0.25


@dataclass(frozen=True)
class Recording:
    """A recorded line: its words, and its notes in seconds from the start of the file."""

    file: str
    text: str
    notes: tuple[TimedNote, ...]


@dataclass(frozen=True)
class Performance:
    """What one voice recorded in one language, and the seconds of work a sung second took."""

    language: str
    voice: str
    spoken: tuple[Recording, ...]
    sung: tuple[Recording, ...]
    seconds_per_second: float


def perform(language: str, voice: Voice, lines: list[str], models: Models, folder: Path) -> Performance:
    """Record every line, said and sung, as WAV files in `folder`."""
    score = _score(language, voice, lines, models)
    sing(score, voice, models, lambda *_: None)  # warms the models
    start = time.monotonic()
    track = sing(score, voice, models, lambda *_: None).audio.samples
    seconds = time.monotonic() - start
    sung = record(score, track, folder, f"{language}-{voice.name}-sung")
    spoken = tuple(
        Recording(_write(folder, f"{language}-{voice.name}-said-{index}", said, MODEL_RATE_HZ), line.text, ())
        for index, line in enumerate(_lines(score))
        for said in (speak(line, language, voice, models),)
    )
    sounding = sum(note.end - note.start for note in timeline(score).notes)
    sounding += sum(
        score.seconds(note.length_beats)
        for section in score.sections
        for line in section.lines
        for note in line.harmony
    )
    return Performance(language, voice.name, spoken, sung, seconds / sounding)


def speak(line: Line, language: str, voice: Voice, models: Models) -> Samples:
    """Return a line as the model says it when nothing is imposed, at the model's rate."""
    reading = read_line(models, voice.asset, [token.id for token in spell(line, language)], 1.0)
    f0, energy = spoken_pitch(models, reading, reading.frames)
    return np.asarray(utter(models, reading, reading.frames, f0, energy), dtype=np.float32)


def _score(language: str, voice: Voice, lines: list[str], models: Models) -> Score:
    dedication = Dedication("bench", language=language, genre=GENRE, voice=voice.name, seed=1)
    half = len(lines) // 2
    text = "\n".join(["[Verse 1]", *lines[:half], "", "[Chorus]", *lines[half:]])
    return compose(read_lyrics(text, dedication), dedication, load_style(GENRE), voice, models)


def _lines(score: Score) -> list[Line]:
    return [sung.line for section in score.sections for sung in section.lines]


def record(score: Score, track: Samples, folder: Path, name: str) -> tuple[Recording, ...]:
    """Write every line of a sung track to a WAV file of its own; return them in order."""
    times = timeline(score)
    recordings = []
    for index, line in enumerate(line for section in times.sections for line in section.lines):
        start = max(0.0, line.start - MARGIN_SECONDS)
        cut = track[round(start * SAMPLE_RATE_HZ) : round((line.end + MARGIN_SECONDS) * SAMPLE_RATE_HZ)]
        notes = tuple(
            TimedNote(note.start - start, note.end - start, note.midi, note.syllable)
            for note in times.notes
            if line.start <= note.start < line.end
        )
        recordings.append(Recording(_write(folder, f"{name}-{index}", cut, SAMPLE_RATE_HZ), line.text, notes))
    return tuple(recordings)


def _write(folder: Path, name: str, samples: Samples, rate_hz: int) -> str:
    soundfile.write(folder / f"{name}.wav", samples, rate_hz)
    return f"{name}.wav"
