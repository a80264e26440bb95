"""Lays lines of text on tunes, as arrays: what the decoder is asked, and how its sound is stretched."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import soxr

from edge_service.song.audio import SAMPLE_RATE_HZ
from edge_service.song.dedication import Dedication
from edge_service.song.voice import Voice
from edge_service.studio.band import load_style
from edge_service.studio.composer import compose
from edge_service.studio.lyricist import read_lyrics
from edge_service.studio.models import Models
from edge_service.studio.singer.expression import PLAIN, Phrasing, phrase
from edge_service.studio.singer.level import evened, faded, shaped
from edge_service.studio.singer.marks import Sound, Times, mark_runs
from edge_service.studio.singer.model import MODEL_RATE_HZ, PITCH_SECONDS, utter
from edge_service.studio.singer.psola import crossfades, placed, resynthesise
from edge_service.studio.singer.singer import Utterance, lay_out, target, timed

GENRES = ("pop", "ballad", "folk", "jazz", "latin", "rock", "soul", "country", "bossa", "lofi")
VERSE, CHORUS = 4, 2
HEARD_RATE_HZ = 16_000
GAIN_SECONDS, MOST_GAIN = 0.01, 8.0


@dataclass(frozen=True, eq=False)
class SungText:
    """A line, what the decoder is asked, its sound as it is now (24 kHz), and how that becomes song.

    Each sample of the song, at 16 kHz, is `gain` times the sound at `before` fading by `weight` into the
    sound at `after`, both in seconds.
    """

    text: str
    asked: Utterance
    sound: Sound
    before: Times
    after: Times
    weight: Times
    gain: Times


def sung_texts(
    lines: list[str], language: str, voices: list[Voice], models: Models, seed: int
) -> Iterator[SungText]:
    """Yield every line once, on tunes of small songs: voices and genres take turns."""
    lines = random.Random(seed).sample(lines, len(lines))
    size = VERSE + CHORUS
    for number, start in enumerate(range(0, len(lines) - size + 1, size)):
        voice, genre = voices[number % len(voices)], GENRES[number % len(GENRES)]
        song = Dedication("a song", language=language, genre=genre, voice=voice.name, seed=seed + number)
        yield from _song(lines[start : start + size], song, voice, models)


def _song(lines: list[str], song: Dedication, voice: Voice, models: Models) -> Iterator[SungText]:
    text = "\n".join(["[Verse 1]", *lines[:VERSE], "", "[Chorus]", *lines[VERSE:]])
    score = compose(read_lyrics(text, song), song, load_style(song.genre), voice, models)
    rng, seen = np.random.default_rng(song.seed), set()
    for sung in (line for section in score.sections for line in section.lines):
        if sung.line.text not in seen:
            seen.add(sung.line.text)
            notes = timed(score, sung.line, sung.notes)
            phrasing = phrase(sung.line, notes, score.expression or PLAIN, rng)
            asked = lay_out(sung.line, phrasing, song.language, voice.asset, models)
            yield planned(sung.line.text, asked, phrasing, models)


def planned(text: str, asked: Utterance, phrasing: Phrasing, models: Models) -> SungText:
    """Return a line that was laid out, with the sound that it has now."""
    plan, first = asked.plan, asked.plan.start - 0.1
    sound = utter(models, asked.reading, plan.frames, asked.f0, asked.energy)
    full = soxr.resample(sound, MODEL_RATE_HZ, SAMPLE_RATE_HZ, quality="HQ")
    runs = mark_runs(asked.f0, PITCH_SECONDS, full, SAMPLE_RATE_HZ)
    stretch = (runs, plan.in_song, plan.in_model, target(phrasing))
    bare = resynthesise(full, SAMPLE_RATE_HZ, *stretch, (first, plan.end + 0.2))
    level = faded(shaped(evened(bare, plan, first), phrasing, first), plan, first)
    times = first + np.arange(len(bare) * HEARD_RATE_HZ // SAMPLE_RATE_HZ) / HEARD_RATE_HZ
    fades = crossfades(*placed(*stretch), times)
    return SungText(text, asked, sound, *fades, _gain(bare, level, times - first))


def _gain(before: Sound, after: Sound, times: Times) -> Times:
    """Return what made one sound the other, piece by piece, at these times."""
    piece = round(GAIN_SECONDS * SAMPLE_RATE_HZ)
    gain = np.minimum(_levels(after, piece) / _levels(before, piece), MOST_GAIN)
    curve: Times = np.interp(times, (np.arange(len(gain)) + 0.5) * GAIN_SECONDS, gain)
    return curve


def _levels(sound: Sound, piece: int) -> Times:
    pieces = sound[: len(sound) // piece * piece].reshape(-1, piece).astype(np.float64)
    levels: Times = np.sqrt((pieces**2).mean(axis=1) + 1e-9)
    return levels
