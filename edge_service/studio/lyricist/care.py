"""Declines what would hurt: word lists and patterns of every language, answered in the sender's."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from edge_service.errors import UnkindMessage

CARE = Path(__file__).parent / "care"
_LOOKALIKES = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "$": "s", "@": "a", "!": "i"}
)
_SPELLED_OUT = re.compile(r"(?<![^\W\d_])(?:[^\W\d_][.*_\- ]){2,}[^\W\d_](?![^\W\d_])")
_DISGUISED = re.compile(r"[^\W_]*[^\W\d_][013457$@!]+[^\W_]+")


@dataclass(frozen=True)
class Rule:
    """One kind of harm: what finds it, and what is answered."""

    kind: str
    finds: re.Pattern[str]
    message: str
    hint: str


def check_care(text: str, language: str) -> None:
    """Raise UnkindMessage, in the sender's language, where `text` would hurt somebody.

    Hate, threats, sexual content and self-harm are looked for in the words of every language, also where
    letters are replaced ("h4te") or spaced out; words that merely contain another are left alone.
    """
    folded = _fold(text)
    for code in _codes():
        for rule in _rules(code):
            if rule.finds.search(folded):
                answer = next(own for own in _rules(language) if own.kind == rule.kind)
                raise UnkindMessage(answer.message, answer.hint)


def _fold(text: str) -> str:
    """Small letters, no accents but on ñ, "ß" as "ss", disguises undone, line breaks as full stops."""
    text = unicodedata.normalize("NFC", text).lower().replace("ñ", "\0")
    text = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    text = text.replace("\0", "ñ").replace("’", "'").replace("ß", "ss").replace("\n", ". ")
    text = _SPELLED_OUT.sub(lambda match: re.sub(r"[^\w]|_", "", match[0]), text)
    text = _DISGUISED.sub(lambda match: match[0].translate(_LOOKALIKES), text)
    text = re.sub(r"([^\W\d_])\1{2,}", r"\1", text)
    return re.sub(r"\s+", " ", text)


@cache
def _codes() -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in CARE.glob("*.toml")))


@cache
def _rules(code: str) -> tuple[Rule, ...]:
    tables = tomllib.loads((CARE / f"{code}.toml").read_text("utf-8"))
    return tuple(_rule(kind, table) for kind, table in tables.items())


def _rule(kind: str, table: dict[str, str | list[str]]) -> Rule:
    words = "|".join(re.escape(word) for word in table["words"])
    alternatives = [rf"\b(?:{words})\b"] if words else []
    pattern = "|".join(f"(?:{one})" for one in [*alternatives, *table["patterns"]])
    return Rule(kind, re.compile(pattern), str(table["message"]), str(table["hint"]))
