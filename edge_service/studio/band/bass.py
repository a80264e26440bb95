"""The bass player: roots and fifths in the style's rhythm, near the note before, led into the next chord."""

from edge_service.song.score import SCALES, Chord, Score
from edge_service.song.style import Part
from edge_service.studio.band.parts import Bar, Played, cells, chord_at

FIFTH, THIRD = 2, 1  # places in a chord's tones


def play_bass(bars: tuple[Bar, ...], harmony: tuple[Chord, ...], score: Score, part: Part) -> list[Played]:
    """Return the bass line of the whole song."""
    scale = {(score.tonic + step) % 12 for step in SCALES[score.mode]}
    notes: list[Played] = []
    for bar in bars:
        pattern = pattern_of(part, bar, "1")
        for cell in cells(pattern, bar, harmony, "1"):
            before = notes[-1].midi if notes else (part.low_midi + part.high_midi) // 2
            root = _root(cell.chord, before, part)
            if cell.sign == "a":
                after = chord_at(harmony, bar.start_beat + bar.length_beats)
                midi = _approach(_root(after, root, part), scale, part)
            else:
                midi = _tone(cell.sign, root, cell.chord, part)
            notes.append(Played(cell.start_beat, cell.length_beats * 0.95, midi, part.velocity))
    return notes


def pattern_of(part: Part, bar: Bar, whole: str) -> str:
    """Return the pattern of a bar: the section's, in turn; a part that plays in the last bar holds it."""
    patterns = part.patterns.get(bar.section.kind)
    if not patterns:
        return "."
    if bar.final:
        return whole + "-" * (len(patterns[0]) - 1)
    return patterns[bar.place % len(patterns)]


def _root(chord: Chord, before: int, part: Part) -> int:
    """Return the chord's lowest tone nearest to the note before; the low half of the range is home."""
    wanted = chord.root if chord.bass is None else chord.bass
    home = part.low_midi + (part.high_midi - part.low_midi) // 3
    choices = [midi for midi in range(part.low_midi, part.high_midi + 1) if midi % 12 == wanted]
    return min(choices, key=lambda midi: abs(midi - before) + 0.8 * abs(midi - home))


def _tone(sign: str, root: int, chord: Chord, part: Part) -> int:
    if sign == "8":
        return root + 12 if root + 12 <= part.high_midi else root
    if sign in "35":
        wanted = chord.pitch_classes[FIFTH if sign == "5" else THIRD]
        above = root + (wanted - root) % 12
        return above if above <= part.high_midi else above - 12
    return root


def _approach(target: int, scale: set[int], part: Part) -> int:
    """Return the scale's step below the next root, or above it at the bottom of the range."""
    steps = [step for step in (-1, -2, 1, 2) if (target + step) % 12 in scale]
    return next(target + step for step in [*steps, 1] if target + step >= part.low_midi)
