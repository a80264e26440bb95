"""Sings a score, line by line: the model speaks at pitch, the vowels are held by hand."""

from collections.abc import Callable
from itertools import groupby

import numpy as np
import soxr

from edge_service.song.audio import SAMPLE_RATE_HZ, Audio, Samples, Vocals
from edge_service.song.lyrics import Line
from edge_service.song.score import Score, SungLine
from edge_service.song.voice import Voice
from edge_service.studio.models import Models
from edge_service.studio.singer.level import evened, faded
from edge_service.studio.singer.melody import TimedNote, hertz, pitch, vibrato
from edge_service.studio.singer.model import (
    GRAPHS,
    MODEL_RATE_HZ,
    PITCH_SECONDS,
    Array,
    read_line,
    spoken_pitch,
    utter,
)
from edge_service.studio.singer.psola import mark_runs, resynthesise
from edge_service.studio.singer.timing import LEAD_SECONDS, Plan, Slot, Times, as_planned, lay, settled
from edge_service.studio.singer.tokens import Token, glides, spell

# Slow speech has vowels long enough to hold: 14 % of words misheard at 0.9, 9 % at 0.8, 8 % at 0.6.
SPEED = 0.65


def sing(score: Score, voice: Voice, models: Models, on_line: Callable[[int, int], None]) -> Vocals:
    """Return the sung track, as long as the song; lines that return with the same tune sound the same.

    `on_line` hears how many lines are done and how many there are, and may raise to cancel. Raises
    Unpronounceable for a sound the singer does not know, ModelError where a model is missing.
    """
    track = np.zeros(round(score.seconds(score.length_beats) * SAMPLE_RATE_HZ), np.float32)
    lines = [line for section in score.sections for line in section.lines]
    sung: dict[tuple[object, ...], tuple[float, Samples]] = {}
    for done, line in enumerate(lines):
        on_line(done, len(lines))
        notes, start = timed(score, line)
        key = (line.line, notes)
        if key not in sung:
            sung[key] = sing_line(line, notes, score.language, voice.asset, models)
        offset, sound = sung[key]
        _add(track, sound, start + offset)
    on_line(len(lines), len(lines))
    return Vocals(Audio(track), (*GRAPHS, voice.asset))


def timed(score: Score, line: SungLine) -> tuple[tuple[TimedNote, ...], float]:
    """Return a line's notes in seconds from its first, and when that one sounds."""
    syllables = {place: index for index, place in enumerate(line.line.places)}
    first = line.notes[0].start_beat
    notes = tuple(
        TimedNote(
            round(score.seconds(note.start_beat - first), 6),
            round(score.seconds(note.start_beat + note.length_beats - first), 6),
            note.midi,
            syllables[note.word, note.syllable],
        )
        for note in line.notes
    )
    return notes, score.seconds(first)


def sing_line(
    line: SungLine, notes: tuple[TimedNote, ...], language: str, voice: str, models: Models
) -> tuple[float, Samples]:
    """Return a line's sound at 48 kHz and when it starts, in seconds from its first note.

    `voice` is the name of its catalog entry.
    """
    tokens = spell(line.line, language)
    reading = read_line(models, voice, [token.id for token in tokens], SPEED)
    natural = settled(reading.frames)
    plan = lay(tokens, natural, _slots(line, notes, language))
    spoken, energy = (
        as_planned(curve, natural, plan) for curve in spoken_pitch(models, reading, reading.frames)
    )
    f0 = _imposed(spoken, tokens, plan, notes)
    sound = utter(models, reading, plan.frames, f0, energy)
    sound = soxr.resample(sound, MODEL_RATE_HZ, SAMPLE_RATE_HZ, quality="HQ")
    runs = mark_runs(f0, PITCH_SECONDS, sound, SAMPLE_RATE_HZ)
    span = (plan.start - 0.1, plan.end + 0.2)

    def target(times: Array) -> Array:
        return hertz(pitch(notes, times) + vibrato(notes, times))

    result = resynthesise(sound, SAMPLE_RATE_HZ, runs, plan.in_song, plan.in_model, target, span)
    return span[0], faded(evened(result, plan, span[0]), plan, span[0])


def _slots(line: SungLine, notes: tuple[TimedNote, ...], language: str) -> tuple[Slot, ...]:
    gliding = _gliding(line.line, language)
    slots = []
    for index, group in groupby(notes, key=lambda note: note.syllable):
        own = list(group)
        slots.append(Slot(own[0].start, own[-1].end, gliding[index]))
    if len(slots) != len(gliding):
        raise ValueError(f"{len(slots)} syllables of {len(gliding)} have notes in “{line.line.text}”")
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


def _add(track: Samples, sound: Samples, start_seconds: float) -> None:
    start = round(start_seconds * SAMPLE_RATE_HZ)
    sound = sound[max(0, -start) :]
    start = max(0, start)
    sound = sound[: max(0, len(track) - start)]
    track[start : start + len(sound)] += sound
