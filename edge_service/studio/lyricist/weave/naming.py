"""Names somebody as a speaker of the language would: called by name, spoken of, behind "for" and "from"."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NAMING = Path(__file__).parent / "naming.toml"
_DEAR = re.compile(r"(?i:dear|querid[oa]|liebe[rs]?|lieve|ch[eè]re?|car[oa]) (?=\S)")
Rules = Sequence[tuple[re.Pattern[str], str]]


@dataclass(frozen=True)
class Naming:
    """One language's rules; see naming.toml. `given` and `given_alone` are articles by word."""

    articles: frozenset[str]
    own: frozenset[str]
    kin: frozenset[str]
    small: bool
    given: Mapping[str, str]
    given_alone: Mapping[str, str]
    joined: Rules
    behind_for: Rules
    behind_from: Rules
    doubt: re.Pattern[str]


def called(name: str, language: str) -> str:
    """Return what somebody is called: "die Kinder" are "Kinder", "my mum" is "mum"."""
    naming = _naming(language)
    first, rest = _parted(name, naming.articles)
    if not first:
        first, rest = _parted(name, naming.own)
        rest = rest if _opens_with_kin(rest, naming) else name
    return _small(rest, naming)


def spoken_of(name: str, language: str) -> str:
    """Return how somebody is named inside a sentence: "Abuela Rosa" is "la abuela Rosa"."""
    naming = _naming(language)
    bare = _DEAR.sub("", name)
    plain = _small(bare if _opens_with_kin(bare, naming) else name, naming)
    first, _, rest = plain.partition(" ")
    article = naming.given.get(first) or ("" if rest else naming.given_alone.get(first, ""))
    return f"{article} {plain}" if article else plain


def behind_for(name: str, language: str) -> str:
    """Return a name as it stands behind "for"; "" where its form is in doubt."""
    return _ruled(spoken_of(name, language), _naming(language).behind_for, language)


def behind_from(name: str, language: str) -> str:
    """Return a name as it stands behind "from"; "" where its form is in doubt."""
    return _ruled(spoken_of(name, language), _naming(language).behind_from, language)


def joined(text: str, language: str) -> str:
    """Return a text in which prepositions and articles are one word where the language joins them."""
    for found, said in _naming(language).joined:
        text = found.sub(said, text)
    return text


def kin_words(language: str) -> frozenset[str]:
    """Return the words by which somebody is called instead of by name ("mamá"), in small letters."""
    return _naming(language).kin


def _ruled(name: str, rules: Rules, language: str) -> str:
    for found, said in rules:
        if found.search(name):
            return found.sub(said, name)
    return "" if _naming(language).doubt.search(name) else name


def _parted(name: str, words: frozenset[str]) -> tuple[str, str]:
    """Return the one of these words that a name begins with, and what is left; "" where it does not."""
    found = re.match(r"(\w+')(?=\w)|(\S+) +(?=\S)", name)
    first = (found[1] or found[2]) if found else ""
    return (first, name[found.end() :]) if found and first.lower() in words else ("", name)


def _small(name: str, naming: Naming) -> str:
    """Write a word such as "Mamá" in front of a name small, where the language does."""
    return name[:1].lower() + name[1:] if naming.small and _opens_with_kin(name, naming) else name


def _opens_with_kin(name: str, naming: Naming) -> bool:
    return name.partition(" ")[0].lower() in naming.kin


@cache
def _naming(language: str) -> Naming:
    table = tomllib.loads(NAMING.read_text("utf-8"))[language]
    words = {name: frozenset(table[name].lower().split()) for name in ("articles", "own", "kin")}
    return Naming(
        **words,
        small=table.get("small", False),
        given=_by_word(table.get("given", {})),
        given_alone=_by_word(table.get("given_alone", {})),
        joined=_rules(table.get("joined", ())),
        behind_for=_rules(table.get("for", ())),
        behind_from=_rules(table.get("from", ())),
        doubt=re.compile(table.get("doubt", "(?!)")),
    )


def _by_word(articles: Mapping[str, str]) -> dict[str, str]:
    return {word: article for article, words in articles.items() for word in words.split()}


def _rules(rows: Sequence[Sequence[str]]) -> Rules:
    return [(re.compile(found), said) for found, said in rows]
