"""Phonemes on notes."""

import numpy as np
import pytest

from edge_service.studio.singer.timing import LEAD_SECONDS, Plan, Slot, as_planned, lay, settled
from edge_service.studio.singer.tokens import spell
from tests.studio.singer.lines import pancake_line

TOKENS = spell(pancake_line(), "en")
NATURAL = np.array([18, 4, 2, 3, 2, 3, 2, 2, 3, 2, 3, 4, 3, 2, 9, 9, 1])


def plan(*notes: tuple[float, float]) -> Plan:
    assert len(NATURAL) == len(TOKENS) + 2
    return lay(TOKENS, NATURAL, tuple(Slot(start, end, False) for start, end in notes))


EVEN = ((0.0, 0.5), (0.5, 1.0), (1.0, 1.5), (1.5, 3.0))


@pytest.mark.parametrize("length", [0.18, 0.25, 0.5, 2.0])
def test_vowels_start_on_the_beat_whatever_the_length_of_the_notes(length: float) -> None:
    made = plan(*((index * length, (index + 1) * length) for index in range(4)))
    for index, vowel in enumerate(made.vowels):
        assert made.in_song(np.array([vowel.spoken_start]))[0] == pytest.approx(index * length, abs=0.001)


def test_time_never_runs_backwards() -> None:
    for length in (0.03, 0.08, 0.15, 0.2, 0.3, 1.0):
        made = plan(*((index * length, (index + 1) * length) for index in range(4)))
        assert np.all(np.diff(made.spoken) > 0)
        assert np.all(np.diff(made.sung) > 0)


def test_consonants_sound_before_the_beat() -> None:
    assert plan(*EVEN).start < -0.02


def test_a_line_opens_at_most_85_ms_before_its_beat_however_slow_its_first_consonant() -> None:
    slow = NATURAL.copy()
    slow[1] = 7
    made = lay(TOKENS, slow, tuple(Slot(start, end, False) for start, end in EVEN))
    assert made.start == pytest.approx(-0.085)
    assert made.in_song(np.array([slow[0] * 0.025 - LEAD_SECONDS]))[0] == pytest.approx(made.start)
    assert made.in_song(np.array([made.vowels[0].spoken_start]))[0] == pytest.approx(0.0)


def test_consonants_leave_most_of_every_note_to_the_vowel() -> None:
    made = plan((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8))
    for vowel in made.vowels:
        assert vowel.sung_end - vowel.sung_start >= 0.12 - 1e-9


def test_a_long_note_holds_the_vowel_not_the_consonants() -> None:
    short = plan((0.0, 1.0), (1.0, 1.5), (1.5, 2.0), (2.0, 3.5))
    long = plan((0.0, 2.0), (2.0, 2.5), (2.5, 3.0), (3.0, 4.5))
    assert long.vowels[0].sung_end == pytest.approx(short.vowels[0].sung_end + 1.0)


def test_a_rest_inside_a_line_is_silent() -> None:
    made = plan((0.0, 0.5), (0.5, 1.0), (2.0, 2.5), (2.5, 3.0))
    ((start, end),) = made.rests
    assert start == pytest.approx(1.0)
    assert 1.7 < end < 2.0


def test_there_and_back_is_the_same_time() -> None:
    made, times = plan(*EVEN), np.linspace(-0.2, 3.2, 200)
    assert np.allclose(made.in_song(made.in_model(times)), times)


def test_a_curve_is_still_before_the_first_phoneme() -> None:
    made = plan(*EVEN)
    natural = np.linspace(0, 1, 2 * int(NATURAL.sum()))
    moved = as_planned(natural, NATURAL, made)
    first = round((made.frames[0] * 0.025 - LEAD_SECONDS) / 0.0125)
    assert np.all(moved[:first] == natural[0])
    assert moved[first] > natural[0]


def test_the_breath_after_the_last_phoneme_is_not_held() -> None:
    natural = settled(NATURAL)
    assert natural.sum() == NATURAL.sum()
    assert natural[-3] == 5
    assert natural[-2] == NATURAL[-2] + NATURAL[-3] - 5


def test_a_curve_follows_its_phonemes_to_their_new_places() -> None:
    made = plan(*EVEN)
    natural = np.repeat(np.arange(len(NATURAL)), 2 * NATURAL).astype(float)
    moved = as_planned(natural, NATURAL, made)
    assert len(moved) == 2 * made.frames.sum()
    assert np.all(np.diff(moved) >= 0)
    for vowel, nucleus in zip(made.vowels, (2, 7, 9, 12), strict=True):
        at = int((vowel.spoken_start + vowel.spoken_end) / 2 / 0.0125)
        assert nucleus <= moved[at] <= nucleus + 2
