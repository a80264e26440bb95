"""What is declined, and what must never be."""

import pytest

from edge_service.errors import UnkindMessage
from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist import check_dedication

from .claims import CLAIMS, cared


def declined(message: str, language: str) -> bool:
    try:
        check_dedication(Dedication(message, language=language))
    except UnkindMessage:
        return True
    return False


@pytest.mark.parametrize(("language", "message"), cared("unkind"))
def test_what_would_hurt_is_declined(language: str, message: str) -> None:
    assert declined(message, language)


@pytest.mark.parametrize(("language", "message"), cared("kind"))
def test_grief_jokes_and_innocent_words_pass(language: str, message: str) -> None:
    assert not declined(message, language)


@pytest.mark.parametrize("language", CLAIMS)
def test_what_hurts_in_one_language_is_declined_in_another(language: str) -> None:
    assert declined("I hate you", language)


@pytest.mark.parametrize("said_in", CLAIMS)
@pytest.mark.parametrize("language", CLAIMS)
def test_a_heavy_moment_gets_a_helpline_in_the_senders_language(language: str, said_in: str) -> None:
    heavy, helpline = CLAIMS[said_in]["care"]["heavy"][0], CLAIMS[language]["care"]["heavy"][1]
    with pytest.raises(UnkindMessage) as caught:
        check_dedication(Dedication(heavy, language=language))
    assert helpline in caught.value.hint
    assert "findahelpline.com" in caught.value.hint


@pytest.mark.parametrize("language", CLAIMS)
def test_a_crude_word_is_declined_for_the_word_not_the_thought(language: str) -> None:
    message, sentence = CLAIMS[language]["care"]["crude"]
    with pytest.raises(UnkindMessage, match=sentence):
        check_dedication(Dedication(message, language=language))


def test_names_are_read_with_the_same_care() -> None:
    with pytest.raises(UnkindMessage):
        check_dedication(Dedication("Thank you for the tea", to="you fat pig"))
