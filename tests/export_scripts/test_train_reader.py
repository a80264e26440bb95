"""What the reader of messages learns."""

import numpy as np

from edge_service.studio.lyricist import languages
from edge_service.studio.lyricist.understanding import THEMES
from edge_service.studio.lyricist.understanding.ngrams import BUCKETS, load_cue_worth, load_table, word_grams
from export_scripts.train_reader import counted, fitted, learnt_worth, messages


def test_a_regression_tells_texts_apart_by_words_it_has_seen() -> None:
    texts = ["happy birthday dad", "blow out the candles", "get well soon", "out of hospital soon"]
    table = fitted(counted([word_grams(text) for text in texts]), np.array([0, 0, 1, 1]), 2, 0.01)
    found = counted([word_grams("the candles, dad"), word_grams("well soon")]) @ table
    assert found.argmax(axis=1).tolist() == [0, 1]


def test_a_sure_cue_is_worth_more_than_a_weaker_one() -> None:
    worth = learnt_worth(messages())
    assert (worth[0] > worth[1]).all()
    assert (worth[1] > 0).all()


def test_the_tables_that_are_kept_are_those_of_these_themes_and_languages() -> None:
    themes, tongues = load_table("themes"), load_table("languages")
    assert themes.names == THEMES
    assert sorted(tongues.names) == sorted(language.code for language in languages())
    assert themes.weights.shape == (BUCKETS, len(THEMES))
    assert load_cue_worth().shape == (3, len(THEMES))


def test_there_are_messages_of_every_theme_in_every_language() -> None:
    told = {(code, theme) for code, _, theme in messages()}
    assert told == {(language.code, theme) for language in languages() for theme in THEMES}
