"""Checks what a person asks for, and tidies it, before any work is done."""

import re
from dataclasses import replace

from edge_service.errors import (
    BadDedication,
    EmptyMessage,
    MessageTooLong,
    MixedScripts,
    UnknownLength,
    UnknownMood,
    UnknownTheme,
    Unpronounceable,
)
from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.care import STANDARD, check_care
from edge_service.studio.lyricist.language import Language, load_language
from edge_service.studio.lyricist.names import as_heard, known_names, marked, read_names, written
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.text import script, tidy
from edge_service.studio.lyricist.understanding.meaning import THEMES
from edge_service.studio.lyricist.understanding.moods import leanings

LONGEST_MESSAGE = 2000
LONGEST_NAME = 60
LENGTHS = ("short", "standard", "long")


def check_dedication(dedication: Dedication, care: str = STANDARD) -> Dedication:
    """Return the dedication with its text tidied, ready for the lyricist.

    Text comes back in NFC, without emoji and control characters, blanks joined; how a name sounds, told in
    braces anywhere in it, comes back in `names`. `care` says how strict the household is. Raises the error of
    the first thing that is wrong: UnknownLanguage, UnknownMood, UnknownTheme, UnknownLength, EmptyMessage,
    MessageTooLong, MixedScripts, Unpronounceable, UnkindMessage, or BadDedication for too long a name.
    """
    language = load_language(dedication.language)
    _check_choices(dedication)
    (message, to, sender), names = _told(dedication)
    message = _message(message, names, language)
    to, sender = _name(to, names, language), _name(sender, names, language)
    for text in (message, to, sender, names):
        check_care(text, language.code, care)
    for line in filter(None, (*message.splitlines(), to, sender, names)):
        if any(sign.isalnum() for sign in line):
            spell_line(marked(line, names), language.code)
    return replace(dedication, message=message, to=to, sender=sender, names=names)


def moods() -> tuple[str, ...]:
    """Return the moods one can choose."""
    return tuple(leanings())


def _check_choices(dedication: Dedication) -> None:
    if dedication.mood not in moods():
        raise UnknownMood(
            f"There is no mood called {dedication.mood!r}.", f"Choose one of: {', '.join(moods())}."
        )
    if dedication.theme not in ("", *THEMES):
        raise UnknownTheme(
            f"There is no theme called {dedication.theme!r}.", f"Choose one of: {', '.join(THEMES)}."
        )
    if dedication.length not in LENGTHS:
        raise UnknownLength(
            f"There is no length called {dedication.length!r}.", f"Choose one of: {', '.join(LENGTHS)}."
        )


def _told(dedication: Dedication) -> tuple[list[str], str]:
    """Return message, recipient and sender without braces, and how the names in them sound."""
    texts = (dedication.message, dedication.to, dedication.sender)
    read = [read_names(text, BadDedication) for text in texts]
    names = dict(known_names(dedication.names))
    for _, told in read:
        names |= told
    return [plain for plain, _ in read], written(names)


def _message(text: str, names: str, language: Language) -> str:
    if len(text.strip()) > LONGEST_MESSAGE:
        raise MessageTooLong(
            f"The message is {len(text.strip())} characters long; a song holds {LONGEST_MESSAGE} at most.",
            "Keep the sentences that matter most.",
        )
    message = re.sub(r"\s*\n\s*", "\n", tidy(text))
    if not any(sign.isalnum() for sign in message):
        raise EmptyMessage("There is no message to sing.", "Write what you want to say, in words.")
    heard = as_heard(message, names)
    foreign = sorted({script(letter) for letter in heard} - language.speech.scripts - {""})
    if foreign:
        raise MixedScripts(
            f"The message has letters ({', '.join(foreign).lower()}) that {language.label} does not use.",
            "Choose the language of the message, or write it in that language's letters.",
        )
    return message


def _name(text: str, names: str, language: Language) -> str:
    name = " ".join(tidy(text).split())
    if len(name) > LONGEST_NAME:
        raise BadDedication(
            f"A name of {len(name)} characters is too long to sing.",
            f"Use at most {LONGEST_NAME}; the name you call each other is best.",
        )
    unread = {script(letter) for letter in as_heard(name, names)} - language.speech.scripts - {""}
    if text.strip() and (unread or not any(sign.isalpha() for sign in name)):
        raise Unpronounceable(
            f"The singer cannot read the name “{text.strip()}” in {language.label}.",
            "Write it the way it is spoken.",
        )
    return name
