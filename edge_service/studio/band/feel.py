"""Human hands: swing, and small differences of time and strength."""

from dataclasses import replace

import numpy as np

from edge_service.song.score import Score
from edge_service.song.style import Band
from edge_service.studio.band.parts import Played

CELLS_A_BEAT = 4  # swing is felt between the sixteenths of a beat
SHORTEST_BEATS = 0.02
SPREAD = 2.5  # standard deviations; a hand does not stray further


def play_by_hand(
    notes: list[Played], score: Score, band: Band, steadiness: float, rng: np.random.Generator
) -> list[Played]:
    """Return the notes as hands play them; `steadiness` scales how far they stray (a drummer's is small)."""
    beat_ms = 60_000 / score.tempo_bpm
    played = []
    for note in notes:
        late_ms = np.clip(rng.normal(), -SPREAD, SPREAD) * band.timing_ms * steadiness
        start = max(0.0, _swung(note.start_beat, band.swing) + late_ms / beat_ms)
        velocity = note.velocity + np.clip(rng.normal(), -SPREAD, SPREAD) * band.velocity_spread * steadiness
        length = max(0.05, min(note.length_beats, score.length_beats - start))
        played.append(
            replace(note, start_beat=start, length_beats=length, velocity=float(np.clip(velocity, 1, 127)))
        )
    return _separated(played)


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


def _swung(beat: float, swing: float) -> float:
    """Move the second of each pair of cells to where `swing` puts it in the pair."""
    pair, place = divmod(beat * CELLS_A_BEAT, 2)
    place = place * 2 * swing if place < 1 else 2 * swing + (place - 1) * 2 * (1 - swing)
    return float(pair * 2 + place) / CELLS_A_BEAT
