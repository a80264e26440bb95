"""Says a sentence otherwise, as a songwriter would: the name behind, "when" behind, "and" before."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.writing import capitalised, load_writing

VARIANTS = Path(__file__).parent / "variants.toml"
_CLOSED = re.compile(r"^(.*?)([.!?…]*)$", re.DOTALL)


def variants(sentence: str, name: str, language: str, *, first: bool, calls: bool) -> list[str]:
    """Return ways to say a sentence, as it is written first; `name` is the recipient's, or "".

    The `first` of a message is joined to nothing and keeps the name that it calls; one that `calls` may name
    the recipient though it is not written there.
    """
    plain = _without_call(sentence, name)
    turned = _turned(plain, language)
    inside = inside_of(plain, language)
    stands = not first and len(plain.split()) > 1
    ways = [sentence, *([turned] if turned != plain else [])]
    if plain != sentence or (calls and name and bare(name.split()[0]) not in bare(sentence)):
        ways += [f"{name}, {inside}"] if inside else []
        ways += [_called_behind(plain, name)] + ([plain] if stands else [])
    if inside and stands:
        ways += [f"{_rules(language)['and']} {inside}"]
    return list(dict.fromkeys(ways))


@cache
def _rules(language: str) -> Mapping[str, str]:
    rules: Mapping[str, str] = tomllib.loads(VARIANTS.read_text("utf-8"))[language]
    return rules


def _without_call(sentence: str, name: str) -> str:
    """Return a sentence without the name that it calls at its beginning or end."""
    if not name:
        return sentence
    called = re.escape(name)
    plain = re.sub(rf"^{called}\s*,\s*", "", sentence, flags=re.I)
    plain = re.sub(rf"\s*,\s*{called}(?=[.!?…]*$)", "", plain, flags=re.I)
    return capitalised(plain) if plain and plain != sentence else sentence


def _called_behind(plain: str, name: str) -> str:
    body, end = _CLOSED.fullmatch(plain).groups()  # type: ignore[union-attr]  # matches anything
    return f"{body}, {name}{end}"


def _turned(plain: str, language: str) -> str:
    """Put a clause with "when" from the front of a sentence behind it, where these are all its parts.

    Before an "and" the clause has its own main one already: "When it rained we sang, and he slept".
    """
    body, end = _CLOSED.fullmatch(plain).groups()  # type: ignore[union-attr]  # matches anything
    parts = body.split(", ")
    opens = bare(plain.split()[0]) in _rules(language)["fronted"].split()
    joined = len(parts) == 2 and bare(parts[1].partition(" ")[0]) in load_writing(language).joiners
    if len(parts) != 2 or not opens or joined or re.search(r"[;:—?]", plain):
        return plain
    clause = parts[0][0].lower() + parts[0][1:]
    return f"{capitalised(parts[1])} {clause}{end}"


def inside_of(sentence: str, language: str) -> str:
    """Return a sentence as it is written behind another word, or "" where its first word is in doubt."""
    writing = load_writing(language)
    first = re.split(r"[\s,]", sentence, maxsplit=1)[0]
    if first in writing.capitals:
        return sentence
    known = bare(first) in (writing.subjects | writing.unstressed) - writing.joiners
    return _lowered(sentence) if known and "?" not in sentence else ""


def _lowered(text: str) -> str:
    """Return a text with its first letter small, behind a "¡" as well."""
    return re.sub(r"[^\W\d_]", lambda letter: letter[0].lower(), text, count=1)
