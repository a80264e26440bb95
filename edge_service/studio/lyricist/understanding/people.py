"""Finds who is in a message: relatives, people called by their names, pets."""

import re
from typing import cast

from edge_service.studio.lyricist.understanding.lexicon import Lexicon, load_lexicon
from edge_service.studio.lyricist.understanding.meaning import Gender, Mention

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")


def people_in(message: str, language: str) -> tuple[Mention, ...]:
    """Return everybody the message mentions, in its order, each as first written."""
    lexicon = load_lexicon(language)
    found = {
        word.lower(): Mention(word, "kin", gender_of(word, lexicon))
        for word in _WORD.findall(message)
        if word.lower() in lexicon.kin
    }
    return tuple(found.values())


def gender_of(name: str, lexicon: Lexicon) -> Gender:
    """Return the gender that the words of a name agree on: "f" for "Mum" and "Grandma Rose"."""
    genders = {lexicon.kin[word] for word in name.lower().split() if word in lexicon.kin} - {""}
    return cast(Gender, genders.pop()) if len(genders) == 1 else ""
