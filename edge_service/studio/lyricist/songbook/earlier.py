"""Reads a language's songbook from one file, until there is a folder for it."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from edge_service.studio.lyricist.text import bare

SAID_TWICE = 1.3
SONGBOOK = Path(__file__).parent


@dataclass(frozen=True)
class ChorusFrame:
    """A chorus with a place for the name in one line; `plain` is that line without a name."""

    title: str
    lines: tuple[str, ...]
    plain: str

    def filled(self, name: str) -> tuple[str, ...]:
        """Return the lines with the name in its place, or none."""
        return tuple(self._line(line, name) for line in self.lines)

    def _line(self, line: str, name: str) -> str:
        if "{name}" not in line:
            return line
        return line.replace("{name}", name) if name else self.plain


@dataclass(frozen=True)
class Theme:
    """What a message may be about: the words that say so, how strongly, and what is sung then."""

    name: str
    finds: re.Pattern[str]
    weight: float
    couplets: tuple[tuple[str, str], ...]
    choruses: tuple[ChorusFrame, ...]


@dataclass(frozen=True)
class Songbook:
    """One language's songbook: openers lead into the message, frames hold a message of a word or two."""

    openers: tuple[str, ...]
    word_frames: tuple[tuple[str, str], ...]
    themes: Mapping[str, Theme]


@cache
def load_earlier(language: str) -> Songbook:
    """Return the songbook of a language that there is a file for."""
    tables = tomllib.loads((SONGBOOK / f"{language}.toml").read_text("utf-8"))
    themes = {name: _theme(name, table) for name, table in tables["themes"].items()}
    return Songbook(
        tuple(tables["openers"]), tuple((one, other) for one, other in tables["word_frames"]), themes
    )


def theme_of(message: str, language: str, leaning: str) -> Theme:
    """Return what a message is about, by its own words; `leaning` where they do not say."""
    themes = load_earlier(language).themes
    text = " ".join(_fold(bare(word)) for word in message.split())
    scores = {name: _score(theme, text) for name, theme in themes.items()}
    best = max(scores, key=lambda name: scores[name])
    return themes[best] if scores[best] > 0 else themes[leaning]


def _score(theme: Theme, text: str) -> float:
    """Weigh a theme by its words in a text; said twice it counts a little more."""
    found = len(theme.finds.findall(text))
    return theme.weight * (SAID_TWICE if found > 1 else float(found))


def _fold(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


def _theme(name: str, table: Mapping[str, object]) -> Theme:
    words = [_fold(str(word)).replace("*", r"\w*") for word in _list(table["words"])]
    finds = re.compile(rf"\b(?:{'|'.join(words)})\b") if words else re.compile(r"(?!)")
    couplets = tuple((str(one), str(other)) for one, other in _list(table["couplets"]))
    choruses = tuple(
        ChorusFrame(str(entry["title"]), tuple(entry["lines"]), str(entry["plain"]))
        for entry in _list(table["choruses"])
    )
    return Theme(name, finds, float(str(table["weight"])), couplets, choruses)


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"a list is needed, not {value!r}")
    return value
