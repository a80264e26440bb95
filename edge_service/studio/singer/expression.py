"""Phrases a line: where it swells and dies down, bends, wavers and lives; all of it seeded."""

from dataclasses import dataclass

import numpy as np

from edge_service.song.lyrics import Line
from edge_service.song.style import Expression, Vibrato
from edge_service.studio.singer.melody import Curve, TimedNote, vibrato

PLAIN = Expression(
    levels_db={},
    swell_db=0.0,
    accent_db=0.0,
    breath_db=-60.0,
    scoop_cents=0.0,
    scoop_share=0.0,
    fall_cents=0.0,
    fall_share=0.0,
    drift_cents=0.0,
    vibrato=Vibrato(5.5, 0.3, 0.25, 0.5),
)
PEAK = 0.6  # where in a line its swell is highest
SCOOP_SECONDS = 0.08
FALL_SHARE = 0.15  # of the last note
LEAST_SCOOPED_SECONDS = 0.35
LEAST_FALLING_SECONDS = 0.6
LEAST_LIVING_SECONDS = 0.55
EDGE_SECONDS = 0.06
# What strays does so at these rates, each as strong as the last, like 1/f noise; slower waves would put
# whole notes out of tune.
STRAY_HZ = np.array([2.1, 3.7, 6.3, 10.9])
SHIMMER_DB = 0.6
RELEASE_SECONDS, RELEASE_DB = 0.2, 8.0  # how a last vowel is let go; a last consonant is not


@dataclass(frozen=True, eq=False)
class Phrasing:
    """How one line is sung: which notes are stressed and scooped, how far the last one falls and dies away.

    `phases` are where its slow waves begin, `pace` is how fast its consonants are spoken.
    """

    notes: tuple[TimedNote, ...]
    expression: Expression
    stressed: tuple[bool, ...]
    scooped: tuple[bool, ...]
    fall_cents: float
    phases: Curve
    release_db: float
    pace: float = 1.0

    def bend(self, times: Curve) -> Curve:
        """Return what is added to the melody, in semitones."""
        return (
            vibrato(self.notes, times, self.expression.vibrato) + self._drift(times) + self._ornaments(times)
        )

    def gain_db(self, times: Curve) -> Curve:
        """Return the level of the line: its swell, its accents, its shimmer; mostly below 0."""
        start, end = self.notes[0].start, self.notes[-1].end
        place = np.interp(times, [start, start + PEAK * (end - start), end], [0.0, 1.0, 0.0])
        swell = self.expression.swell_db * (0.5 - 0.5 * np.cos(np.pi * place) - 1)
        shimmer = SHIMMER_DB * _stray(times, self.phases[1]) if self.expression.drift_cents else 0.0
        release = np.clip((times - end + RELEASE_SECONDS) / RELEASE_SECONDS, 0, 1)
        curve: Curve = swell + self._accents(times) + shimmer - self.release_db * _eased(release)
        return curve

    def _accents(self, times: Curve) -> Curve:
        knots, levels = [], []
        for note, stressed in zip(self.notes, self.stressed, strict=True):
            edge = min(EDGE_SECONDS, 0.3 * (note.end - note.start))
            knots += [note.start, note.end - edge]
            levels += [0.0 if stressed else -self.expression.accent_db] * 2
        curve: Curve = np.interp(times, knots, levels)
        return curve

    def _drift(self, times: Curve) -> Curve:
        held = np.zeros(times.shape)
        for note in (note for note in self.notes if note.end - note.start >= LEAST_LIVING_SECONDS):
            inside = np.minimum(times - note.start, note.end - times)
            held += np.clip(inside / EDGE_SECONDS, 0, 1)
        return self.expression.drift_cents / 100 * held * _stray(times, self.phases[0])

    def _ornaments(self, times: Curve) -> Curve:
        curve = np.zeros(times.shape)
        for note, scooped in zip(self.notes, self.scooped, strict=True):
            if scooped:
                knots = [note.start - EDGE_SECONDS, note.start, note.start + SCOOP_SECONDS]
                curve -= self.expression.scoop_cents / 100 * _eased(np.interp(times, knots, [0, 1, 0]))
        last = self.notes[-1]
        tail = FALL_SHARE * (last.end - last.start)
        curve -= self.fall_cents / 100 * _eased(np.clip((times - last.end + tail) / tail, 0, 1))
        return curve


def phrase(
    line: Line, notes: tuple[TimedNote, ...], expression: Expression, rng: np.random.Generator
) -> Phrasing:
    """Return the phrasing of a line on its notes."""
    stressed = tuple(line.stresses[note.syllable] for note in notes)
    scooped = tuple(
        strong and note.end - note.start >= LEAST_SCOOPED_SECONDS and wish < expression.scoop_share
        for note, strong, wish in zip(notes, stressed, rng.random(len(notes)), strict=True)
    )
    rings = notes[-1].end - notes[-1].start >= LEAST_FALLING_SECONDS
    falls = rng.random() < expression.fall_share and rings
    ends_open = not line.words[-1].syllables[-1].coda
    release_db = RELEASE_DB if ends_open and expression.swell_db else 0.0
    phases = rng.uniform(0, 2 * np.pi, (2, len(STRAY_HZ)))
    return Phrasing(notes, expression, stressed, scooped, expression.fall_cents * falls, phases, release_db)


def _stray(times: Curve, phases: Curve) -> Curve:
    """Return a slow wave with no period, 1 in the mean square."""
    waves = np.sin(2 * np.pi * STRAY_HZ[:, None] * times.ravel() + phases[:, None])
    curve: Curve = (waves.sum(axis=0) * np.sqrt(2 / len(STRAY_HZ))).reshape(times.shape)
    return curve


def _eased(share: Curve) -> Curve:
    curve: Curve = 0.5 - 0.5 * np.cos(np.pi * share)
    return curve
