import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from edge_service.studio.painter.caption import captions
from edge_service.studio.painter.drawing import Scene, scenes
from edge_service.studio.painter.reading import choose_host, find_mentions

MESSAGES = tomllib.loads(Path(__file__).with_name("messages.toml").read_text("utf-8"))
# Words close to a keyword, or close without their accents, that speak of something else.
STRANGERS = {
    "en": "scathing carpets and starch",
    "es": "nada, nevera, patata, te lo digo",
    "fr": "en train de revenir, même dans le château, un chantier, un papillon né hier, à côté",
    "it": "lunedì Alberto in albergo, un favoloso isolato a Barcellona, piano, letteralmente",
    "pt-br": "nada, macaco, escolha, que seja, bolacha",
    "de": "hundert Seelen, Nachtisch, wegen der Natur, Reis, Single, aufregen",
    "nl": "honderd, maandag, deze maand, moe, sterven, kregen, verontreinigen, schooier",
    "id": "setiap hutang, kotak, supaya menarik, gurun, papan, selain itu, tendangan",
}


def drawn(message: str, language: str = "en") -> Scene:
    return choose_host(find_mentions(scenes(), message, language))[0]


def test_every_keyword_chooses_its_own_scene() -> None:
    wrong = [
        (language, word, drawn(word.strip("*"), language).name)
        for scene in scenes()
        for language in captions()
        for word in scene.keywords[language]
        if drawn(word.strip("*"), language) is not scene
    ]
    assert wrong == []


def test_every_hint_alone_chooses_its_own_scene() -> None:
    wrong = [
        (language, word, drawn(word.strip("*"), language).name)
        for scene in scenes()
        for language in captions()
        for word in scene.hints[language]
        if drawn(word.strip("*"), language) is not scene
    ]
    assert wrong == []


@pytest.mark.parametrize("language", MESSAGES)
def test_a_message_of_a_family_chooses_the_motif_it_speaks_of(language: str) -> None:
    seen = {message: drawn(message, language).name for message in MESSAGES[language]}
    assert seen == MESSAGES[language]


def test_reading_is_tried_in_every_language_of_the_captions() -> None:
    assert set(MESSAGES) == set(STRANGERS) == set(captions())
    assert min(len(messages) for messages in MESSAGES.values()) >= 6


def test_what_is_named_outweighs_thanks_and_family() -> None:
    assert drawn("Mum, thank you for all the Sunday pancakes. Thank you, dear Mum!").name == "breakfast"
    assert drawn("Gracias, mamá, abuela y papá, por las tardes en la playa", "es").name == "sea"


def test_a_cake_is_a_party_on_a_birthday_alone() -> None:
    assert drawn("Vó, obrigada pelo bolo de fubá. Saudade de você.", "pt-br").name == "kitchen"
    assert drawn("Oma, danke für den Apfelkuchen", "de").name == "kitchen"
    assert drawn("Obrigada pelo bolo de aniversário", "pt-br").name == "birthday"
    assert drawn("Danke für die Geburtstagstorte", "de").name == "birthday"
    assert drawn("Happy birthday, Sarah! Save me some cake.").name == "birthday"


def test_accents_and_capitals_do_not_matter() -> None:
    assert drawn("JARDIN", "es") is drawn("jardín", "es")
    assert drawn("OCÉANO", "es").name == drawn("oceano", "es").name == "sea"


def reading(*keywords: str) -> Scene:
    """Return a scene that some keywords alone name."""
    return replace(scenes()[0], keywords={"en": keywords})


def test_a_star_at_the_start_of_a_keyword_stands_for_any_letters() -> None:
    assert find_mentions([reading("*suppe*")], "Deine Linsensuppen", "en")
    assert not find_mentions([reading("suppe*")], "Deine Linsensuppen", "en")


def test_joined_letters_and_curly_apostrophes_do_not_matter() -> None:
    for message in ("Ma sœur, l\N{RIGHT SINGLE QUOTATION MARK}été", "ma soeur, l'ete"):
        assert find_mentions([reading("sœur")], message, "en")
        assert find_mentions([reading("l'été")], message, "en")


def test_a_word_that_two_keywords_fit_counts_once() -> None:
    assert find_mentions([reading("segel*", "*boot")], "ein Segelboot", "en")[0].named == 1


@pytest.mark.parametrize("language", STRANGERS)
def test_a_keyword_inside_another_word_is_not_read(language: str) -> None:
    assert find_mentions(scenes(), STRANGERS[language], language) == []


def test_of_two_scenes_named_once_the_first_named_is_drawn() -> None:
    assert drawn("the mountains and the sea").name == "mountains"
    assert drawn("the sea and the mountains").name == "sea"


def test_a_dog_and_the_sea_become_a_dog_at_the_sea() -> None:
    host, guests = choose_host(find_mentions(scenes(), "Our dog loved the beach", "en"))
    assert host.name == "sea"
    assert [guest.name for guest in guests] == ["dog"]


def test_a_hint_brings_no_guest() -> None:
    _, guests = choose_host(find_mentions(scenes(), "Thank you for the pancakes, Mum", "en"))
    assert guests == []


def test_one_thing_named_outweighs_any_number_of_hints() -> None:
    message = "Dear Mum, thank you, thank you: I miss you and love you, always, and your pancakes"
    assert drawn(message).name == "breakfast"
    assert drawn("To our new baby: sleep well, dream well, little one").name == "baby"
