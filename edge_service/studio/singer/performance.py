"""Performs a score: every line once, the second voice on a track of its own, a breath before each line."""

import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np

from edge_service.song.audio import SAMPLE_RATE_HZ, Audio, Samples, Vocals
from edge_service.song.lyrics import Line
from edge_service.song.score import Note, Score
from edge_service.song.style import Expression
from edge_service.song.voice import Voice
from edge_service.studio.models import Models
from edge_service.studio.singer.breath import breath
from edge_service.studio.singer.expression import PLAIN, Phrasing, phrase
from edge_service.studio.singer.melody import TimedNote
from edge_service.studio.singer.model import GRAPHS
from edge_service.studio.singer.singer import Take, sing_line, timed
from edge_service.studio.singer.tokens import accent_of

DOUBLE_LATE_SECONDS = 0.02
DOUBLE_PACE = 1.1
DOUBLE_DRIFT = 2.0


Key = tuple[Line, tuple[TimedNote, ...], bool]


@dataclass(frozen=True)
class Part:
    """A line as one voice sings it, on the first track or (`second`) on the other."""

    line: Line
    notes: tuple[TimedNote, ...]
    start: float
    gain_db: float
    second: bool
    doubles: bool

    @property
    def key(self) -> Key:
        """What parts that sound the same have in common."""
        return self.line, self.notes, self.doubles


def sing(score: Score, voice: Voice, models: Models, on_line: Callable[[int, int], None]) -> Vocals:
    """Return the sung tracks, as long as the song; lines that return with the same tune sound the same.

    `on_line` hears how many lines are done and how many there are, those of the second voice included,
    and may raise to cancel. Raises Unpronounceable for a sound the singer does not know, ModelError where
    a model is missing.
    """
    expression, parts = score.expression or PLAIN, _parts(score)
    lead, backing = (np.zeros(_frames(score.seconds(score.length_beats)), np.float32) for _ in range(2))
    ended = 0.0
    with _takes(parts, score, voice, models) as takes:
        for done, part in enumerate(parts):
            on_line(done, len(parts))
            take = takes[part.key].result()
            _add(backing if part.second else lead, take.samples, part.start + take.first, part.gain_db)
            if not part.second:
                _breathe(lead, part, take, ended, expression)
                ended = part.start + take.ends
    on_line(len(parts), len(parts))
    second = Audio(backing) if any(part.second for part in parts) else None
    accent = accent_of(score.language)
    return Vocals(Audio(lead), (*GRAPHS, voice.asset, *([accent] if accent else [])), second)


@contextmanager
def _takes(
    parts: list[Part], score: Score, voice: Voice, models: Models
) -> Iterator[dict[Key, Future[Take]]]:
    """Sing every part that sounds different once, several at a time; end with those that have begun."""
    expression = score.expression or PLAIN
    pool = ThreadPoolExecutor(models.threads, thread_name_prefix="singer")
    takes: dict[Key, Future[Take]] = {}
    try:
        for part in parts:
            if part.key not in takes:
                phrasing = _phrasing(part, expression)
                takes[part.key] = pool.submit(
                    sing_line, part.line, phrasing, score.language, voice.asset, models
                )
        yield takes
    finally:
        pool.shutdown(cancel_futures=True)


def _parts(score: Score) -> list[Part]:
    levels = (score.expression or PLAIN).levels_db
    return [
        part
        for section in score.sections
        for line in section.lines
        for part in _voices(score, line.line, (line.notes, line.harmony), levels.get(section.kind, 0.0))
    ]


def _voices(
    score: Score, line: Line, notes: tuple[tuple[Note, ...], tuple[Note, ...]], gain_db: float
) -> list[Part]:
    doubles = notes[0] == notes[1]
    return [
        Part(
            line,
            timed(score, line, own),
            score.seconds(own[0].start_beat) + DOUBLE_LATE_SECONDS * (second and doubles),
            gain_db,
            second,
            second and doubles,
        )
        for second, own in zip((False, True), notes, strict=True)
        if own
    ]


def _phrasing(part: Part, expression: Expression) -> Phrasing:
    """Return how a part is sung; a double strays further from the tune than the voice that it joins."""
    rng = _chance(part, "phrase")
    if not part.doubles:
        return phrase(part.line, part.notes, expression, rng)
    loose = replace(expression, drift_cents=DOUBLE_DRIFT * expression.drift_cents)
    return replace(phrase(part.line, part.notes, loose, rng), pace=DOUBLE_PACE)


def _breathe(track: Samples, part: Part, take: Take, ended: float, expression: Expression) -> None:
    """Breathe in before a line where the one before leaves time."""
    begins = part.start + take.begins
    air = breath(begins - ended, expression.breath_db, _chance(part, f"breath {part.start:.3f}"))
    _add(track, air, begins - len(air) / SAMPLE_RATE_HZ, part.gain_db)


def _chance(part: Part, purpose: str) -> np.random.Generator:
    """Return a generator that depends on the line, its notes, its voice and the purpose alone."""
    key = f"{part.line.text}|{part.notes}|{part.doubles}|{purpose}"
    return np.random.default_rng(zlib.crc32(key.encode("utf-8")))


def _add(track: Samples, sound: Samples, start_seconds: float, gain_db: float) -> None:
    start = _frames(start_seconds)
    sound = sound[max(0, -start) :]
    start = max(0, start)
    sound = sound[: max(0, len(track) - start)]
    track[start : start + len(sound)] += sound * np.float32(10 ** (gain_db / 20))


def _frames(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE_HZ)
