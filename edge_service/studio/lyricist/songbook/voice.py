"""Who speaks to whom in a line: the form of "you", and the words that agree with sender and recipient."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from edge_service.studio.lyricist.language import load_language

_AGREES = re.compile(r"\{(to|from):([^|{}]*)\|([^|{}]*)\}")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Voice:
    """Whether the recipient is addressed formally, and the genders of both ("m", "f", or "" unknown)."""

    formal: bool = False
    to_gender: str = ""
    from_gender: str = ""


def voiced(
    lines: Sequence[str], formal: Sequence[str], voice: Voice, language: str
) -> tuple[str, ...] | None:
    """Return lines as this voice sings them, or None where it cannot.

    `formal` are the lines for a formal "you"; where there are none, lines that say no "you" serve both.
    A slot "{to:amigo|amiga}" or "{from:...|...}" agrees with recipient or sender, whose gender must be known.
    """
    chosen = formal or lines if voice.formal else lines
    if voice.formal and not formal and any(says_you(line, language) for line in lines):
        return None
    agreed = [_agreed(line, voice) for line in chosen]
    return None if any(line is None for line in agreed) else tuple(line or "" for line in agreed)


def says_you(line: str, language: str) -> bool:
    """Tell whether a line says an intimate "you" for which the language has a formal one."""
    words = intimate_words(language)
    return any(word in words for word in _WORD.findall(line.lower()))


def has_slots(lines: Sequence[str]) -> bool:
    """Tell whether lines agree with somebody's gender."""
    return any(_AGREES.search(line) for line in lines)


@cache
def intimate_words(language: str) -> frozenset[str]:
    """Return the words by which one knows an intimate "you", from `[address] intimate` of the language."""
    address = load_language(language).tables.get("address", {})
    said = address.get("intimate", "")
    return frozenset(said.split() if isinstance(said, str) else said)


def _agreed(line: str, voice: Voice) -> str | None:
    genders = {"to": voice.to_gender, "from": voice.from_gender}
    if any(not genders[slot[1]] for slot in _AGREES.finditer(line)):
        return None
    return _AGREES.sub(lambda slot: slot[2] if genders[slot[1]] == "m" else slot[3], line)
