"""A long stressed syllable may take more than one note: seldom, in key, and ending where it would have."""

from dataclasses import replace

import pytest

from edge_service.song.score import Score
from edge_service.studio.band import load_style
from tests.studio.composer.songs import WOMAN, composed, dedication, song_words, sung_lines, syllable_notes


def with_share(share: float, genre: str = "ballad", seed: int = 1, language: str = "en") -> Score:
    style = load_style(genre)
    style = replace(style, melody=replace(style.melody, melisma_share=share))
    return composed(song_words(language), dedication(genre, seed), style, WOMAN)


def test_without_a_share_every_syllable_has_one_note() -> None:
    for line in sung_lines(with_share(0.0)):
        assert len(line.notes) == line.line.syllable_count


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_melisma_ends_on_the_note_that_was_there_and_fills_its_time(language: str) -> None:
    found = 0
    for seed in range(4):
        plain, sung = (
            with_share(0.0, seed=seed, language=language),
            with_share(1.0, seed=seed, language=language),
        )
        for one, more in zip(sung_lines(plain), sung_lines(sung), strict=True):
            extra = len(more.notes) - len(one.notes)
            assert 0 <= extra <= 2
            found += extra > 0
            assert more.notes[0].start_beat == one.notes[0].start_beat
            assert [note.start_beat for note in syllable_notes(more)] == [n.start_beat for n in one.notes]
            assert more.notes[-1].midi == one.notes[-1].midi
            ends = [line.notes[-1].start_beat + line.notes[-1].length_beats for line in (one, more)]
            assert ends[0] == pytest.approx(ends[1])
    assert found >= 8


def test_its_notes_can_be_heard_one_by_one_within_the_range() -> None:
    score = with_share(1.0)
    for line in sung_lines(score):
        own = [note for note in line.notes if note not in syllable_notes(line)]
        for note in own:
            assert WOMAN.low_midi <= note.midi <= WOMAN.high_midi
        assert min(score.seconds(note.length_beats) for note in line.notes) >= 0.2


def test_a_share_is_about_that_many_lines() -> None:
    scores = [with_share(share, seed=seed) for seed in range(6) for share in (0.3, 1.0)]
    some, most = (
        sum(len(line.notes) > line.line.syllable_count for score in which for line in sung_lines(score))
        for which in (scores[::2], scores[1::2])
    )
    assert 0.1 * most < some < 0.55 * most


def test_the_same_line_has_the_same_melisma_when_it_returns() -> None:
    tunes: dict[str, set[tuple[int, ...]]] = {}
    for line in sung_lines(with_share(0.5)):
        tunes.setdefault(line.line.text, set()).add(tuple(note.midi for note in line.notes))
    assert all(len(own) == 1 for own in tunes.values())
