"""What the musicians read: tempo, metre, key, chords and the sung melody. Time is in beats."""

from dataclasses import dataclass

from edge_service.song.lyrics import Line


@dataclass(frozen=True)
class Chord:
    """A chord and where it sounds.

    `root` and `bass` are pitch classes (C is 0); `quality` is one of maj, min, dim, aug, sus4, sus2,
    7, maj7, min7, min7b5, add9, 6.
    """

    root: int
    quality: str
    start_beat: float
    length_beats: float
    bass: int | None = None


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
    """A line of lyrics on its notes, in order and without overlap."""

    line: Line
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class ScoreSection:
    """A stretch of the song; an intro, an interlude or an outro has no lines."""

    name: str
    kind: str
    start_beat: float
    length_beats: float
    chords: tuple[Chord, ...]
    lines: tuple[SungLine, ...] = ()


@dataclass(frozen=True)
class Score:
    """The whole song on paper; sections follow one another without gaps, the first starts at beat 0.

    `metre` is (beats a bar, beat unit); a beat is always the unit that `tempo_bpm` counts.
    `tonic` is the pitch class of the key, `mode` is major or minor.
    """

    tempo_bpm: float
    metre: tuple[int, int]
    tonic: int
    mode: str
    sections: tuple[ScoreSection, ...]

    @property
    def length_beats(self) -> float:
        last = self.sections[-1]
        return last.start_beat + last.length_beats

    def seconds(self, beat: float) -> float:
        """Return when a beat sounds, in seconds from the start of the audio."""
        return beat * 60.0 / self.tempo_bpm
