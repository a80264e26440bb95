"""Takes a letter's salutation off: "Sehr geehrte Frau Weber," calls "Frau Weber", "Dear Sir," nobody."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from edge_service.studio.lyricist.weave.naming import kin_words

SALUTATION = Path(__file__).parent / "salutation.toml"
_PAUSE = r"\s*[,:!.–—-]+"


def without_salutation(sentences: Sequence[str], language: str) -> list[str]:
    """Return a message's sentences without the words of a letter before a name; the name calls what follows.

    Where a message is nothing but a salutation, it stays.
    """
    if not sentences:
        return []
    nobody, formula = _patterns(language)
    first, *rest = sentences
    plain = nobody.sub("", first)
    if plain != first:
        return [*([plain] if plain.strip() else []), *rest] or list(sentences)
    opens = formula.match(first)
    if not opens:
        return list(sentences)
    called, after = opens["name"], first[opens.end() :].strip()
    if after:
        return [f"{called}, {after}", *rest]
    return [f"{called}, {rest[0]}", *rest[1:]] if rest else [called]


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a salutation to nobody, and one before a name, each at a message's beginning."""
    table = tomllib.loads(SALUTATION.read_text("utf-8"))[language]
    kin = "|".join(sorted(map(re.escape, kin_words(language)), key=len, reverse=True)) or "(?!)"
    word = rf"(?:[A-ZÀ-ÞĀ-Ž][\w'’.-]*|(?i:{kin}))"
    name = rf"(?P<name>{word}(?: (?:(?:de|van|von|der|den) )?{word}){{0,3}}?)"
    end = rf"{_PAUSE}(?:\s+|$)"
    nobody, formula = (rf"^\s*(?i:{table[kind]})" for kind in ("nobody", "formula"))
    return re.compile(nobody + end), re.compile(f"{formula} {name}{end}")
