"""Long songs have a bridge, and a last chorus that may rise; moods borrow chords."""

from dataclasses import replace

import pytest

from edge_service.song.score import Score, ScoreSection
from edge_service.song.style import HarmonyVoice
from edge_service.studio.band import genres, load_style
from edge_service.studio.band.parts import scale_of
from edge_service.studio.composer.setting import choose_setting
from tests.studio.composer.songs import MAN, WOMAN, composed, dedication, form_words, sung_notes


def long_song(semitones: int, genre: str = "pop") -> Score:
    style = replace(load_style(genre), last_chorus_up={"long": semitones})
    style = replace(style, harmony_voice=HarmonyVoice("above", "last", 4))
    return composed(form_words(genre, "long"), dedication(genre, length="long"), style, MAN)


def choruses(score: Score) -> list[ScoreSection]:
    return [section for section in score.sections if section.kind == "chorus"]


def tune(section: ScoreSection) -> list[int]:
    return [note.midi for line in section.lines for note in line.notes]


@pytest.mark.parametrize("style", genres(), ids=lambda style: style.name)
def test_every_genre_brings_a_bridge_before_the_last_chorus_of_a_long_song(style: object) -> None:
    form = load_style(style.name).forms["long"]  # type: ignore[attr-defined]
    last = len(form) - 1 - form[::-1].index("chorus")
    assert form.index("bridge") < last


def test_the_last_chorus_rises_with_its_chords_and_what_follows_it() -> None:
    score = long_song(2)
    first, *_, last = choruses(score)
    assert tune(last) == [midi + 2 for midi in tune(first)]
    assert (first.key_up_semitones, last.key_up_semitones) == (0, 2)
    assert {(chord.root - 2) % 12 for chord in last.chords} >= {chord.root for chord in first.chords[:4]}
    assert score.sections[-1].chords[-1].root == (score.tonic + 2) % 12


def test_what_rises_stays_in_the_singers_range_the_second_voice_too() -> None:
    for semitones in (1, 3):
        score = long_song(semitones)
        sung = sung_notes(score)
        sung += [note for part in score.sections for line in part.lines for note in line.harmony]
        assert MAN.low_midi <= min(n.midi for n in sung) <= max(n.midi for n in sung) <= MAN.high_midi


def test_only_the_length_that_the_style_names_rises() -> None:
    style = replace(load_style("pop"), last_chorus_up={"long": 2})
    words = form_words("pop", "standard")
    score = composed(words, dedication("pop"), style, WOMAN)
    assert not any(section.key_up_semitones for section in score.sections)


def test_a_mood_borrows_the_chords_that_the_style_lends_it() -> None:
    style = load_style("pop")
    warm = replace(style.moods["warm"], borrows=1.0)
    lending = replace(style, borrowed={"major": {"IV": "iv"}}, moods={**style.moods, "warm": warm})

    def numerals(own: object) -> set[str]:
        setting = choose_setting(dedication("pop"), own, WOMAN)  # type: ignore[arg-type]
        return {chord for bars in setting.progressions.values() for bar in bars for chord in bar}

    assert "IV" in numerals(style)
    assert "iv" in numerals(lending)
    assert "IV" not in numerals(lending)


def test_bridge_and_prechorus_are_sung_to_tunes_of_their_own() -> None:
    score = long_song(0)
    tunes = {section.kind: tune(section) for section in score.sections if section.lines}
    assert set(tunes) == {"verse", "prechorus", "chorus", "bridge"}
    assert tunes["bridge"] not in (tunes["verse"], tunes["chorus"])


def test_the_band_follows_the_last_chorus_into_its_key() -> None:
    score = long_song(2)
    rise = score.sections[-1].key_up_semitones
    scales = [scale_of(score, beat) for beat in (0.0, score.length_beats - 1)]
    assert scales[1] == {(pitch + rise) % 12 for pitch in scales[0]} != scales[0]
