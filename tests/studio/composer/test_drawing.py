"""Tunes keep the rules of singing whatever the model likes, and the best of them is kept."""

from itertools import pairwise

import numpy as np
import pytest

from edge_service.studio.band import load_style
from edge_service.studio.composer.drawing import LEAP, TUNES, Drawn, Singer, draw_tunes
from edge_service.studio.composer.fitting import Layout, fit_song
from edge_service.studio.composer.layout import words_of
from edge_service.studio.composer.plan import plan_song
from edge_service.studio.composer.setting import choose_setting
from edge_service.studio.composer.spots import Spot, frame_of, spots_of
from edge_service.studio.composer.weighing import best_tune, scores
from tests.studio.composer.songs import WOMAN, dedication, models, song_words


def layout(genre: str) -> Layout:
    style, asked = load_style(genre), dedication(genre)
    setting = choose_setting(asked, style, WOMAN)
    return fit_song(plan_song(song_words("en"), style.forms["standard"]), setting, style)


def verse_spots(genre: str) -> list[Spot]:
    laid, verse = layout(genre), song_words("en").sections[0]
    return spots_of("verse", laid.phrases[words_of(verse)], laid.setting, {})


def drawn(genre: str, spots: list[Spot], before: int | None = None, seed: int = 1) -> Drawn:
    key = layout(genre).setting.key
    singer = Singer(WOMAN.low_midi, WOMAN.high_midi, frame_of(key), key.mode)
    return draw_tunes(spots, singer, before, models(), np.random.default_rng(seed))


@pytest.mark.parametrize("genre", ["pop", "ballad", "lofi"])
def test_every_tune_drawn_keeps_to_range_octave_and_chords(genre: str) -> None:
    spots = verse_spots(genre)
    midis = drawn(genre, spots, before=WOMAN.low_midi).midis
    assert midis.shape == (TUNES, len(spots))
    assert WOMAN.low_midi <= midis.min() <= midis.max() <= WOMAN.high_midi
    assert np.abs(np.diff(midis)).max() <= 12
    assert (midis[:, 0] - WOMAN.low_midi).max() <= 12
    for index, spot in enumerate(spots):
        allowed = spot.tones & spot.scale if spot.settled else spot.scale
        assert set(midis[:, index] % 12) <= allowed


def test_leaps_are_not_followed_by_more_of_the_same() -> None:
    onward = [
        (b - a) * (c - b) > 2 * LEAP
        for tune in drawn("pop", verse_spots("pop")).midis
        for (a, b), (_, c) in pairwise(pairwise(tune))
        if abs(b - a) >= LEAP
    ]
    assert len(onward) > 50
    assert sum(onward) <= 0.02 * len(onward)


def test_the_same_seed_draws_the_same_tunes_and_another_others() -> None:
    spots = verse_spots("pop")
    one, again, other = (drawn("pop", spots, seed=seed).midis for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert np.mean(one != other) > 0.5


def test_the_best_tune_breaks_no_rule_and_is_neither_dull_nor_wild() -> None:
    spots = verse_spots("pop")
    tunes = drawn("pop", spots)
    best = int(np.argmax(scores(tunes, spots, None)))
    assert best_tune(tunes, spots, None) == tuple(tunes.midis[best])
    assert tunes.broken[best] <= tunes.broken.mean()
    assert 1.0 < tunes.surprises[best].mean() < 2.2


def test_a_tune_on_one_note_never_wins() -> None:
    spots = verse_spots("pop")
    tunes = drawn("pop", spots)
    tunes.midis[0] = 60
    assert np.argmin(scores(tunes, spots, None)) == 0 or best_tune(tunes, spots, None) != (60,) * len(spots)
