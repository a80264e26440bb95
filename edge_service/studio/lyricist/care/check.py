"""Looks for harm in a text and answers it, in the sender's language."""

import tomllib
from functools import cache
from pathlib import Path

from edge_service.errors import ConfigError, HeavyMoment, UnkindMessage
from edge_service.studio.lyricist.care.disguises import readings
from edge_service.studio.lyricist.care.rules import codes, listed_words, load_rules

FOLDER = Path(__file__).parent
LEVELS: dict[str, list[str]] = tomllib.loads((FOLDER / "levels.toml").read_text("utf-8"))
STANDARD = "standard"
# Words that shock in one language are innocent in another ("con" in Spanish, "huren" in Dutch): what is only
# crude is looked for in the message's own language, what hurts in all of them.
OWN_ONLY = {"intimate", "crude", "mild"}


def check_care(text: str, language: str, level: str = STANDARD) -> None:
    """Raise UnkindMessage, in the sender's language, where `text` would hurt somebody.

    `level` is one of LEVELS. Harm is looked for in every language, also where letters are replaced
    ("h4te"), masked ("h*te") or spaced out; words that merely contain another are left alone. Self-harm
    raises HeavyMoment, whose hint names helplines.
    """
    found = harm_in(text, language)
    kind = next((kind for kind in LEVELS[level] if kind in found), None)
    if kind is None:
        return
    answer = load_rules(language).kinds[kind]
    if kind == "self_harm":
        raise HeavyMoment(answer.message, answer.hint.format(lines=_helplines(language)))
    raise UnkindMessage(answer.message, answer.hint)


def harm_in(text: str, language: str) -> set[str]:
    """Return the kinds of harm that a text in `language` holds: "threat", "insult" and so on."""
    own = load_rules(language)
    found: set[str] = set()
    for reading in readings(text, listed_words()):
        kind_words = own.without_kind_phrases(reading)
        found |= own.found_in(kind_words)
        kind_words = own.without_own_names(kind_words)
        for code in codes():
            if code != language:
                found |= load_rules(code).found_in(kind_words, but=OWN_ONLY)
    return found


def check_level(level: str) -> str:
    """Return `level`; raise ConfigError where no household can be that strict."""
    if level not in LEVELS:
        raise ConfigError(f"lyricist.care is {level!r}.", f"Write one of: {', '.join(LEVELS)}.")
    return level


@cache
def _helplines(language: str) -> str:
    lines = tomllib.loads((FOLDER / "helplines.toml").read_text("utf-8"))[language]
    return "; ".join(f"{country} {number}" for country, number in lines.items())
