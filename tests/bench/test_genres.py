"""The classifier of the bench names what it has learnt, and no more."""

import numpy as np
import pytest

from tests.bench.music.genres import FEATURES, name_genres

GENRES = [genre for genre in ("slow", "fast") for _ in range(4)]


def test_genres_that_differ_are_told_apart() -> None:
    table = np.array(
        [[len(genre) * 10.0 + number % 2] * len(FEATURES) for number, genre in enumerate(GENRES)]
    )
    table[4:] += 100
    named = name_genres(GENRES, table)
    assert (named.share, named.confused) == (1.0, ())


def test_genres_that_are_alike_are_confused() -> None:
    table = np.random.default_rng(1).normal(size=(40, len(FEATURES)))
    named = name_genres([f"genre {number // 4}" for number in range(40)], table)
    assert named.share < 0.4
    assert sum(count for *_, count in named.confused) == pytest.approx(40 * (1 - named.share))
