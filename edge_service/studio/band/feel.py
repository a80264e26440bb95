"""Human hands: swing, accents, small differences of time and strength that a player carries along."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from edge_service.song.score import Score
from edge_service.song.style import Band
from edge_service.studio.band.parts import Bar, Played, at_scene

SHORTEST_BEATS = 0.02
SPREAD = 2.5  # standard deviations; a hand does not stray further
INERTIA = 0.6  # how much of a player's lateness is still there at the next stroke
FINGERS = 0.25  # how far the notes of one chord part, of how far hands stray
DOWNBEAT, OFFBEAT = 1.04, 0.95  # how strong a bar's first stroke is, and one between the beats


@dataclass(frozen=True)
class Hand:
    """How one player plays: `steadiness` scales how far the hand strays (a drummer's is small).

    `late_ms` is how far behind the beat it lies, `pieces_late_ms` the same for single keys.
    """

    steadiness: float = 1.0
    late_ms: float = 0.0
    pieces_late_ms: Mapping[int, float] = field(default_factory=dict)


def play_by_hand(
    notes: list[Played], score: Score, band: Band, hand: Hand, rng: np.random.Generator
) -> list[Played]:
    """Return the notes as hands play them; those struck together stay together."""
    beat_ms = 60_000 / score.tempo_bpm
    drift, last_beat, played = 0.0, -1.0, []
    for note in sorted(notes, key=lambda note: note.start_beat):
        if note.start_beat > last_beat:
            drift = INERTIA * drift + (1 - INERTIA**2) ** 0.5 * _chance(rng)
        last_beat = note.start_beat
        stray_ms = (drift + FINGERS * _chance(rng)) * band.timing_ms * hand.steadiness
        late_ms = stray_ms + hand.late_ms + hand.pieces_late_ms.get(note.midi, 0.0)
        swung = _swung(note.start_beat, band.swing, band.swing_pair_beats)
        start = float(np.clip(swung + late_ms / beat_ms, 0.0, score.length_beats - 0.1))
        velocity = note.velocity * _accent(note.start_beat, score)
        velocity += _chance(rng) * band.velocity_spread * hand.steadiness
        length = max(0.05, min(note.length_beats, score.length_beats - start))
        played.append(
            replace(note, start_beat=start, length_beats=length, velocity=float(np.clip(velocity, 1, 127)))
        )
    return _separated(played)


def with_dynamics(notes: list[Played], bars: tuple[Bar, ...], band: Band) -> list[Played]:
    """Return the notes as strong as the scenes that they sound in ask."""
    gains = [at_scene(band.dynamics, bar) or 1.0 for bar in bars]
    length = bars[0].length_beats
    return [
        replace(note, velocity=note.velocity * gains[min(int(note.start_beat // length), len(gains) - 1)])
        for note in notes
    ]


def _chance(rng: np.random.Generator) -> float:
    return float(np.clip(rng.normal(), -SPREAD, SPREAD))


def _accent(beat: float, score: Score) -> float:
    """Return how strongly a place of the bar is struck."""
    if beat % score.metre[0] < 1e-6:
        return DOWNBEAT
    return 1.0 if beat % 1 < 1e-6 else OFFBEAT


def _separated(notes: list[Played]) -> list[Played]:
    """Return the notes in order, a key's note ending where the key is struck again."""
    result: list[Played] = []
    sounding: dict[int, int] = {}
    for note in sorted(notes, key=lambda note: note.start_beat):
        place = sounding.get(note.midi)
        if place is not None and result[place].end_beat > note.start_beat:
            old = result[place]
            result[place] = replace(old, length_beats=note.start_beat - old.start_beat)
        sounding[note.midi] = len(result)
        result.append(note)
    return [note for note in result if note.length_beats >= SHORTEST_BEATS]


def _swung(beat: float, swing: float, pair_beats: float) -> float:
    """Move the second half of each pair to where `swing` puts it in the pair."""
    pair, place = divmod(beat / pair_beats, 1)
    place = place * 2 * swing if place < 0.5 else swing + (place - 0.5) * 2 * (1 - swing)
    return float(pair + place) * pair_beats
