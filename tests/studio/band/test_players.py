"""How the players read their patterns."""

from dataclasses import replace

import numpy as np
import pytest

from edge_service.song.score import Chord, Score, ScoreSection
from edge_service.song.style import Drums, Part
from edge_service.studio.band.bass import play_bass
from edge_service.studio.band.chords import play_chords
from edge_service.studio.band.drums import bar_of, play_drums
from edge_service.studio.band.feel import Hand, play_by_hand, with_dynamics
from edge_service.studio.band.lead import play_lead
from edge_service.studio.band.parts import Played, at_scene, bars, chords, scale_of
from edge_service.studio.band.room import room_of, step_back
from edge_service.studio.band.style_files import load_style
from edge_service.studio.band.voicing import positions
from tests.studio.factory import small_score

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
    played = play_by_hand(strict, score, load_style("lofi").band, Hand(), np.random.default_rng(1))
    late = np.array(
        [after.start_beat - before.start_beat for before, after in zip(strict, played, strict=True)]
    )
    assert np.abs(late[0::2]).max() < 0.06
    assert late[1::2].mean() - late[0::2].mean() > 0.02
    assert len({note.velocity for note in played}) > 20


TWO_CHORUSES = Score(
    "en", 120.0, (4, 4), 0, "major",
    tuple(ScoreSection("", kind, 4.0 * place, 4.0, (replace(C, start_beat=4.0 * place),))
          for place, kind in enumerate(("chorus", "verse", "chorus", "outro"))),
)  # fmt: skip


def test_a_last_chorus_may_be_played_otherwise() -> None:
    table = {"chorus": "first", "chorus2": "later", "last_chorus": "last"}
    assert [at_scene(table, bar) for bar in bars(TWO_CHORUSES)] == ["first", None, "last", None]
    assert at_scene({"chorus": "any"}, bars(TWO_CHORUSES)[2]) == "any"


def test_dynamics_follow_the_scenes() -> None:
    band = replace(load_style("lofi").band, dynamics={"chorus": 0.5, "last_chorus": 1.5})
    notes = [Played(4.0 * place, 1.0, 60, 80) for place in range(4)]
    assert [note.velocity for note in with_dynamics(notes, bars(TWO_CHORUSES), band)] == [40, 80, 120, 80]


def test_the_bass_slips_into_the_next_chord_by_a_half_step_or_is_there_early() -> None:
    slipped = play_bass(bars(SCORE), chords(SCORE), SCORE, part("bass", "1--c"))
    assert abs(slipped[1].midi - slipped[2].midi) == 1
    early = play_bass(bars(SCORE), chords(SCORE), SCORE, part("bass", ".-5n"))
    assert (early[1].start_beat, early[1].midi % 12) == (3, 5)


def test_the_bass_marks_a_new_chord_with_its_root() -> None:
    halves = (Chord(0, "maj", 0.0, 2.0), Chord(5, "maj", 2.0, 2.0))
    score = Score("en", 120.0, (4, 4), 0, "major", (ScoreSection("Verse", "verse", 0.0, 4.0, halves),))
    score = replace(score, sections=(*score.sections, ScoreSection("Outro", "outro", 4.0, 4.0, halves)))
    notes = play_bass(bars(score), (*halves, replace(C, start_beat=4.0)), score, part("bass", "1-5-"))
    assert [note.midi % 12 for note in notes[:2]] == [0, 5]


@pytest.mark.parametrize(("quality", "tones"), [("maj", {0, 7}), ("maj7", {0, 7}), ("min", {0, 7})])
def test_power_chords_have_no_third(quality: str, tones: set[int]) -> None:
    power = replace(part("chords", "X---", 40, 64), voicing="power")
    for position in positions(Chord(0, quality, 0.0, 4.0), power, scale_of(SCORE, 0.0)):
        assert {midi % 12 for midi in position} == tones


def test_rootless_chords_leave_the_root_to_the_bass() -> None:
    rootless = replace(part("chords", "X---", 48, 72), voicing="rootless")
    for position in positions(Chord(0, "maj7", 0.0, 4.0), rootless, scale_of(SCORE, 0.0)):
        assert {midi % 12 for midi in position} == {4, 7, 11, 2}


def test_open_chords_are_wider_than_close_ones() -> None:
    close, wide = (
        positions(C, replace(part("chords", "X---", 48, 76), voicing=voicing), scale_of(SCORE, 0.0))
        for voicing in ("close", "open")
    )  # fmt: skip
    assert min(p[-1] - p[0] for p in wide) > min(p[-1] - p[0] for p in close)


def test_a_soloist_answers_where_the_singer_rests() -> None:
    score = small_score()
    sung = score.sections[1]
    held = replace(sung, chords=(replace(C, start_beat=4.0, length_beats=8.0),))
    score = replace(score, sections=(score.sections[0], held, *score.sections[2:]))
    notes = play_lead(bars(score), chords(score), score, part("lead", "xxxx", 60, 79))
    starts = [note.start_beat for note in notes if 3.5 <= note.start_beat < 12]
    assert starts == [7, 8, 9, 10, 11]


def test_extra_strokes_wait_until_the_singer_rests() -> None:
    score = small_score()
    held = replace(score.sections[1], chords=(replace(C, start_beat=4.0, length_beats=8.0),))
    score = replace(score, sections=(score.sections[0], held, *score.sections[2:]))
    notes = play_chords(bars(score), chords(score), score, part("chords", "X-o-", 48, 72))
    starts = {note.start_beat for note in notes if 4 <= note.start_beat < 12}
    assert starts == {4, 8, 10}


def test_players_step_back_while_somebody_sings() -> None:
    quiet, loud = step_back([Played(4.0, 1, 60, 80), Played(9.0, 1, 60, 80)], room_of(small_score()))
    assert quiet.velocity < loud.velocity == 80


def test_a_big_fill_leads_to_the_chorus_and_a_small_one_to_the_verse() -> None:
    drums = Drums(
        0, 90, {"kick": 36, "low": 41, "high": 50}, {"verse": {"kick": "x..."}, "chorus": {"kick": "x..."}},
        ({"high": "..xx"}, {"low": "xxxx"}), {},
    )  # fmt: skip
    strokes = play_drums(bars(TWO_CHORUSES), drums, np.random.default_rng(1))
    assert {stroke.midi for stroke in strokes if stroke.start_beat < 4} == {50}
    assert {stroke.midi for stroke in strokes if 4 <= stroke.start_beat < 8} == {41}


def test_a_groove_may_take_two_bars() -> None:
    assert [bar_of("x...|..x.", place) for place in range(3)] == ["x...", "..x.", "x..."]
