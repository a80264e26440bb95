"""Reads the songbook's files: a folder a language, a file a theme, and one of answers for any theme."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from edge_service.studio.lyricist.understanding.meaning import THEMES

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Stanza:
    """Lines that belong together: two of a couplet or a closing, four of a bridge, one of an answer.

    `formal` are the lines for a formal "you", empty where the same lines serve. `image` is what one sees.
    """

    lines: tuple[str, ...]
    formal: tuple[str, ...]
    image: str
    mood: str


@dataclass(frozen=True)
class Chorus:
    """Four lines, one of them with {name}, one with {image}.

    `nameless` and `imageless` are those lines without name or image; `formal...` for a formal "you".
    """

    title: str
    lines: tuple[str, ...]
    nameless: str
    imageless: str
    formal: tuple[str, ...]
    formal_nameless: str
    formal_imageless: str
    image: str
    mood: str

    def filled(self, name: str, image: str, *, formal: bool = False) -> tuple[str, ...]:
        """Return the lines with name and image in their places, or the lines that do without."""
        lines = self.formal if formal and self.formal else self.lines
        nameless = (self.formal_nameless if formal else "") or self.nameless
        imageless = (self.formal_imageless if formal else "") or self.imageless
        return tuple(
            _placed(_placed(line, "{name}", name, nameless), "{image}", image, imageless) for line in lines
        )


@dataclass(frozen=True)
class Theme:
    """What is sung about one thing."""

    name: str
    couplets: tuple[Stanza, ...]
    bridges: tuple[Stanza, ...]
    closings: tuple[Stanza, ...]
    choruses: tuple[Chorus, ...]


@dataclass(frozen=True)
class Songbook:
    """One language's songbook.

    Openers lead into the message's words, frames hold a message of a word or two, answers are single lines
    that may follow any other.
    """

    openers: tuple[str, ...]
    word_frames: tuple[tuple[str, str], ...]
    answers: tuple[Stanza, ...]
    themes: Mapping[str, Theme]


@cache
def load_songbook(language: str) -> Songbook:
    """Return the songbook of a language that there is a folder for."""
    tables = {name: _read(theme_file(language, name)) for name in (*THEMES, "answers")}
    answers = tables.pop("answers")
    return Songbook(
        tuple(answers["openers"]),
        tuple((one, other) for one, other in answers["word_frames"]),
        tuple(_stanza(entry) for entry in answers["answers"]),
        {name: read_theme(name, table) for name, table in tables.items()},
    )


def theme_file(language: str, theme: str) -> Path:
    """Return the file that holds a theme's entries."""
    return FOLDER / language / f"{theme}.toml"


def read_theme(name: str, table: Mapping[str, Any]) -> Theme:
    """Return a theme from its file's table."""
    couplets, bridges, closings = (
        tuple(_stanza(entry) for entry in table.get(kind, ())) for kind in ("couplets", "bridges", "closings")
    )
    return Theme(name, couplets, bridges, closings, tuple(_chorus(entry) for entry in table["choruses"]))


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _stanza(entry: Mapping[str, Any]) -> Stanza:
    return Stanza(
        tuple(entry["lines"]), tuple(entry.get("formal", ())), entry.get("image", ""), entry["mood"]
    )


def _chorus(entry: Mapping[str, Any]) -> Chorus:
    return Chorus(
        entry["title"],
        tuple(entry["lines"]),
        entry["nameless"],
        entry["imageless"],
        tuple(entry.get("formal", ())),
        entry.get("formal_nameless", ""),
        entry.get("formal_imageless", ""),
        entry["image"],
        entry["mood"],
    )


def _placed(line: str, slot: str, words: str, without: str) -> str:
    if slot not in line:
        return line
    if not words:
        return without
    return line.replace(slot, words[:1].upper() + words[1:] if line.startswith(slot) else words)
