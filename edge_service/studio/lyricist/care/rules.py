"""Reads what harm looks like in a language from `languages/<code>.toml`.

`names` are innocent words of the language that would hurt in another one; `passes` are phrases taken out
before anything is looked for. Each kind of harm has `words`, which stand alone ("*" is the rest of a word),
and `patterns`, regular expressions with four shorthands: {end} the end of a clause, {any} a word or none,
{few} up to three words, both without a negation in them, {gap} some way inside a sentence. Texts are read in
small letters and without accents but for ñ.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = Path(__file__).parent / "languages"
_NOT = (
    "not|never|no|nicht|kein|keine|keinen|nie|pas|jamais|non|mai|nunca|jamas|nao|tidak|tak|bukan|nggak|gak|"
    "niet|geen|nooit"
)
_SHORTHANDS = {
    "{end}": r"(?=\s*(?:[.!?,;:]|$))",
    "{any}": rf"(?:(?!(?:{_NOT}) )\w+ )?",
    "{few}": rf"(?:(?!(?:{_NOT}) )[\w']+ ){{0,3}}",
    "{gap}": r"[^.!?;]{0,60}?\b",
}
_TAKEN_OUT = " · "


@dataclass(frozen=True)
class Kind:
    """One kind of harm: what finds it, and what is answered."""

    finds: re.Pattern[str]
    message: str
    hint: str


@dataclass(frozen=True)
class Rules:
    """What harm looks like in one language, and what only looks like it."""

    names: re.Pattern[str]
    passes: re.Pattern[str]
    kinds: dict[str, Kind]

    def without_kind_phrases(self, text: str) -> str:
        return self.passes.sub(_TAKEN_OUT, text)

    def without_own_names(self, text: str) -> str:
        return self.names.sub(_TAKEN_OUT, text)

    def found_in(self, text: str, but: set[str] | frozenset[str] = frozenset()) -> set[str]:
        """Return the kinds of harm found in a folded text, those in `but` not looked for."""
        return {name for name, kind in self.kinds.items() if name not in but and kind.finds.search(text)}


@cache
def codes() -> tuple[str, ...]:
    """Return the languages that harm is known in."""
    return tuple(sorted(file.stem for file in LANGUAGES.glob("*.toml")))


@cache
def load_rules(code: str) -> Rules:
    """Return the rules of a language."""
    tables = _tables(code)
    kinds = {name: _kind(table) for name, table in tables.items() if isinstance(table, dict)}
    return Rules(_whole(_words(tables["names"])), _whole(tables["passes"]), kinds)


@cache
def listed_words() -> frozenset[str]:
    """Return the words that harm is told by in any language, for masked letters to be compared with."""
    kinds = (table for code in codes() for table in _tables(code).values() if isinstance(table, dict))
    texts = (text for kind in kinds for text in [*kind["words"], *kind["patterns"]])
    return frozenset(word for text in texts for word in re.findall(r"(?<![\w\\])[a-zñ]{4,}(?!\w)", text))


def _tables(code: str) -> dict[str, Any]:
    return tomllib.loads((LANGUAGES / f"{code}.toml").read_text("utf-8"))


def _kind(table: dict[str, Any]) -> Kind:
    finds = _whole([*_words(table["words"]), *table["patterns"]])
    return Kind(finds, table["message"], table["hint"])


def _words(words: list[str]) -> list[str]:
    return [re.escape(word).replace(r"\*", r"\w*") for word in words]


def _whole(patterns: list[str]) -> re.Pattern[str]:
    """Return what finds any of the patterns as whole words; nothing where there are none."""
    text = "|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)"
    for shorthand, meaning in _SHORTHANDS.items():
        text = text.replace(shorthand, meaning)
    return re.compile(rf"(?<!\w)(?:{text})(?!\w)")
