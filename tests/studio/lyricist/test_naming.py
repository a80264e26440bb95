"""People are named as a speaker of the language would, wherever their name stands."""

from dataclasses import replace

import pytest

from edge_service.song.dedication import Dedication
from edge_service.studio.band import load_style
from edge_service.studio.lyricist import check_dedication, draft
from edge_service.studio.lyricist.weave.naming import (
    behind_for,
    behind_from,
    called,
    joined,
    spoken_of,
)


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("de", "die Kinder", "Kinder"),
        ("de", "meine Oma", "Oma"),
        ("de", "Liebling", "Liebling"),
        ("it", "Nonno Aldo", "nonno Aldo"),
        ("it", "i ragazzi", "ragazzi"),
        ("es", "Mamá", "mamá"),
        ("es", "mi mamá", "mamá"),
        ("es", "mi amor", "mi amor"),
        ("pt-br", "Vó Célia", "vó Célia"),
        ("fr", "l'équipe", "équipe"),
        ("fr", "Maman", "maman"),
        ("en", "Mum", "Mum"),
        ("nl", "de kinderen", "kinderen"),
        ("id", "Ibu", "Ibu"),
    ],
)
def test_somebody_is_called_without_article_and_by_a_small_kinship_word(
    language: str, name: str, said: str
) -> None:
    assert called(name, language) == said


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("es", "Mamá", "mamá"),
        ("es", "Abuela Rosa", "la abuela Rosa"),
        ("es", "Maestro Olmedo", "el maestro Olmedo"),
        ("pt-br", "Mãe", "a mãe"),
        ("pt-br", "Senhora Eulália", "a senhora Eulália"),
        ("pt-br", "minha mãe", "minha mãe"),
        ("it", "Nonna", "la nonna"),
        ("it", "Nonna Pina", "nonna Pina"),
        ("fr", "Mamie Suzanne", "mamie Suzanne"),
        ("de", "Liebe Oma", "Oma"),
        ("en", "Grandma Rose", "Grandma Rose"),
    ],
)
def test_a_name_inside_a_sentence_has_the_article_its_language_gives_it(
    language: str, name: str, said: str
) -> None:
    assert spoken_of(name, language) == said


@pytest.mark.parametrize(
    ("name", "for_", "from_"),
    [
        ("Oma Lotte", "Oma Lotte", "Oma Lotte"),
        ("der Chor", "den Chor", "dem Chor"),
        ("mein Opa", "meinen Opa", "meinem Opa"),
        ("meine Schwester", "meine Schwester", "meiner Schwester"),
        ("Herr Weber", "Herrn Weber", "Herrn Weber"),
        ("die Wandergruppe", "die Wandergruppe", "der Wandergruppe"),
        ("die Kinder", "die Kinder", "den Kindern"),
        ("alle Enkel", "alle Enkel", "allen Enkeln"),
        ("die Kollegen", "die Kollegen", "den Kollegen"),
        ("die Rasselbande und der Hund", "", ""),
        ("die Turner", "die Turner", ""),
    ],
)
def test_german_names_stand_in_their_case_or_nowhere(name: str, for_: str, from_: str) -> None:
    assert (behind_for(name, "de"), behind_from(name, "de")) == (for_, from_)


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("it", "da parte di il coro", "da parte del coro"),
        ("it", "Da i ragazzi per la nonna", "Dai ragazzi per la nonna"),
        ("es", "de parte de el equipo", "de parte del equipo"),
        ("es", "de parte de El Salvador", "de parte de El Salvador"),
        ("pt-br", "da parte de a mãe", "da parte da mãe"),
        ("fr", "de la part de les enfants", "de la part des enfants"),
    ],
)
def test_a_preposition_and_an_article_are_one_word(language: str, text: str, said: str) -> None:
    assert joined(text, language) == said


UNHEARD_OF = {
    "it": (["i ragazzi", "il coro", "Nonna"], ["di i ", "di il ", "da i ", "da il ", "per Nonna"]),
    "es": (["el equipo", "Mamá"], ["de el ", "para Mamá"]),
    "pt-br": (["o time", "Mãe", "Vó Célia"], ["de o ", "de a ", "para Mãe", "de Vó", "de vó"]),
    "de": (["die Kinder", "der Chor", "Herr Weber"], ["von die", "von der Chor", "für der", "von Herr "]),
}


@pytest.mark.parametrize("language", UNHEARD_OF)
def test_presenters_and_titles_name_people_as_natives_do(language: str) -> None:
    names, wrong = UNHEARD_OF[language]
    for to in names:
        for sender in names:
            asked = check_dedication(Dedication("Lago", to, sender, language, theme="friendship"))
            for seed in range(4):
                found = draft(replace(asked, seed=seed), load_style("pop"))
                told = "\n".join((found.presenter, *found.titles))
                assert not [words for words in wrong if words in told], told
