"""Compounds, and which vowels are meant."""

import pytest

from edge_service.song.lyrics import Word
from edge_service.studio.lyricist import spell_line
from edge_service.studio.lyricist.language import load_language
from edge_service.studio.lyricist.parts import compound_parts


def word(text: str, language: str) -> Word:
    return spell_line(text, language).words[0]


def stresses(text: str, language: str) -> list[bool]:
    return [syllable.stressed for syllable in word(text, language).syllables]


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("geburtstagskuchen", "de", ["geburts", "tags", "kuchen"]),
        ("vertrag", "de", ["vertrag"]),
        ("baum", "de", ["baum"]),
        ("regenboog", "nl", ["regen", "boog"]),
        ("birthday", "en", ["birthday"]),
    ],
)
def test_a_compound_falls_into_the_words_it_is_made_of(text: str, language: str, parts: list[str]) -> None:
    assert compound_parts(text, load_language(language).speech) == parts


def test_the_first_part_of_a_compound_carries_the_beat_and_no_two_beats_touch() -> None:
    assert stresses("Haustür", "de") == [True, False]
    assert stresses("Geburtstagskuchen", "de") == [False, True, False, True, False]
    assert stresses("regenboog", "nl") == [True, False, True]


def test_indonesian_beats_lie_on_the_last_syllable_but_one_unless_its_vowel_is_weak() -> None:
    assert stresses("bunga", "id") == [True, False]
    assert stresses("selamanya", "id") == [False, False, True, False]
    assert stresses("teman", "id") == [False, True]


def test_an_indonesian_e_is_clear_where_the_root_has_it_so_and_weak_elsewhere() -> None:
    nuclei = {
        text: [s.nucleus for s in word(text, "id").syllables] for text in ("merah", "keretaku", "dengan")
    }
    assert nuclei == {"merah": ["e", "a"], "keretaku": ["ə", "e", "a", "u"], "dengan": ["ə", "a"]}


def test_an_accent_on_an_indonesian_e_is_obeyed() -> None:
    assert [s.nucleus for s in word("Dédé", "id").syllables] == ["e", "e"]
