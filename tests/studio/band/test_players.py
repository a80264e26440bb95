"""How the players read their patterns."""

import numpy as np

from edge_service.song.score import Chord, Score, ScoreSection
from edge_service.song.style import Drums, Part
from edge_service.studio.band.bass import play_bass
from edge_service.studio.band.chords import play_chords
from edge_service.studio.band.drums import play_drums
from edge_service.studio.band.feel import play_by_hand
from edge_service.studio.band.parts import Played, bars, chords
from edge_service.studio.band.style_files import load_style

C, F = Chord(0, "maj", 0.0, 4.0), Chord(5, "maj", 4.0, 4.0)
SCORE = Score(
    "en",
    120.0,
    (4, 4),
    0,
    "major",
    (
        ScoreSection("Verse", "verse", 0.0, 7.5, (C, Chord(5, "maj", 4.0, 3.5))),
        ScoreSection("Chorus", "chorus", 7.5, 4.5, (Chord(5, "maj", 7.5, 0.5), Chord(0, "maj", 8.0, 4.0))),
        ScoreSection("Outro", "outro", 12.0, 4.0, (Chord(0, "maj", 12.0, 4.0),)),
    ),
)


def part(role: str, pattern: str, low: int = 36, high: int = 60) -> Part:
    kinds = ("verse", "chorus", "outro")
    return Part(role, 0, 80, low, high, 0.0, dict.fromkeys(kinds, (pattern,)))  # type: ignore[arg-type]


def test_a_bar_belongs_to_the_section_that_sounds_on_its_bar_line() -> None:
    assert [bar.section.kind for bar in bars(SCORE)] == ["verse", "verse", "chorus", "outro"]
    assert [bar.closes for bar in bars(SCORE)] == [False, True, True, False]
    assert [bar.final for bar in bars(SCORE)] == [False, False, False, True]


def test_a_chord_cut_by_an_anacrusis_is_one_chord_to_the_band() -> None:
    assert [(chord.start_beat, chord.length_beats) for chord in chords(SCORE)] == [
        (0, 4),
        (4, 4),
        (8, 4),
        (12, 4),
    ]


def test_the_bass_plays_root_fifth_and_a_step_into_the_next_root() -> None:
    notes = play_bass(bars(SCORE), chords(SCORE), SCORE, part("bass", "1-5a"))
    first, fifth, step, after = notes[:4]
    assert (first.midi % 12, fifth.midi % 12, after.midi % 12) == (0, 7, 5)
    assert abs(step.midi - after.midi) in (1, 2)


def test_the_last_bar_is_one_held_note() -> None:
    last = [
        n for n in play_bass(bars(SCORE), chords(SCORE), SCORE, part("bass", "1-5a")) if n.start_beat >= 12
    ]
    assert [(note.start_beat, note.midi % 12) for note in last] == [(12, 0)]
    assert last[0].length_beats > 3.5


def test_chords_move_by_small_steps() -> None:
    notes = play_chords(bars(SCORE), chords(SCORE), SCORE, part("chords", "X---", 48, 72))
    voicings = [sorted(n.midi for n in notes if n.start_beat == beat) for beat in (0, 4)]
    assert {midi % 12 for midi in voicings[0]} == {0, 4, 7}
    assert {midi % 12 for midi in voicings[1]} == {5, 9, 0}
    assert sum(abs(a - b) for a, b in zip(*voicings, strict=True)) <= 6


def test_a_held_chord_changes_with_the_harmony() -> None:
    halves = (Chord(0, "maj", 0.0, 2.0), Chord(5, "maj", 2.0, 2.0))
    score = Score("en", 120.0, (4, 4), 0, "major", (ScoreSection("Verse", "verse", 0.0, 4.0, halves),))
    notes = play_chords(bars(score), chords(score), score, part("chords", "X---", 48, 72))
    assert sorted({note.start_beat for note in notes}) == [0, 2]


def test_a_digit_plays_one_voice_of_the_chord() -> None:
    notes = play_chords(bars(SCORE), chords(SCORE), SCORE, part("chords", "1234", 48, 72))
    first = [note.midi for note in notes[:4]]
    assert first == sorted(first)
    assert len(set(first)) == 4


def test_the_drummer_fills_the_last_bar_before_a_section_with_a_groove() -> None:
    drums = Drums(
        0, 90, {"kick": 36, "snare": 38, "crash": 49},
        {"verse": {"kick": "x..."}, "chorus": {"kick": "x.x."}},
        ({"snare": "xxxx"},), {"chorus": "crash"},
    )  # fmt: skip
    strokes = play_drums(bars(SCORE), drums, np.random.default_rng(1))
    assert [s.midi for s in strokes if s.start_beat < 4] == [36]
    assert [s.midi for s in strokes if 4 <= s.start_beat < 8] == [38] * 4
    assert sorted(s.midi for s in strokes if s.start_beat == 8) == [36, 49]


def test_hands_stray_a_little_and_swing_delays_the_second_of_a_pair() -> None:
    score = Score("en", 70.0, (4, 4), 0, "major", (ScoreSection("", "verse", 0.0, 16.0, ()),))
    strict = [Played(beat / 4, 0.1, 60, 80) for beat in range(64)]
    played = play_by_hand(strict, score, load_style("lofi").band, 1.0, np.random.default_rng(1))
    late = np.array(
        [after.start_beat - before.start_beat for before, after in zip(strict, played, strict=True)]
    )
    assert np.abs(late[0::2]).max() < 0.06
    assert late[1::2].mean() - late[0::2].mean() > 0.02
    assert len({note.velocity for note in played}) > 20
