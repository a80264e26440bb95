"""Reads progressions in Roman numerals and lays them under the bars."""

import re
from dataclasses import dataclass

from edge_service.song.score import SCALES, Chord

NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii")
SIGNS = {"b": -1, "#": 1, "": 0}
ROMAN = re.compile(r"(?P<sign>[b#]?)(?P<numeral>[IV]+|[iv]+)(?P<suffix>[^/]*)(/(?P<bass>[1-7]))?")
LOWER = {"": "min", "7": "min7", "6": "min6", "o": "dim"}
UPPER = {"": "maj", "+": "aug"}


@dataclass(frozen=True)
class Key:
    """A tonic (pitch class) and its mode."""

    tonic: int
    mode: str

    def degree(self, number: int) -> int:
        """Return the pitch class of a scale degree, 1 to 7."""
        return (self.tonic + SCALES[self.mode][number - 1]) % 12

    @property
    def scale(self) -> tuple[int, ...]:
        return tuple(self.degree(number) for number in range(1, 8))


def read_bars(progression: str) -> list[list[str]]:
    """Return the numerals of each bar: "I | ii V" is [["I"], ["ii", "V"]]."""
    return [bar.split() for bar in progression.split("|")]


def read_chord(numeral: str, key: Key, start_beat: float, length_beats: float) -> Chord:
    """Return the chord that a Roman numeral means in a key; "/3" puts the key's third degree in the bass."""
    match = ROMAN.fullmatch(numeral)
    if match is None:
        raise ValueError(f"{numeral!r} is no chord")
    name, suffix, bass = match["numeral"], match["suffix"], match["bass"]
    root = key.degree(NUMERALS.index(name.lower()) + 1) + SIGNS[match["sign"]]
    quality = (LOWER if name.islower() else UPPER).get(suffix, suffix)
    return Chord(root % 12, quality, start_beat, length_beats, key.degree(int(bass)) if bass else None)


def line_bars(bars: list[list[str]], line: int, lines: int, usual: int, wanted: int) -> list[list[str]]:
    """Return `wanted` bars for a line: its place in the progression, the last line with the cadence.

    A line longer than usual stays on its last bar.
    """
    first = len(bars) - usual if line == lines - 1 else line * usual % len(bars)
    own = bars[first : first + usual]
    return own + [own[-1]] * (wanted - len(own))


def lay_chords(bars: list[list[str]], key: Key, start_beat: float, bar_beats: int) -> list[Chord]:
    """Return the chords of bars that follow one another; those of one bar share it equally."""
    chords = []
    for number, bar in enumerate(bars):
        length = bar_beats / len(bar)
        for place, numeral in enumerate(bar):
            start = start_beat + number * bar_beats + place * length
            chords.append(read_chord(numeral, key, start, length))
    return chords


def sing_scale(key: Key, chord: Chord) -> frozenset[int]:
    """Return the pitch classes that may be sung over a chord: the scale, bent where the chord bends it."""
    altered = {tone for tone in chord.pitch_classes if tone not in key.scale}
    bent = {(tone + step) % 12 for tone in altered for step in (-1, 1)}
    return frozenset((set(key.scale) - bent) | set(chord.pitch_classes))
