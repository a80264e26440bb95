"""From syllables to the model's phonemes."""

import pytest

from edge_service.errors import Unpronounceable
from edge_service.song.lyrics import Line, Syllable, Word
from edge_service.studio.lyricist import languages, spell_line
from edge_service.studio.lyricist.songbook import has_slots, load_songbook
from edge_service.studio.singer.tokens import glides, spell
from tests.studio.singer.lines import pancake_line

NAMES = [
    "Ana",
    "Zoé",
    "Hélène",
    "François",
    "Océane",
    "Guillaume",
    "Benoît",
    "Noémie",
    "Jérôme",
    "Anaïs",
    "Brigitte",
    "Chloé",
    "Giulia",
    "Chiara",
    "Niccolò",
    "Gianluca",
    "Beatrice",
    "Ludovica",
    "Michelangelo",
    "Ottavia",
    "João",
    "Conceição",
    "Thiago",
    "Letícia",
    "Inês",
    "Antônio",
    "Vitória",
    "Gonçalo",
    "Sebastião",
    "Juan",
    "José",
    "Íñigo",
    "Guadalupe",
    "Joaquín",
    "Jürgen",
    "Günther",
    "Sören",
    "Käthe",
    "Jöran",
    "Willemijn",
    "Sjoerd",
    "Nguyễn",
    "Siobhán",
    "Łukasz",
    "Wayan",
    "Jack",
]


def test_american_diphthongs_are_one_letter_and_lengths_are_left_out() -> None:
    signs = "".join(token.sign for token in spell(pancake_line(), "en"))
    assert signs == "θˈæŋk ju kˈATi."


def test_ids_are_those_of_the_model() -> None:
    assert [token.id for token in spell(pancake_line(), "en")][:4] == [119, 156, 72, 112]


def test_each_token_knows_its_syllable_and_part() -> None:
    parts = [(token.sign, token.role, token.syllable) for token in spell(pancake_line(), "en")]
    assert parts[:6] == [
        ("θ", "onset", 0),
        ("ˈ", "nucleus", 0),
        ("æ", "nucleus", 0),
        ("ŋ", "coda", 0),
        ("k", "coda", 0),
        (" ", "gap", 0),
    ]
    assert parts[-1] == (".", "gap", 3)


def test_spanish_is_spelled_as_espeak_writes_it() -> None:
    line = Line((Word("noche", (Syllable(("n",), "o", (), True), Syllable(("tʃ",), "e", (), False))),))
    assert "".join(token.sign for token in spell(line, "es")) == "nˈoʧe."


def test_vowels_always_have_a_pitch_and_stops_do_not() -> None:
    voiced = {token.sign: token.voiced for token in spell(pancake_line(), "en")}
    assert voiced["A"]
    assert voiced["ŋ"]
    assert not voiced["k"]


def test_diphthongs_glide() -> None:
    assert glides("aɪ", "en")
    assert not glides("iː", "en")


def test_a_sound_the_model_lacks_is_an_error_that_names_it() -> None:
    line = Line((Word("ʘ", (Syllable(("ʘ",), "a", (), True),)),))
    with pytest.raises(Unpronounceable, match="ʘ"):
        spell(line, "en")


def test_a_joined_vowel_is_one_with_the_syllable_before_it() -> None:
    es = Syllable((), "e", ("s",), stressed=False, joined=True)
    line = Line(
        (Word("la", (Syllable(("l",), "a", (), False),)), Word("está", (es, Syllable(("t",), "a", (), True))))
    )
    tokens = spell(line, "es")
    assert "".join(token.sign for token in tokens) == "laestˈa."
    assert [(token.role, token.syllable) for token in tokens[1:4]] == [
        ("nucleus", 0),
        ("nucleus", 0),
        ("coda", 0),
    ]


@pytest.mark.parametrize("language", [language.code for language in languages()])
def test_every_sound_of_the_songbook_and_of_names_is_known(language: str) -> None:
    lines = [
        line
        for theme in load_songbook(language).themes.values()
        for stanza in (*theme.couplets, *theme.closings, *theme.bridges)
        if not has_slots(stanza.lines)
        for line in stanza.lines
    ]
    for line in (*lines, *NAMES):
        assert spell(spell_line(line, language), language)
