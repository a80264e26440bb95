"""The chord players: close voicings that move little and keep clear of the singer."""

from collections.abc import Iterable

from edge_service.song.score import Chord, Score
from edge_service.song.style import Part
from edge_service.studio.band.bass import pattern_of
from edge_service.studio.band.parts import Bar, Cell, Played, cells

VOICES = 4
LOUD, SOFT, VOICE = 1.0, 0.84, 0.8


def play_chords(bars: tuple[Bar, ...], harmony: tuple[Chord, ...], score: Score, part: Part) -> list[Played]:
    """Return what a chord player plays in the whole song."""
    sung = _register(score)
    voicings: dict[float, tuple[int, ...]] = {}
    before: tuple[int, ...] = ()
    for chord in harmony:
        before = voicings[chord.start_beat] = _voicing(chord, before, part, sung)
    notes: list[Played] = []
    for bar in bars:
        for cell in cells(pattern_of(part, bar, "X"), bar, harmony, "x"):
            notes += _struck(cell, voicings[cell.chord.start_beat], part, score)
    return notes


def _voicing(chord: Chord, before: tuple[int, ...], part: Part, sung: range) -> tuple[int, ...]:
    """Return the close position that moves least from the one before and sits beside the singer's notes."""
    middle = (part.low_midi + part.high_midi) / 2

    def weight(voicing: tuple[int, ...]) -> float:
        moved = sum(abs(a - b) for a, b in zip(voicing, before, strict=False))
        return moved + 0.6 * abs(sum(voicing) / VOICES - middle) + 0.8 * sum(midi in sung for midi in voicing)

    return min(_positions(chord, part), key=weight)


def _positions(chord: Chord, part: Part) -> Iterable[tuple[int, ...]]:
    tones = [midi for midi in range(part.low_midi, 128) if midi % 12 in chord.pitch_classes]
    positions = [tuple(tones[start : start + VOICES]) for start in range(len(tones) - VOICES + 1)]
    return [position for position in positions if position[-1] <= part.high_midi] or positions[:1]


def _register(score: Score) -> range:
    """Return the middle of what is sung, where the band leaves room."""
    sung = sorted(note.midi for section in score.sections for line in section.lines for note in line.notes)
    return range(sung[len(sung) // 4], sung[3 * len(sung) // 4] + 1) if sung else range(0)


def _struck(cell: Cell, voicing: tuple[int, ...], part: Part, score: Score) -> list[Played]:
    if cell.sign.isdigit():
        midi = voicing[(int(cell.sign) - 1) % len(voicing)]
        return [Played(cell.start_beat, cell.length_beats, midi, part.velocity * VOICE)]
    loudness = part.velocity * (LOUD if cell.sign == "X" else SOFT)
    spread = part.strum_ms / 1000 * score.tempo_bpm / 60 / max(1, len(voicing) - 1)
    return [
        Played(cell.start_beat + place * spread, cell.length_beats - place * spread, midi, loudness)
        for place, midi in enumerate(voicing)
    ]
