"""How a language writes songs: where a line may break, what is dropped, how sections are called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from edge_service.studio.lyricist.language import load_language


@dataclass(frozen=True)
class Writing:
    """The `[writing]` table of a language; sets hold small-letter words, patterns read small letters.

    Where it `inverts`, a subject may follow its verb ("kan ik"); `relatives` open a clause behind a comma.
    """

    sections: Mapping[str, str]
    marks: Mapping[str, frozenset[str]]
    title_for: str
    title_plain: str
    title_keeps_article: bool
    nouns_capital: bool
    rhyme: str
    never_end: frozenset[str]
    break_before: frozenset[str]
    prepositions: frozenset[str]
    subjects: frozenset[str]
    clings: frozenset[str]
    joiners: frozenset[str]
    subordinate: frozenset[str]
    determiners: frozenset[str]
    of_words: frozenset[str]
    capitals: tuple[str, ...]
    fillers: tuple[str, ...]
    softeners: frozenset[str]
    signoffs: frozenset[str]
    unstressed: frozenset[str]
    inverts: bool = False
    relatives: frozenset[str] = frozenset()


_WORD_SETS = {
    *("never_end", "break_before", "prepositions", "subjects", "clings"),
    *("joiners", "subordinate", "determiners", "of_words"),
}


@cache
def load_writing(code: str) -> Writing:
    """Return how one language writes; raise UnknownLanguage where there is no file for it."""
    table = dict(load_language(code).tables["writing"])
    table |= {name: frozenset(table[name].split()) for name in _WORD_SETS}
    table["relatives"] = frozenset(table.get("relatives", "").split())
    table["nouns_capital"] = table.get("nouns_capital", False)
    table["marks"] = {kind: frozenset(names) for kind, names in table["marks"].items()}
    table["capitals"] = tuple(table["capitals"])
    table["fillers"] = tuple(table["fillers"])
    table["softeners"] = frozenset(table["softeners"])
    table["signoffs"] = frozenset(table["signoffs"])
    return Writing(**table, unstressed=load_language(code).speech.unstressed)


def without_fillers(sentence: str, writing: Writing, name: str) -> str:
    """Return a sentence without the phrases that say nothing, its first letter a capital again."""
    for filler in writing.fillers:
        pattern = filler.replace("{to}", re.escape(name) or "(?!)")
        sentence = re.sub(pattern, " ", sentence, flags=re.IGNORECASE)
        sentence = re.sub(r"\s+", " ", sentence).strip(" ,;:")
    return capitalised(sentence)


def with_capitals(text: str, writing: Writing) -> str:
    """Return `text` with the words that are always written with a capital written so ("i'm" to "I'm")."""
    for word in writing.capitals:
        text = re.sub(rf"(?<![\w'])(?i:{word})(?![\w'])", word, text)
    return text


def capitalised(text: str) -> str:
    """Return `text` with its first letter, whatever signs stand before it, in capitals."""
    for index, sign in enumerate(text):
        if sign.isalpha():
            return text[:index] + sign.upper() + text[index + 1 :]
    return text
