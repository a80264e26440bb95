"""Reads the languages one can sing in: one data file each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from edge_service.errors import UnknownLanguage
from edge_service.studio.lyricist.calendar import Reading

LANGUAGES = Path(__file__).parent / "languages"
Status = Literal["supported", "experimental"]


@dataclass(frozen=True)
class Speech:
    """How a language sounds: espeak's voice, the syllables it allows, and how signs are read aloud.

    `onsets` are tuples of IPA consonants; `always`, `weak` and `sung_as` hold IPA separated by spaces.
    `compounds` are words that others end in, `clear_e` roots written with é where an e is not weak, and
    `beatless` vowels that hand the beat on to the next syllable; `final_diphthongs` are two vowels where a
    consonant follows. `units` are said behind numbers; `ordinal_dot` tells, for the words before "70.",
    what ends the ordinal number, and under "" what ends it behind any other.
    `strong` vowels turn a weak one before them into a glide; a pair of vowels in `falling` is one nucleus;
    `final_glides` become vowels where nothing else in a syllable is one. Whether doubled consonants are
    heard, and neighbouring vowels share a note: `doubles`, `joins`.
    """

    voice: str
    scripts: frozenset[str]
    numbers: str
    year_range: tuple[int, int]
    ordinal_endings: tuple[str, ...]
    nuclei: tuple[str, ...]
    onsets: frozenset[tuple[str, ...]]
    glide_onsets: frozenset[str]
    glides: Mapping[str, str]
    rhotic: frozenset[str]
    unstressed: frozenset[str]
    sung_as: Mapping[str, str]
    always: Mapping[str, str]
    weak: Mapping[str, str]
    abbreviations: Mapping[str, str]
    symbols: Mapping[str, str]
    strong: tuple[str, ...] = ("a", "e", "o", "ɛ", "ɔ")
    falling: frozenset[str] = frozenset()
    final_glides: Mapping[str, str] = field(default_factory=dict)
    doubles: bool = False
    joins: bool = False
    compounds: frozenset[str] = frozenset()
    clear_e: tuple[str, ...] = ()
    beatless: frozenset[str] = frozenset()
    final_diphthongs: Mapping[str, str] = field(default_factory=dict)
    reading: Reading | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    ordinal_dot: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Language:
    """A language by its code, its own name for itself, how it sounds, and its file's other tables.

    It is "supported" where a recogniser hears its songs well, else "experimental".
    """

    code: str
    label: str
    status: Status
    speech: Speech
    tables: Mapping[str, Any]


def languages() -> tuple[Language, ...]:
    """Return every language there is a file for, sorted by code."""
    return tuple(load_language(file.stem) for file in sorted(LANGUAGES.glob("*.toml")))


@cache
def load_language(code: str) -> Language:
    """Return one language; raise UnknownLanguage where there is no file for it."""
    known = {file.stem: file for file in LANGUAGES.glob("*.toml")}
    if code not in known:
        raise UnknownLanguage(
            f"Songs cannot be sung in {code!r} yet.", f"Choose one of: {', '.join(sorted(known))}."
        )
    tables = tomllib.loads(known[code].read_text("utf-8"))
    return Language(tables["code"], tables["label"], tables["status"], _speech(tables["speech"]), tables)


def _speech(table: dict[str, Any]) -> Speech:
    return Speech(
        **{
            **table,
            "scripts": frozenset(table["scripts"]),
            "year_range": tuple(table["year_range"]),
            "ordinal_endings": tuple(table["ordinal_endings"]),
            "nuclei": tuple(sorted(table["nuclei"], key=len, reverse=True)),
            "onsets": frozenset(tuple(onset.split()) for onset in table["onsets"]),
            "glide_onsets": frozenset(table["glide_onsets"]),
            "rhotic": frozenset(table["rhotic"]),
            "unstressed": frozenset(table["unstressed"].split()),
            "compounds": frozenset(table.get("compounds", "").split()),
            "clear_e": tuple(table.get("clear_e", "").split()),
            "reading": Reading(**table["reading"]) if "reading" in table else None,
            "beatless": frozenset(table.get("beatless", ())),
            "strong": tuple(table.get("strong", Speech.strong)),
            "falling": frozenset(table.get("falling", ())),
        }
    )
