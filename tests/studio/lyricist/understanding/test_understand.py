"""What is understood of a message."""

import pytest

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.understanding import THEMES, understand

PANCAKES = Dedication("Mum, thank you for the Sunday pancakes", "Mum", "Ana")


def test_the_theme_is_read_from_the_words() -> None:
    read = understand(PANCAKES)
    assert read.theme == "gratitude"
    assert 0.5 < read.theme_sure <= 1


@pytest.mark.parametrize(
    ("message", "language", "theme"),
    [
        ("Grandpa passed away in May, and the shed still smells of him", "en", "remembrance"),
        ("Willkommen auf der Welt, kleiner Emil", "de", "new_baby"),
        ("Perdóname por no haber llamado", "es", "apology"),
        ("Cepat sembuh ya, Bu", "id", "get_well"),
    ],
)
def test_every_theme_has_words_of_its_own(message: str, language: str, theme: str) -> None:
    assert theme in THEMES
    assert understand(Dedication(message, language=language)).theme == theme


def test_a_relative_has_a_gender() -> None:
    read = understand(PANCAKES)
    assert [(someone.text, someone.kind, someone.gender) for someone in read.people] == [("Mum", "kin", "f")]
    assert (read.to_gender, read.from_gender) == ("f", "f")
