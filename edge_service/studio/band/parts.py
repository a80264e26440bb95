"""What the players share: played notes, the bars of a score, and the cells of a pattern."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from edge_service.song.score import SCALES, Chord, Score, ScoreSection

HOLD, SILENCE = "-", "."

Value = TypeVar("Value")


@dataclass(frozen=True)
class Played:
    """One note of the band; `velocity` is MIDI's, 1 to 127."""

    start_beat: float
    length_beats: float
    midi: int
    velocity: float

    @property
    def end_beat(self) -> float:
        return self.start_beat + self.length_beats


@dataclass(frozen=True)
class Bar:
    """One bar: its section, its place in it, and what the next bar's section is (None after the last).

    `scenes` are the names under which a player looks up what to play there, the most telling first.
    """

    start_beat: float
    length_beats: int
    section: ScoreSection
    place: int
    following: ScoreSection | None
    scenes: tuple[str, ...]

    @property
    def closes(self) -> bool:
        """Whether another section follows after this bar."""
        return self.following is not None and self.following is not self.section

    @property
    def final(self) -> bool:
        return self.following is None


@dataclass(frozen=True)
class Cell:
    """What a pattern plays: its sign, where it is, and how long it lasts with the cells that hold it."""

    sign: str
    start_beat: float
    length_beats: float
    chord: Chord


def bars(score: Score) -> tuple[Bar, ...]:
    """Return the score's bars; an anacrusis does not count for the section that it opens."""
    length = score.metre[0]
    starts = [number * length for number in range(round(score.length_beats / length))]
    owners = [_section_at(score, start) for start in starts]
    return tuple(
        Bar(float(start), length, owner, owners[:number].count(owner), following, _scenes(score, owner))
        for number, (start, owner, following) in enumerate(
            zip(starts, owners, [*owners[1:], None], strict=True)
        )
    )


def scale_of(score: Score, beat: float) -> frozenset[int]:
    """Return the pitch classes of the key that the score is in at a beat."""
    tonic = score.tonic + _section_at(score, beat).key_up_semitones
    return frozenset((tonic + step) % 12 for step in SCALES[score.mode])


def at_scene(table: Mapping[str, Value], bar: Bar) -> Value | None:
    """Return what a table by scene says for a bar."""
    return next((table[scene] for scene in bar.scenes if scene in table), None)


def chord_at(score_chords: tuple[Chord, ...], beat: float) -> Chord:
    """Return the chord that sounds at a beat."""
    return next(chord for chord in reversed(score_chords) if chord.start_beat <= beat + 1e-6)


def chords(score: Score) -> tuple[Chord, ...]:
    """Return the score's chords in order, equal neighbours that an anacrusis parts joined again."""
    joined: list[Chord] = []
    for chord in (chord for section in score.sections for chord in section.chords):
        last = joined[-1] if joined else None
        same = last and (last.root, last.quality, last.bass) == (chord.root, chord.quality, chord.bass)
        if last and same and chord.start_beat % score.metre[0]:
            length = last.length_beats + chord.length_beats
            joined[-1] = Chord(last.root, last.quality, last.start_beat, length, last.bass)
        else:
            joined.append(chord)
    return tuple(joined)


def cells(pattern: str, bar: Bar, harmony: tuple[Chord, ...], struck: str) -> Iterator[Cell]:
    """Yield what a pattern plays in a bar; where the chord changes under a held cell, it plays `struck`."""
    width = bar.length_beats / len(pattern)
    signs = []
    for place, sign in enumerate(pattern):
        beat = bar.start_beat + place * width
        chord = chord_at(harmony, beat)
        changed = abs(chord.start_beat - beat) < width / 2
        signs.append((struck if sign == HOLD and changed else sign, beat, chord))
    for place, (sign, beat, chord) in enumerate(signs):
        if sign in (HOLD, SILENCE):
            continue
        held = 1
        while place + held < len(signs) and signs[place + held][0] == HOLD:
            held += 1
        yield Cell(sign, beat, held * width, chord)


def _section_at(score: Score, beat: float) -> ScoreSection:
    return next(section for section in reversed(score.sections) if section.start_beat <= beat + 1e-6)


def _scenes(score: Score, section: ScoreSection) -> tuple[str, ...]:
    """Return "last_chorus", "chorus2", "chorus" for a last chorus that is not the first, and so on."""
    kind = section.kind
    alike = [each.start_beat for each in score.sections if each.kind == kind]
    if section.start_beat == alike[0]:
        return (kind,)
    last = (f"last_{kind}",) if section.start_beat == alike[-1] else ()
    return (*last, f"{kind}2", kind)
