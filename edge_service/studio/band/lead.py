"""The soloist: the chorus's first line comes back on an instrument, alone or in answer to the singer."""

from edge_service.song.score import Chord, Score
from edge_service.song.style import Part
from edge_service.studio.band.bass import pattern_of
from edge_service.studio.band.parts import Bar, Played, cells
from edge_service.studio.band.room import room_of

LEAST_BEATS = 0.2  # an answer that the singer would cut shorter is not begun


def play_lead(bars: tuple[Bar, ...], harmony: tuple[Chord, ...], score: Score, part: Part) -> list[Played]:
    """Return the solo: the hook's notes in the pattern's rhythm, on the beat bent to the chord.

    Where somebody sings, the soloist is silent.
    """
    hook, room = _hook(score), room_of(score)
    notes: list[Played] = []
    for bar in bars:
        for cell in cells(pattern_of(part, bar, "x"), bar, harmony, "-"):
            length = min(cell.length_beats * 0.98, room.rest(cell.start_beat))
            if length < LEAST_BEATS:
                continue
            midi = _octave(hook[len(notes) % len(hook)], part) if hook else part.low_midi
            if cell.start_beat % 1 == 0 or length >= 1 or not hook:
                midi = _bent(midi, cell.chord, part)
            notes.append(Played(cell.start_beat, length, midi, part.velocity))
    return notes


def _hook(score: Score) -> list[int]:
    lines = [line for section in score.sections if section.kind == "chorus" for line in section.lines]
    lines += [line for section in score.sections for line in section.lines]
    return [note.midi for note in lines[0].notes] if lines else []


def _octave(midi: int, part: Part) -> int:
    while midi < part.low_midi:
        midi += 12
    while midi > part.high_midi:
        midi -= 12
    return midi


def _bent(midi: int, chord: Chord, part: Part) -> int:
    choices = [tone for tone in range(part.low_midi, part.high_midi + 1) if tone % 12 in chord.pitch_classes]
    return min(choices, key=lambda tone: abs(tone - midi))
