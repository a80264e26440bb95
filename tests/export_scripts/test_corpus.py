"""The lead sheets are read as a musician would, and the model's rival counts correctly."""

import math
from collections import Counter

import pytest

from export_scripts.corpus import Tune, read_corpus
from export_scripts.markov import Markov


@pytest.fixture(scope="module")
def corpus() -> list[Tune]:
    return read_corpus()


def by_title(corpus: list[Tune], title: str) -> Tune:
    return next(tune for tune in corpus if tune.title == title)


def test_pitches_count_from_the_scale_that_the_song_is_in(corpus: list[Tune]) -> None:
    tune = by_title(corpus, "The Bells of St. Mary's")
    assert tune.mode == "major"
    assert [pitch % 12 for pitch in tune.pitches[:6]] == [7, 0, 0, 2, 4, 4]
    assert tune.places[1].chord is not None
    assert (tune.places[1].chord.root, tune.places[1].chord.tones) == (0, (0, 4, 7))


def test_bar_lines_are_where_the_stress_is(corpus: list[Tune]) -> None:
    marks = Counter(
        (place.start % place.bar == 0, place.stressed)
        for tune in corpus
        for place in tune.places
        if place.bar == 4.0 and place.stressed is not None
    )
    on, off = ((marks[where, True] / (marks[where, True] + marks[where, False])) for where in (True, False))
    assert on > 0.75 > 0.5 > off


def test_phrases_are_as_long_as_a_breath(corpus: list[Tune]) -> None:
    sizes = Counter(p.sung + p.left + 1 for tune in corpus for p in tune.places if p.sung == 0)
    assert sum(count for size, count in sizes.items() if 3 <= size <= 16) > 0.9 * sizes.total()


def test_tied_notes_sound_as_one(corpus: list[Tune]) -> None:
    for tune in corpus[:100]:
        assert all(place.length > 0 for place in tune.places)
    tune = by_title(corpus, "After the Ball")
    assert any(place.length >= 4.0 for place in tune.places)


def test_likelihoods_of_the_chain_add_up_to_one() -> None:
    chain = Markov(tokens=5)
    chain.learn([0, 1, 2, 3, 0, 1, 2, 4])
    total = sum(math.exp(-chain.losses([0, 1, 2, token])[-1]) for token in range(5))
    assert total == pytest.approx(1.0)


def test_the_chain_expects_what_it_has_counted() -> None:
    chain = Markov(tokens=5)
    chain.learn([0, 1, 2, 3] * 10)
    assert chain.losses([0, 1, 2, 3])[-1] < 0.1 < chain.losses([0, 1, 2, 4])[-1]
    given = Markov(tokens=5)
    given.learn([1, 2] * 10, [7, 8] * 10)
    assert given.losses([2], [8])[0] < given.losses([2], [7])[0]
