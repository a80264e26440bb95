"""Spells a line for the model: its phoneme ids, and what part each plays in which syllable."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from edge_service.errors import Unpronounceable
from edge_service.song.lyrics import Line, Syllable

SOUNDS = Path(__file__).parent / "sounds"
SONORANTS = frozenset("mnŋɲɳɴlɫɹɾɻɽjwɥɰʎrT")
STRESS, SPACE, END = "ˈ", " ", "."

Role = Literal["onset", "nucleus", "coda", "gap"]


@dataclass(frozen=True)
class Token:
    """One id of the model, in the order spoken.

    `syllable` counts through the line's notes: a syllable joined to another is one with it; a gap belongs to
    the syllable before it. `sign` is the letter the id stands for.
    """

    id: int
    sign: str
    role: Role
    syllable: int

    @property
    def voiced(self) -> bool:
        """Whether the sound always has a pitch; where not, the model decides."""
        return self.role == "nucleus" or self.sign in SONORANTS


def spell(line: Line, language: str) -> tuple[Token, ...]:
    """Return the tokens of a line; raise Unpronounceable for a sound that the singer does not know."""
    ids, spelling = _ids(), _sounds(language)["spelling"]
    tokens: list[Token] = []
    for sign, role, syllable in _signs(line, spelling):
        if sign not in ids:
            raise Unpronounceable(f"The singer does not know the sound [{sign}] in “{line.text}”.")
        tokens.append(Token(ids[sign], sign, role, syllable))
    return tuple(tokens)


def reading_speed(language: str) -> float:
    """Return how fast the model reads a language before its vowels are held; 1 is as it speaks."""
    return float(_sounds(language)["reading"]["speed"])


def accent_of(language: str) -> str | None:
    """Return the asset with the accent that the model has learnt for a language; None where it needs none."""
    accent = _sounds(language)["reading"].get("accent")
    return None if accent is None else str(accent)


def glides(nucleus: str, language: str) -> bool:
    """Say whether a vowel ends elsewhere than it began, as diphthongs do."""
    return nucleus in _sounds(language)["vowels"]["gliding"]


def _signs(line: Line, spelling: dict[str, str]) -> Iterator[tuple[str, Role, int]]:
    count = -1
    for index, word in enumerate(line.words):
        if index and not word.syllables[0].joined:
            yield SPACE, "gap", count
        for syllable in word.syllables:
            count += not syllable.joined
            yield from ((sign, role, count) for sign, role in _syllable(syllable, spelling))
    yield END, "gap", count


def _syllable(syllable: Syllable, spelling: dict[str, str]) -> Iterator[tuple[str, Role]]:
    for sound in syllable.onset:
        yield from ((sign, "onset") for sign in spelling.get(sound, sound))
    if syllable.stressed:
        yield STRESS, "nucleus"
    yield from ((sign, "nucleus") for sign in spelling.get(syllable.nucleus, syllable.nucleus))
    for sound in syllable.coda:
        yield from ((sign, "coda") for sign in spelling.get(sound, sound))


@cache
def _ids() -> dict[str, int]:
    return dict(_read("ids")["ids"])


@cache
def _sounds(language: str) -> dict[str, Any]:
    return _read(language)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((SOUNDS / f"{name}.toml").read_text("utf-8"))
