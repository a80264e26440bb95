"""How a line is phrased: what is added to its pitch and its level, and what is never harmed by it."""

from dataclasses import replace

import numpy as np
import pytest

from edge_service.song.style import Expression, Vibrato
from edge_service.studio.band import genres, load_style
from edge_service.studio.singer.expression import PLAIN, Phrasing, phrase
from edge_service.studio.singer.melody import TimedNote
from tests.studio.singer.lines import pancake_line

# Thank (stressed) you Ka- (stressed) tie, the last one long.
NOTES = (
    TimedNote(0.0, 0.5, 60, 0),
    TimedNote(0.5, 1.0, 62, 1),
    TimedNote(1.0, 1.6, 64, 2),
    TimedNote(1.6, 3.2, 62, 3),
)
TIMES = np.arange(0, 3.2, 0.001)
STILL = replace(PLAIN, vibrato=Vibrato(5.5, 0.0, 0.25, 0.5))


def phrased(expression: Expression, seed: int = 1) -> Phrasing:
    return phrase(pancake_line(), NOTES, expression, np.random.default_rng(seed))


def middles() -> list[np.ndarray]:
    """The times of each note that a listener takes for its pitch."""
    spans = [(note, min(0.08, (note.end - note.start) / 4)) for note in NOTES]
    return [TIMES[(note.start + edge <= TIMES) & (note.end - edge > TIMES)] for note, edge in spans]


@pytest.mark.parametrize("genre", [style.name for style in genres()])
@pytest.mark.parametrize("seed", range(8))
def test_no_genre_moves_a_note_from_its_pitch(genre: str, seed: int) -> None:
    made = phrased(load_style(genre).expression, seed)
    off = [abs(float(np.median(100 * made.bend(times)))) for times in middles()]
    assert np.median(off) < 4
    assert max(off) < 12


def test_a_scoop_comes_from_below_and_is_over_in_80_ms() -> None:
    bend = phrased(replace(STILL, scoop_cents=80.0, scoop_share=1.0)).bend(TIMES)
    assert bend[TIMES.searchsorted(1.0)] == pytest.approx(-0.8, abs=0.01)
    assert np.all(bend[(TIMES > 1.081) & (TIMES < 1.5)] == 0)
    assert bend.max() == 0


def test_only_stressed_notes_with_time_for_it_are_scooped() -> None:
    made = phrased(replace(STILL, scoop_cents=80.0, scoop_share=1.0))
    assert made.scooped == (True, False, True, False)


def test_a_fall_leaves_only_the_end_of_the_last_note() -> None:
    bend = phrased(replace(STILL, fall_cents=70.0, fall_share=1.0)).bend(TIMES)
    assert np.all(bend[TIMES < 3.2 - 0.15 * 1.6] == 0)
    assert bend[-1] == pytest.approx(-0.7, abs=0.01)
    assert np.all(np.diff(bend) <= 1e-12)


def test_a_share_of_none_is_none() -> None:
    assert np.all(phrased(replace(STILL, scoop_cents=80.0, fall_cents=70.0)).bend(TIMES) == 0)


def test_a_line_swells_towards_its_later_half_and_dies_down() -> None:
    gain = phrased(replace(STILL, swell_db=4.0)).gain_db(TIMES)
    assert gain[0] == pytest.approx(-4.0, abs=0.05)
    assert gain[TIMES.searchsorted(3.0)] == pytest.approx(-3.7, abs=0.3)
    assert gain.max() == pytest.approx(0.0, abs=0.01)
    assert 0.5 < TIMES[int(np.argmax(gain))] / 3.2 < 0.7


def test_a_last_vowel_is_let_go_and_a_last_consonant_is_not() -> None:
    style = replace(STILL, swell_db=0.01)
    closed = pancake_line()
    closed = replace(closed, words=(closed.words[1], closed.words[2], closed.words[0]))
    ends = [
        phrase(line, NOTES, style, np.random.default_rng(1)).gain_db(TIMES)[-1]
        for line in (pancake_line(), closed)
    ]
    assert ends == pytest.approx([-8.0, 0.0], abs=0.1)


def test_stressed_syllables_stand_out() -> None:
    gain = phrased(replace(STILL, accent_db=2.0)).gain_db(TIMES)
    thank, you, ka, tie = (float(gain[TIMES.searchsorted(at)]) for at in (0.25, 0.75, 1.3, 2.4))
    assert (thank, ka) == pytest.approx((0.0, 0.0), abs=0.01)
    assert (you, tie) == pytest.approx((-2.0, -2.0), abs=0.01)


def test_level_and_pitch_never_jump() -> None:
    style = load_style("ballad").expression
    made = phrased(replace(style, scoop_share=1.0, fall_share=1.0))
    assert np.abs(np.diff(made.gain_db(TIMES))).max() < 0.1
    assert np.abs(np.diff(made.bend(TIMES))).max() < 0.03


def test_a_held_note_strays_by_about_what_the_style_says_and_differently_in_other_lines() -> None:
    drifting = replace(STILL, drift_cents=5.0)
    bends = [100 * phrased(drifting, seed).bend(TIMES) for seed in range(6)]
    assert np.mean([np.std(bend) for bend in bends]) == pytest.approx(5.0, abs=1.5)
    assert np.corrcoef(bends[0], bends[1])[0, 1] < 0.9


def test_the_same_chance_gives_the_same_phrasing() -> None:
    style = load_style("ballad").expression
    assert np.array_equal(phrased(style).bend(TIMES), phrased(style).bend(TIMES))
    assert np.array_equal(phrased(style).gain_db(TIMES), phrased(style).gain_db(TIMES))


def test_plain_singing_adds_vibrato_alone() -> None:
    made = phrased(PLAIN)
    assert np.all(made.gain_db(TIMES) == 0)
    assert np.all(made.bend(TIMES)[TIMES < 0.25] == 0)
    assert np.abs(made.bend(TIMES)[TIMES > 2.2]).max() == pytest.approx(0.3, abs=0.01)
