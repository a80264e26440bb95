"""What the singer reads off a line of text."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from edge_service.errors import UnknownLanguage, Unpronounceable
from edge_service.song.lyrics import Word
from edge_service.studio.lyricist import languages, spell_line

from .claims import CLAIMS, each


def spelled(word: Word) -> str:
    return "-".join(
        "".join((*syllable.onset, syllable.nucleus, *syllable.coda)) for syllable in word.syllables
    )


def stresses(word: Word) -> list[bool]:
    return [syllable.stressed for syllable in word.syllables]


@pytest.mark.parametrize(("language", "text", "expected"), each("syllables"))
def test_words_fall_into_the_syllables_one_sings(language: str, text: str, expected: str) -> None:
    assert " ".join(map(spelled, spell_line(text, language).words)) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the heart of the matter", "en"),
        ("I want to go out of the house for the day", "en"),
        ("it is one of the best of all the days in the year", "en"),
        ("y yo te quiero a ti en el mundo de los dos", "es"),
        ("mi hijo y el ahijado de la abuela", "es"),
    ],
)
def test_words_stay_one_to_one_with_the_text_where_espeak_joins_them(text: str, language: str) -> None:
    line = spell_line(text, language)
    assert [word.text for word in line.words] == text.split()
    assert line.text == text


def test_words_keep_their_punctuation_and_spelling() -> None:
    assert spell_line("“Don’t” stop, MUM!", "en").text == '"Don\'t" stop, MUM!'


@pytest.mark.parametrize(
    ("text", "language", "syllables"),
    [
        ("3", "en", 1),
        ("twenty-three", "en", 3),
        ("23", "en", 3),
        ("$5", "en", 3),
        ("50%", "en", 4),
        ("3rd", "en", 1),
        ("1999", "en", 5),
        ("25", "es", 4),
        ("3", "es", 1),
    ],
)
def test_numbers_are_shown_as_written_and_sung_as_words(text: str, language: str, syllables: int) -> None:
    line = spell_line(text, language)
    assert line.text == text
    assert line.syllable_count == syllables


def test_content_words_carry_stress_and_function_words_do_not() -> None:
    words = {word.text: word for word in spell_line("You are the window of my little house", "en").words}
    assert stresses(words["window"]) == [True, False]
    assert stresses(words["little"]) == [True, False]
    assert not any(stresses(words[word])[0] for word in ("You", "are", "the", "of", "my"))


def test_spanish_stress_is_where_it_is_written() -> None:
    words = {word.text: word for word in spell_line("la canción de mi mamá camina", "es").words}
    assert stresses(words["canción"]) == [False, True]
    assert stresses(words["mamá"]) == [False, True]
    assert stresses(words["camina"]) == [False, True, False]
    assert stresses(words["la"]) == [False]


def test_latin_american_spanish_has_no_theta() -> None:
    line = spell_line("corazón cielo zapato", "es")
    sounds = {sound for word in line.words for s in word.syllables for sound in (*s.onset, *s.coda)}
    assert "θ" not in sounds
    assert "s" in sounds


def test_emoji_and_emoticons_are_dropped() -> None:
    assert spell_line("I love you ❤️ 🎉 <3 :)", "en").text == "I love you"
    assert spell_line("👨‍👩‍👧 family 3️⃣", "en").text == "family 3"


@pytest.mark.parametrize("text", ["Привет", "hello 你好", "¿¿??", "❤️", "—"])
def test_what_cannot_be_sung_is_named(text: str) -> None:
    with pytest.raises(Unpronounceable):
        spell_line(text, "en")


def test_the_unreadable_word_is_in_the_sentence() -> None:
    with pytest.raises(Unpronounceable, match="Привет"):
        spell_line("hello Привет", "en")


def test_an_unknown_language_says_which_are_known() -> None:
    with pytest.raises(UnknownLanguage, match=", ".join(CLAIMS)):
        spell_line("saluton", "eo")


def test_languages_call_themselves_by_their_own_name() -> None:
    assert {language.code: language.label for language in languages()} == {
        code: claims["label"] for code, claims in CLAIMS.items()
    }


def test_a_language_says_whether_it_is_well_sung() -> None:
    assert {"en"} <= {language.code for language in languages() if language.status == "supported"}
    assert {language.status for language in languages()} <= {"supported", "experimental"}


@pytest.mark.parametrize(
    "name", ["Nguyễn", "Siobhán", "Zoë", "Łukasz", "François", "Ñoño", "O'Brien", "J.R.", "Mary-Jane"]
)
@pytest.mark.parametrize("language", CLAIMS)
def test_names_from_elsewhere_are_sung_in_few_syllables(name: str, language: str) -> None:
    assert 1 <= spell_line(name, language).syllable_count <= 5


def test_every_syllable_has_one_vowel_and_no_stress_marks() -> None:
    text = "The squirrel's fire burns under every hour of our power, my dear choir of twelve strengths"
    for word in spell_line(text, "en").words:
        for syllable in word.syllables:
            sounds = "".join((*syllable.onset, syllable.nucleus, *syllable.coda))
            assert syllable.nucleus
            assert not set(sounds) & set("ˈˌ_() ")


def test_many_threads_in_two_languages_hear_what_one_hears() -> None:
    texts = [("You are the window and the view", "en"), ("Eres ventana y paisaje", "es")] * 40
    alone = [spell_line(*text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: spell_line(*text), texts)) == alone
