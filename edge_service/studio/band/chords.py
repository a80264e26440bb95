"""The chord players: voicings that move little and keep clear of the singer."""

from edge_service.song.score import Chord, Score
from edge_service.song.style import Part
from edge_service.studio.band.bass import pattern_of
from edge_service.studio.band.parts import Bar, Cell, Played, cells, scale_of
from edge_service.studio.band.room import Room, room_of
from edge_service.studio.band.voicing import Voicing, positions

LOUD, SOFT, VOICE = 1.0, 0.84, 0.8


def play_chords(bars: tuple[Bar, ...], harmony: tuple[Chord, ...], score: Score, part: Part) -> list[Played]:
    """Return what a chord player plays in the whole song."""
    voicings: dict[float, Voicing] = {}
    before: Voicing = ()
    for chord in harmony:
        choices = positions(chord, part, scale_of(score, chord.start_beat))
        before = voicings[chord.start_beat] = _nearest(choices, before, part, _sung_over(chord, score))
    notes: list[Played] = []
    room = room_of(score)
    for bar in bars:
        for cell in cells(_thinned(pattern_of(part, bar, "X"), bar, room), bar, harmony, "x"):
            notes += _struck(cell, voicings[cell.chord.start_beat], part, score)
    return notes


def _thinned(pattern: str, bar: Bar, room: Room) -> str:
    """Return the pattern with its extra strokes where nobody sings; elsewhere what sounds is held."""
    width = bar.length_beats / len(pattern)
    signs = ""
    for place, sign in enumerate(pattern):
        if sign == "o":
            held = "-" if signs and signs[-1] != "." else "."
            sign = held if room.sung(bar.start_beat + place * width) else "x"
        signs += sign
    return signs


def _nearest(choices: list[Voicing], before: Voicing, part: Part, sung: frozenset[int]) -> Voicing:
    """Return the position that moves least from the one before and sits beside the singer's notes."""
    middle = (part.low_midi + part.high_midi) / 2

    def weight(voicing: Voicing) -> float:
        moved = sum(abs(a - b) for a, b in zip(voicing, before, strict=False))
        far = abs(sum(voicing) / len(voicing) - middle)
        return moved + 0.6 * far + 0.8 * sum(midi in sung for midi in voicing)

    return min(choices, key=weight)


def _sung_over(chord: Chord, score: Score) -> frozenset[int]:
    """Return the notes that are sung while a chord sounds."""
    end = chord.start_beat + chord.length_beats
    return frozenset(
        note.midi
        for section in score.sections
        for line in section.lines
        for note in line.notes
        if note.start_beat < end and note.start_beat + note.length_beats > chord.start_beat
    )


def _struck(cell: Cell, voicing: Voicing, part: Part, score: Score) -> list[Played]:
    if cell.sign.isdigit():
        midi = voicing[(int(cell.sign) - 1) % len(voicing)]
        return [Played(cell.start_beat, cell.length_beats, midi, part.velocity * VOICE)]
    loudness = part.velocity * (LOUD if cell.sign == "X" else SOFT)
    spread = part.strum_ms / 1000 * score.tempo_bpm / 60 / max(1, len(voicing) - 1)
    spread = min(spread, 0.5 * cell.length_beats / len(voicing))
    return [
        Played(cell.start_beat + place * spread, cell.length_beats - place * spread, midi, loudness)
        for place, midi in enumerate(voicing)
    ]
