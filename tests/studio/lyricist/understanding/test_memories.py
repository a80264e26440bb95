"""Which clauses of a message are something lived."""

import re

import pytest

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.understanding import understand


def told(message: str, language: str = "en") -> list[tuple[str, str, str]]:
    memories = understand(Dedication(message, language=language)).memories
    return [(memory.text, memory.tense, memory.person) for memory in memories]


@pytest.mark.parametrize(
    ("language", "message", "tense", "person"),
    [
        ("en", "Dad, [you taught me to skate on the pond], thank you!", "past", "you"),
        ("en", "I love that [you still save me the last slice].", "present", "you"),
        ("es", "Abuela, gracias. Cuando llovía, [hacíamos buñuelos en tu cocina].", "past", "we"),
        ("fr", "Merci Papi, [tu m'as appris à pêcher dans l'étang].", "past", "you"),
        ("it", "Nonna, [mi hai insegnato a fare le orecchiette].", "past", "you"),
        ("pt-br", "Vó, [a gente fazia pão de queijo na sua cozinha]. Te amo!", "past", "we"),
        ("id", "Bu, [dulu kita memetik mangga di kebun belakang]. Aku rindu.", "past", "we"),
        ("de", "Opa, [du hast mir das Schwimmen im See beigebracht]. Danke!", "past", "you"),
        ("nl", "Oma, [jij leerde mij fietsen in het park]. Dank je!", "past", "you"),
    ],
)
def test_a_clause_is_found_with_its_tense_and_person(
    language: str, message: str, tense: str, person: str
) -> None:
    clause = re.findall(r"\[(.*)\]", message)[0]
    assert (clause, tense, person) in told(re.sub(r"[\[\]]", "", message), language)


@pytest.mark.parametrize(
    "message", ["I love you so much, Mum!", "Happy birthday!", "love", "I'm sorry I was so rude"]
)
def test_a_wish_or_a_feeling_is_no_memory(message: str) -> None:
    assert told(message) == []
