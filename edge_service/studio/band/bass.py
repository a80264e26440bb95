"""The bass player: roots and fifths in the style's rhythm, near the note before, led into the next chord."""

from collections.abc import Set

from edge_service.song.score import Chord, Score
from edge_service.song.style import Part
from edge_service.studio.band.parts import Bar, Cell, Played, at_scene, cells, chord_at, scale_of

SEMITONES = {"6": 9, "7": 10}  # above the root, where the chord itself has none
RING = 1.8  # how much longer than its cell a root that comes too early sounds


def play_bass(bars: tuple[Bar, ...], harmony: tuple[Chord, ...], score: Score, part: Part) -> list[Played]:
    """Return the bass line of the whole song."""
    notes: list[Played] = []
    for bar in bars:
        scale = scale_of(score, bar.start_beat)
        for cell in cells(pattern_of(part, bar, "1"), bar, harmony, "1"):
            before = notes[-1].midi if notes else (part.low_midi + part.high_midi) // 2
            midi = _pitch(cell, before, harmony, scale, part)
            length = cell.length_beats * (RING if cell.sign == "n" and not bar.closes else 0.95)
            notes.append(Played(cell.start_beat, length, midi, part.velocity))
    return notes


def pattern_of(part: Part, bar: Bar, whole: str) -> str:
    """Return the pattern of a bar: the scene's, in turn; a part that plays in the last bar holds it."""
    patterns = at_scene(part.patterns, bar)
    if not patterns:
        return "."
    if bar.final:
        return whole + "-" * (len(patterns[0]) - 1)
    return patterns[bar.place % len(patterns)]


def _pitch(cell: Cell, before: int, harmony: tuple[Chord, ...], scale: Set[int], part: Part) -> int:
    root = _root(cell.chord, before, part)
    if cell.sign in "acn":
        target = _root(chord_at(harmony, cell.start_beat + cell.length_beats), before, part)
        return target if cell.sign == "n" else _approach(target, cell.sign, before, scale, part)
    if abs(cell.chord.start_beat - cell.start_beat) < 1e-6:
        return root
    return _tone(cell.sign, root, cell.chord, part)


def _root(chord: Chord, before: int, part: Part) -> int:
    """Return the chord's lowest tone nearest to the note before; the low half of the range is home."""
    wanted = chord.root if chord.bass is None else chord.bass
    home = part.low_midi + (part.high_midi - part.low_midi) // 3
    choices = [midi for midi in range(part.low_midi, part.high_midi + 1) if midi % 12 == wanted]
    return min(choices, key=lambda midi: abs(midi - before) + 0.8 * abs(midi - home))


def _tone(sign: str, root: int, chord: Chord, part: Part) -> int:
    if sign in "35":
        above = root + (chord.pitch_classes[int(sign) // 2] - root) % 12
    elif sign in SEMITONES:
        own = (chord.pitch_classes[3] - chord.root) % 12 if len(chord.pitch_classes) > 3 else 0
        above = root + (own if own > 8 and sign == "7" else SEMITONES[sign])
    else:
        above = root + (12 if sign == "8" else 0)
    return above if above <= part.high_midi else above - 12


def _approach(target: int, sign: str, before: int, scale: Set[int], part: Part) -> int:
    """Return a neighbour of the next root, on the side that the line comes from if the range allows."""
    side = 1 if before > target else -1
    steps = [side, -side] if sign == "c" else [side, 2 * side, -side, -2 * side]
    fitting = [step for step in steps if sign == "c" or (target + step) % 12 in scale]
    return next(target + step for step in [*fitting, 1] if part.low_midi <= target + step <= part.high_midi)
