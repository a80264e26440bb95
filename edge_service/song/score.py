"""What the musicians read: tempo, metre, key, chords and the sung melody. Time is in beats."""

from collections.abc import Mapping
from dataclasses import dataclass

from edge_service.song.lyrics import Line
from edge_service.song.style import Expression

CHORD_TONES: Mapping[str, tuple[int, ...]] = {
    "maj": (0, 4, 7),
    "min": (0, 3, 7),
    "dim": (0, 3, 6),
    "aug": (0, 4, 8),
    "sus4": (0, 5, 7),
    "sus2": (0, 2, 7),
    "7": (0, 4, 7, 10),
    "maj7": (0, 4, 7, 11),
    "min7": (0, 3, 7, 10),
    "min7b5": (0, 3, 6, 10),
    "add9": (0, 4, 7, 2),
    "6": (0, 4, 7, 9),
    "min6": (0, 3, 7, 9),
}
SCALES: Mapping[str, tuple[int, ...]] = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}


@dataclass(frozen=True)
class Chord:
    """A chord and where it sounds.

    `root` and `bass` are pitch classes (C is 0), `quality` is a key of CHORD_TONES.
    """

    root: int
    quality: str
    start_beat: float
    length_beats: float
    bass: int | None = None

    @property
    def pitch_classes(self) -> tuple[int, ...]:
        return tuple((self.root + tone) % 12 for tone in CHORD_TONES[self.quality])


@dataclass(frozen=True)
class Note:
    """One sung note; `word` and `syllable` index into its line (a melisma repeats them)."""

    start_beat: float
    length_beats: float
    midi: int
    word: int
    syllable: int


@dataclass(frozen=True)
class SungLine:
    """A line of lyrics on its notes, in order and without overlap.

    `harmony` are the notes of a second voice, one for each of `notes`, or none.
    """

    line: Line
    notes: tuple[Note, ...]
    harmony: tuple[Note, ...] = ()


@dataclass(frozen=True)
class ScoreSection:
    """A stretch of the song; an intro, an interlude or an outro has no lines.

    A sung section begins with its anacrusis, which may sound before its first bar line.
    `key_up_semitones` is how far its key lies above the score's.
    """

    name: str
    kind: str
    start_beat: float
    length_beats: float
    chords: tuple[Chord, ...]
    lines: tuple[SungLine, ...] = ()
    key_up_semitones: int = 0


@dataclass(frozen=True)
class Score:
    """The whole song on paper; sections follow one another without gaps, the first starts at beat 0.

    Bar lines are at the multiples of `metre[0]`. `metre` is (beats a bar, beat unit); a beat is always
    the unit that `tempo_bpm` counts. `tonic` is the pitch class of the key, `mode` is major or minor.
    `language` is the code of the one it is sung in; without an `expression` it is sung plainly.
    `made_by` names the models that composed it.
    """

    language: str
    tempo_bpm: float
    metre: tuple[int, int]
    tonic: int
    mode: str
    sections: tuple[ScoreSection, ...]
    expression: Expression | None = None
    made_by: tuple[str, ...] = ()

    @property
    def length_beats(self) -> float:
        last = self.sections[-1]
        return last.start_beat + last.length_beats

    def seconds(self, beat: float) -> float:
        """Return when a beat sounds, in seconds from the start of the audio."""
        return beat * 60.0 / self.tempo_bpm
