"""Reads the words of a language that tell what a message is about and who is in it."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Cue:
    """What finds a theme in a folded text, and how strongly each find speaks for it."""

    finds: re.Pattern[str]
    weight: float


@dataclass(frozen=True)
class Lexicon:
    """One language's words: `kin` gives a gender to every word for a relative, in small letters."""

    themes: Mapping[str, Cue]
    kin: Mapping[str, str]
    formal: tuple[str, ...]


@cache
def load_lexicon(language: str) -> Lexicon:
    """Return the words of a language that there is a file for."""
    tables = tomllib.loads((WORDS / f"{language}.toml").read_text("utf-8"))
    themes = {
        name: Cue(cue_pattern(table["cues"]), table["weight"]) for name, table in tables["themes"].items()
    }
    return Lexicon(themes, _kin(tables["kin"]), tuple(tables["formal"]))


def cue_pattern(cues: Sequence[str]) -> re.Pattern[str]:
    """Return what finds any of these cues in a folded text, as whole words."""
    words = [fold(cue).replace("*", r"\w*") for cue in cues]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")


def fold(text: str) -> str:
    """Return `text` in small letters without accents, its blanks joined."""
    letters = unicodedata.normalize("NFD", text.lower())
    return " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split())


def _kin(table: Mapping[str, Any]) -> Mapping[str, str]:
    genders = {"f": "f", "m": "m", "either": ""}
    return {word: gender for name, gender in genders.items() for word in table[name]}
