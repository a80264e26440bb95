"""Near rhymes: what a listener of each language accepts, and what not."""

import pytest

from edge_service.studio.lyricist import spell_line
from edge_service.studio.lyricist.rhyme import nearly, rhymes

HEARD = [
    ("en", "the stone", "come home"),
    ("en", "Sunday pancakes", "the lakes"),
    ("en", "your heart", "all the parts"),
    ("en", "a memory", "for me"),
    ("en", "the old red bike", "in the light"),
    ("en", "your hand", "the man"),
    ("de", "im Garten", "ich warte"),
    ("de", "der Pfannkuchen", "wir suchen"),
    ("nl", "een kop", "het slot"),
    ("fr", "les crêpes", "la fête"),
    ("fr", "la forêt", "cet été"),
    ("es", "el pájaro", "el llano"),
    ("es", "la reina", "una pena"),
    ("pt-br", "a praia", "a casa"),
    ("id", "kita makan", "di malam"),
]
UNHEARD = [
    ("en", "the day", "I wait"),
    ("en", "my love", "enough"),
    ("en", "the kitchen", "I listen"),
    ("en", "the singing", "a ring"),
    ("de", "das Haus", "der Traum"),
    ("de", "der Hafen", "wir hoffen"),
    ("nl", "de tuin", "het huis"),
    ("fr", "le soir", "le matin"),
    ("fr", "encore", "la gare"),
    ("es", "el mar", "la luz"),
    ("it", "il mare", "la luce"),
    ("pt-br", "a noite", "o mar"),
    ("id", "matahari", "bulan"),
]


@pytest.mark.parametrize(("code", "one", "other"), HEARD)
def test_a_listener_hears_these_rhyme(code: str, one: str, other: str) -> None:
    assert nearly(spell_line(one, code), spell_line(other, code), code)
    assert not rhymes(spell_line(one, code), spell_line(other, code), code)


@pytest.mark.parametrize(("code", "one", "other"), UNHEARD)
def test_nobody_hears_these_rhyme(code: str, one: str, other: str) -> None:
    assert not nearly(spell_line(one, code), spell_line(other, code), code)


@pytest.mark.parametrize(("code", "line"), [("en", "come home"), ("es", "la casa"), ("id", "untukmu")])
def test_a_word_does_not_rhyme_with_itself(code: str, line: str) -> None:
    assert not nearly(spell_line(line, code), spell_line(f"{line}!", code), code)
