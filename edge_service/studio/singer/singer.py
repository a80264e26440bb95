"""Sings a line: the model speaks at pitch, the vowels are held by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import soxr

from edge_service.song.audio import SAMPLE_RATE_HZ, Samples
from edge_service.song.lyrics import Line
from edge_service.song.score import Note, Score
from edge_service.studio.models import Models
from edge_service.studio.singer.accent import accented
from edge_service.studio.singer.expression import Phrasing
from edge_service.studio.singer.level import evened, faded, shaped
from edge_service.studio.singer.marks import mark_runs
from edge_service.studio.singer.melody import TimedNote, hertz, pitch
from edge_service.studio.singer.model import (
    MODEL_RATE_HZ,
    PITCH_SECONDS,
    Array,
    Reading,
    read_line,
    spoken_pitch,
    utter,
)
from edge_service.studio.singer.psola import resynthesise
from edge_service.studio.singer.timing import LEAD_SECONDS, Plan, Slot, Times, as_planned, lay, settled
from edge_service.studio.singer.tokens import Token, accent_of, glides, reading_speed, spell


@dataclass(frozen=True, eq=False)
class Take:
    """A sung line at 48 kHz; all times are seconds from its first note.

    `samples` start at `first`; the voice is heard from `begins` to `ends`.
    """

    samples: Samples
    first: float
    begins: float
    ends: float


def timed(score: Score, line: Line, notes: tuple[Note, ...]) -> tuple[TimedNote, ...]:
    """Return a line's notes in seconds from its first."""
    syllables = {place: index for index, place in enumerate(line.places)}
    first = notes[0].start_beat
    return tuple(
        TimedNote(
            round(score.seconds(note.start_beat - first), 6),
            round(score.seconds(note.start_beat + note.length_beats - first), 6),
            note.midi,
            syllables[note.word, note.syllable],
        )
        for note in notes
    )


@dataclass(frozen=True, eq=False)
class Utterance:
    """What the model is asked to say: a reading, when each phoneme sounds, f0 and energy two a frame."""

    ids: list[int]
    reading: Reading
    plan: Plan
    f0: Array
    energy: Array


def sing_line(line: Line, phrasing: Phrasing, language: str, voice: str, models: Models) -> Take:
    """Return a line as sung on the notes of its phrasing; `voice` is the name of its catalog entry."""
    asked, accent = lay_out(line, phrasing, language, voice, models), accent_of(language)
    reading = accented(asked.reading, asked.ids, accent, models) if accent else asked.reading
    sound = utter(models, reading, asked.plan.frames, asked.f0, asked.energy)
    sound = soxr.resample(sound, MODEL_RATE_HZ, SAMPLE_RATE_HZ, quality="HQ")
    plan, first = asked.plan, asked.plan.start - 0.1
    runs = mark_runs(asked.f0, PITCH_SECONDS, sound, SAMPLE_RATE_HZ)
    span, tune = (first, plan.end + 0.2), target(phrasing)
    sung = resynthesise(sound, SAMPLE_RATE_HZ, runs, plan.in_song, plan.in_model, tune, span)
    sung = shaped(evened(sung, plan, first), phrasing, first)
    return Take(faded(sung, plan, first), first, plan.start, plan.end)


def lay_out(line: Line, phrasing: Phrasing, language: str, voice: str, models: Models) -> Utterance:
    """Return what the model says for a line, laid on the notes of its phrasing, without any accent."""
    tokens, notes = spell(line, language), phrasing.notes
    ids = [token.id for token in tokens]
    reading = read_line(models, voice, ids, reading_speed(language) * phrasing.pace)
    natural = settled(reading.frames)
    plan = lay(tokens, natural, _slots(line, notes, language))
    spoken, energy = (
        as_planned(curve, natural, plan) for curve in spoken_pitch(models, reading, reading.frames)
    )
    return Utterance(ids, reading, plan, _imposed(spoken, tokens, plan, notes), energy)


def target(phrasing: Phrasing) -> Callable[[Array], Array]:
    """Return the f0 that is to be heard, in Hz, of times in seconds: the tune with its ornaments."""

    def f0(times: Array) -> Array:
        return hertz(pitch(phrasing.notes, times) + phrasing.bend(times))

    return f0


def _slots(line: Line, notes: tuple[TimedNote, ...], language: str) -> tuple[Slot, ...]:
    gliding = _gliding(line, language)
    slots = []
    for index, group in groupby(notes, key=lambda note: note.syllable):
        own = list(group)
        slots.append(Slot(own[0].start, own[-1].end, gliding[index]))
    if len(slots) != len(gliding):
        raise ValueError(f"{len(slots)} syllables of {len(gliding)} have notes in “{line.text}”")
    return tuple(slots)


def _gliding(line: Line, language: str) -> list[bool]:
    """Say of each note's vowel whether it moves, as diphthongs and joined vowels do."""
    gliding: list[bool] = []
    for syllable in (syllable for word in line.words for syllable in word.syllables):
        if syllable.joined:
            gliding[-1] = True
        else:
            gliding.append(glides(syllable.nucleus, language))
    return gliding


def _imposed(spoken: Array, tokens: tuple[Token, ...], plan: Plan, notes: tuple[TimedNote, ...]) -> Array:
    """Return the melody as f0 of the model's time, 0 where a consonant has no voice."""
    centres: Times = (np.arange(len(spoken)) + 0.5) * PITCH_SECONDS
    sure = np.array([False, *(token.voiced for token in tokens), False])
    owner = np.repeat(np.arange(len(plan.frames)), 2 * plan.frames)
    shift = round(LEAD_SECONDS / PITCH_SECONDS)
    owner = np.concatenate([owner[shift:], np.full(shift, owner[-1])])
    heard = spoken[spoken > 40]
    full = 0.6 * float(np.median(heard)) if len(heard) else 60.0
    voice = np.where(sure[owner], 1.0, np.clip(spoken / full, 0, 1))
    return np.where(voice * full > 15, hertz(pitch(notes, plan.in_song(centres))) * voice, 0.0)
