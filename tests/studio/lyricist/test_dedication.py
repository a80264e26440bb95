"""What a dedication may hold."""

import pytest

from edge_service.errors import (
    BadDedication,
    EmptyMessage,
    MessageTooLong,
    MixedScripts,
    UnknownLanguage,
    UnknownLength,
    UnknownMood,
    UnknownTheme,
    Unpronounceable,
)
from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist import check_dedication, moods


def test_text_comes_back_tidy() -> None:
    checked = check_dedication(
        Dedication(
            "  Mum,\u00a0 thank   you 🎉\r\n for “it all”\u202e\x00 ", to="  Mum\n ", sender=" Zoe\u0308 "
        )
    )
    assert checked.message == 'Mum, thank you\nfor "it all"'
    assert checked.to == "Mum"
    assert checked.sender == "Zoë"


@pytest.mark.parametrize("message", ["", "   ", "\n\t", "🎉🎉", "?!...", "❤️ <3 :)", "\x00\u200b"])
def test_an_empty_message_is_refused(message: str) -> None:
    with pytest.raises(EmptyMessage):
        check_dedication(Dedication(message))


def test_a_message_too_long_says_how_long_it_is() -> None:
    with pytest.raises(MessageTooLong, match="10000") as caught:
        check_dedication(Dedication("a " * 4999 + "aa"))
    assert caught.value.code == "message_too_long"
    assert caught.value.hint


def test_two_thousand_characters_are_accepted() -> None:
    message = ("I love you so much. " * 100).strip()
    assert check_dedication(Dedication(message)).message == message


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"language": "xx"}, UnknownLanguage),
        ({"language": "../en"}, UnknownLanguage),
        ({"mood": "furious"}, UnknownMood),
        ({"theme": "taxes"}, UnknownTheme),
        ({"length": "endless"}, UnknownLength),
        ({"to": "x" * 61}, BadDedication),
        ({"sender": "x" * 61}, BadDedication),
        ({"to": "🎉"}, Unpronounceable),
        ({"to": "Алиса"}, Unpronounceable),
        ({"to": "123"}, Unpronounceable),
    ],
)
def test_each_wrong_wish_has_its_own_error(wrong: dict[str, str], error: type[BadDedication]) -> None:
    with pytest.raises(error) as caught:
        check_dedication(Dedication("Thank you for the tea", **wrong))
    assert type(caught.value) is error
    assert caught.value.hint


@pytest.mark.parametrize("message", ["Привет, мама", "thank you мама", "ありがとう", "σ'αγαπώ"])
def test_a_script_the_language_does_not_use_is_refused(message: str) -> None:
    with pytest.raises(MixedScripts):
        check_dedication(Dedication(message))


def test_every_mood_is_accepted() -> None:
    assert moods() == ("warm", "joyful", "tender", "nostalgic", "hopeful", "playful")
    for mood in moods():
        check_dedication(Dedication("Thank you", mood=mood))
