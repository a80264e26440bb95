"""Which language a text is in."""

import pytest

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.understanding import language_of, understand


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("love you mum", "en"),
        ("te quiero mamá", "es"),
        ("je t'aime maman", "fr"),
        ("ti voglio bene mamma", "it"),
        ("te amo mãe", "pt-br"),
        ("aku sayang ibu", "id"),
        ("danke Oma", "de"),
        ("ik hou van je", "nl"),
    ],
)
def test_the_language_of_three_words_is_known(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["Luca", "Привет, мама", "123", "ありがとう"])
def test_a_name_or_a_strange_script_is_in_no_language_for_sure(text: str) -> None:
    assert language_of(text) == ""


def test_another_language_than_the_chosen_one_is_offered() -> None:
    assert understand(Dedication("Gracias por los panqueques del domingo", language="en")).language == "es"


def test_a_text_too_short_to_tell_is_in_the_chosen_language() -> None:
    assert understand(Dedication("Luca", language="it")).language == "it"
