"""Reads the words of a language that tell what a message is about, how it feels and who is in it."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from edge_service.studio.lyricist.understanding.meaning import Gender

HERE = Path(__file__).parent
WORDS = HERE / "words"
FIRST_NAMES = HERE / "first_names.toml"
_APART = "id"
_ANY_LETTERS = re.compile(r"(?<=[^\W\d_])(?<!\\w)\*")


@dataclass(frozen=True)
class Cue:
    """What speaks for a theme in a folded text: `sure` on its own, `maybe` beside other words."""

    sure: re.Pattern[str]
    maybe: re.Pattern[str]


@dataclass(frozen=True)
class Manner:
    """Patterns that tell how people speak: of a text as written, but the genders' of a folded one."""

    formal: re.Pattern[str]
    intimate: re.Pattern[str]
    to: Mapping[Gender, re.Pattern[str]]
    sender: Mapping[Gender, re.Pattern[str]]


@dataclass(frozen=True)
class Lexicon:
    """One language's words, in small letters.

    `kin` gives a gender to every word for a relative, which may have one of `kin_endings`; `titles` to words
    that stand before names, as do those of `before_name`; with `groups_begin` begins what a group is called.
    `never_names` are written with a capital and are no names, `also_words` are names that are common words
    as well; behind `places_after` a capital means a place. `joined_by` makes one name of two people;
    `endings` end names of a gender, but for those `not_by_ending`. `animal` finds a word for a pet, `called`
    what may stand between it and the pet's name.
    """

    themes: Mapping[str, Cue]
    occasions: Mapping[str, re.Pattern[str]]
    moods: Mapping[str, re.Pattern[str]]
    manner: Manner
    kin: Mapping[str, Gender]
    titles: Mapping[str, Gender]
    kin_endings: tuple[str, ...]
    before_name: frozenset[str]
    groups_begin: frozenset[str]
    never_names: frozenset[str]
    places_after: frozenset[str]
    also_words: frozenset[str]
    joined_by: frozenset[str]
    endings: Mapping[Gender, str]
    not_by_ending: frozenset[str]
    animal: re.Pattern[str]
    called: re.Pattern[str]


@cache
def load_lexicon(language: str) -> Lexicon:
    """Return the words of a language that there is a file for."""
    tables = tomllib.loads((WORDS / f"{language}.toml").read_text("utf-8"))
    manner, kin, pets, names = tables["manner"], tables["kin"], tables["pets"], tables["names"]
    return Lexicon(
        themes={
            name: Cue(cues(table["sure"]), cues(table["maybe"])) for name, table in tables["themes"].items()
        },
        occasions={name: cues(words) for name, words in tables["occasions"].items()},
        moods={name: cues(words) for name, words in tables["moods"].items()},
        manner=_manner(manner),
        kin=_genders(kin["f"], kin["m"], kin["either"]),
        titles=_genders(manner["titles_f"], manner["titles_m"], []),
        kin_endings=tuple(kin["endings"]),
        groups_begin=frozenset(names["groups_begin"].split()),
        before_name=frozenset(kin["before_name"]),
        never_names=frozenset(names["never"]),
        places_after=frozenset(names["places_after"]),
        also_words=frozenset(names["also_words"].split()),
        joined_by=frozenset(names["joined_by"]),
        endings={"f": names["f_ending"], "m": names["m_ending"]},
        not_by_ending=frozenset(names["not_by_ending"].split()),
        animal=_as_written(pets["words"], re.IGNORECASE),
        called=re.compile(
            rf"\W{{0,2}}(?:{'|'.join(map(re.escape, pets['between']))})\W{{0,2}}", re.IGNORECASE
        ),
    )


@cache
def first_names(language: str) -> Mapping[str, Gender]:
    """Return the gender of first names, by their small letters, where a language is sure of it.

    Names it does not know have the gender that all other languages give them, but for those known in
    Indonesia alone, which mean others elsewhere ("Agus").
    """
    agreed: dict[str, Gender] = {
        name: next(iter(genders))
        for name, genders in known_names().items()
        if len(genders) == 1
        and any(name in names for code, names in _names_by_language().items() if code != _APART)
    }
    return {**agreed, **_names_by_language()[language]}


@cache
def known_names() -> Mapping[str, frozenset[Gender]]:
    """Return every first name of any language, in small letters, with the genders it has."""
    everywhere: dict[str, frozenset[Gender]] = {}
    for names in _names_by_language().values():
        for name, gender in names.items():
            everywhere[name] = everywhere.get(name, frozenset()) | {gender}
    return everywhere


@cache
def _names_by_language() -> Mapping[str, Mapping[str, Gender]]:
    tables = tomllib.loads(FIRST_NAMES.read_text("utf-8"))
    return {
        code: _genders(table["f"].split(), table["m"].split(), table["either"].split())
        for code, table in tables.items()
    }


def cues(words: Sequence[str]) -> re.Pattern[str]:
    """Return what finds any of these cues in a folded text, as whole words; it finds nothing for none."""
    parts = [_ANY_LETTERS.sub(r"\\w*", word) for word in words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)")


def fold(text: str) -> str:
    """Return `text` in small letters without accents, its blanks joined."""
    letters = unicodedata.normalize("NFD", text.lower())
    return " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split())


def _manner(table: Mapping[str, list[str]]) -> Manner:
    return Manner(
        formal=_as_written(table["formal"]),
        intimate=_as_written(table["intimate"]),
        to={"f": cues(table["to_f"]), "m": cues(table["to_m"])},
        sender={"f": cues(table["from_f"]), "m": cues(table["from_m"])},
    )


def _as_written(words: Sequence[str], flags: int = 0) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)" if words else r"(?!)", flags)


def _genders(female: Sequence[str], male: Sequence[str], either: Sequence[Any]) -> Mapping[str, Gender]:
    named = {"f": female, "m": male, "": either}
    return {word.lower(): cast(Gender, gender) for gender, words in named.items() for word in words}
