"""What is understood of a dedication."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "pet", "kin"]
Gender = Literal["m", "f", ""]
Tense = Literal["past", "present", "future"]
Person = Literal["I", "you", "we", "they"]

THEMES = (
    *("love", "gratitude", "encouragement", "birthday", "missing_you", "apology"),
    *("congratulations", "friendship", "get_well", "remembrance", "new_baby", "just_because"),
)


@dataclass(frozen=True)
class Mention:
    """Somebody the message names, as it is written there: "Rosa", "Grandma", the dog "Bruno"."""

    text: str
    kind: Kind
    gender: Gender


@dataclass(frozen=True)
class Memory:
    """A clause of the message, as written there, that tells something lived; `person` is its subject."""

    text: str
    tense: Tense
    person: Person


@dataclass(frozen=True)
class Understanding:
    """What a message seems to say; every part of it is a suggestion, and the person's own choice wins.

    `language` is a code, `theme` one of THEMES and `theme_sure` from 0 to 1; `occasion` is the day it is
    for ("christmas", "graduation") or ""; `mood` is one of the moods. `formal` tells whether the recipient
    is addressed as one addresses a stranger, and a gender is "" where the words do not tell.
    """

    language: str
    theme: str
    theme_sure: float
    occasion: str
    mood: str
    people: tuple[Mention, ...]
    memories: tuple[Memory, ...]
    formal: bool
    to_gender: Gender
    from_gender: Gender
