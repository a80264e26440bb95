"""What is said about the recipient is said to them, where that is sure."""

import tomllib
from pathlib import Path

import pytest

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist import languages
from edge_service.studio.lyricist.address import addressed
from edge_service.studio.lyricist.understanding import understand

LEAST_TURNED, LEAST_KEPT = 10, 6


def told(kind: str) -> list[tuple[str, ...]]:
    files = sorted(Path(__file__).parent.glob("*.toml"))
    return [(file.stem, *row) for file in files for row in tomllib.loads(file.read_text("utf-8"))[kind]]


def sung(language: str, to: str, message: str) -> str:
    dedication = Dedication(message, to, language=language)
    return addressed(message, dedication, understand(dedication))


@pytest.mark.parametrize(("language", "to", "about", "said"), told("turned"))
def test_a_sentence_about_the_recipient_is_said_to_them(
    language: str, to: str, about: str, said: str
) -> None:
    assert sung(language, to, about) == said


@pytest.mark.parametrize(("language", "to", "message"), told("kept"))
def test_a_sentence_stays_where_it_is_said_to_them_already_or_may_be_about_others(
    language: str, to: str, message: str
) -> None:
    assert sung(language, to, message) == message


def test_every_language_is_tried_on_enough_sentences() -> None:
    turned = [row[0] for row in told("turned")]
    kept = [row[0] for row in told("kept")]
    for language in languages():
        assert turned.count(language.code) >= LEAST_TURNED
        assert kept.count(language.code) >= LEAST_KEPT


def test_without_a_recipient_nothing_is_turned() -> None:
    assert sung("en", "", "My mum makes the best pancakes") == "My mum makes the best pancakes"


def test_only_the_sentence_asked_for_is_turned_but_the_whole_message_tells_of_whom() -> None:
    dedication = Dedication("My gran sings. She hums when it rains.", "Gran")
    assert (
        addressed("She hums when it rains.", dedication, understand(dedication)) == "You hum when it rains."
    )
