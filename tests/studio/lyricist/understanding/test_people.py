"""Who a message names, and as woman or man."""

import pytest

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.understanding import understand
from edge_service.studio.lyricist.understanding.people import gender_of


def named(message: str, language: str = "en", to: str = "") -> dict[str, str]:
    people = understand(Dedication(message, to, language=language)).people
    return {someone.text: someone.kind for someone in people}


def test_relatives_names_and_pets_are_told_apart() -> None:
    message = "Grandma Rose, you and our dog Biscuit taught Leo to swim in Maine"
    assert named(message) == {"Grandma Rose": "kin", "Biscuit": "pet", "Leo": "person"}


def test_days_places_and_the_first_word_of_a_sentence_are_no_names() -> None:
    assert named("Every Sunday in Paris. Nothing was better. Merry Christmas!") == {}


def test_a_german_noun_is_no_name_but_a_first_name_is() -> None:
    assert named("Der Kuchen war verbrannt, und Annika hat gelacht.", "de") == {"Annika": "person"}


def test_the_recipient_is_found_in_small_letters_too() -> None:
    assert named("happy birthday zadie, see you at the lake", to="Zadie") == {"zadie": "person"}


@pytest.mark.parametrize(
    ("name", "language", "gender"),
    [
        ("Mum", "en", "f"),
        ("Uncle Ray", "en", "m"),
        ("Andrea", "it", "m"),
        ("Andrea", "es", "f"),
        ("Herr Krüger", "de", "m"),
        ("Karima", "it", "f"),
        ("Kim", "es", "f"),
        ("Julia und Ben", "de", ""),
        ("la familia Luna", "es", ""),
        ("Robin", "en", ""),
        ("Bu Rina", "id", "f"),
    ],
)
def test_a_gender_is_told_where_a_name_is_sure_of_it(name: str, language: str, gender: str) -> None:
    assert gender_of(name, language) == gender


@pytest.mark.parametrize(
    ("language", "message", "occasion"),
    [
        ("en", "Merry Christmas, Dad, the tree is up", "christmas"),
        ("es", "Feliz día de la madre, mami", "mothers_day"),
        ("de", "Alles Gute zur Hochzeit, ihr zwei", "wedding"),
        ("id", "Selamat lebaran, aku mudik besok", "eid"),
        ("nl", "Van harte met je pensioen", "retirement"),
        ("fr", "Bonne année, Mamie", "new_year"),
        ("en", "The boat is blue", ""),
    ],
)
def test_the_day_a_message_is_for_is_read(language: str, message: str, occasion: str) -> None:
    assert understand(Dedication(message, language=language)).occasion == occasion


def test_an_agreeing_word_tells_who_speaks_and_to_whom() -> None:
    read = understand(Dedication("Querida amiga, estoy muy orgullosa de ti", "Ale", "Cris", language="es"))
    assert (read.to_gender, read.from_gender) == ("f", "f")


def test_a_stranger_is_spoken_to_formally_and_a_mother_is_not() -> None:
    doctor = Dedication("Gracias, doctora Ruiz. Usted me devolvió la calma.", "Doctora Ruiz", language="es")
    assert understand(doctor).formal
    assert not understand(Dedication("Gracias, mamá, por tus sopas", "Mamá", language="es")).formal
