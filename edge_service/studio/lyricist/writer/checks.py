"""Mends a line of the writer's where that is enough, and turns down what the songbook would never sing."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from edge_service.errors import GoodwaveError
from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.breaking import Fit
from edge_service.studio.lyricist.care import check_care
from edge_service.studio.lyricist.language import languages
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.text import bare, tidy
from edge_service.studio.lyricist.writing import capitalised, load_writing

# Numbering and bullets before a line, and what a model puts around one.
_LEADING = re.compile(r"^[\s>*•\-–—]*(?:\d+[.)]\s*)?")
_UNSUNG = re.compile(r"[\[\]{}<>|\\/:;_=#*0-9@]|https?|\.\.\.")
MOST_OFTEN = 2
# A capital inside a word: a brand, or the model speaking of itself.
_BRAND = re.compile(r"[a-zß-ÿ][A-Z]")
_PAUSE = re.compile(r"[,;:.!?]+$")


@dataclass(frozen=True)
class Rules:
    """What lines are held to: the dedication's language, names and mood, and how long they may be."""

    dedication: Dedication
    fit: Fit
    images: tuple[str, ...]

    @property
    def language(self) -> str:
        return self.dedication.language

    @property
    def mood(self) -> str:
        return self.dedication.mood


def mended(line: str, rules: Rules) -> str:
    """Return a line as it may be sung, or nothing where it cannot be mended.

    Bullets, quotes and closing signs go; one too long ends at its last pause that leaves enough. Turned down
    is what has other names, another language or hurtful words, leans on a next line, or says one word over
    and over.
    """
    text = _PAUSE.sub("", tidy(_LEADING.sub("", line)).strip("\"'“”«»„ "))
    if not text or _UNSUNG.search(text) or _BRAND.search(text):
        return ""
    text = capitalised(_short_enough(text, rules))
    is_fine = bool(text) and _is_whole(text, rules) and not _strangers(text, rules) and _is_meant(text, rules)
    return text if is_fine else ""


def _short_enough(text: str, rules: Rules) -> str:
    """Return the text, or its beginning up to a comma, that has as many syllables as asked; else nothing."""
    pieces = text.split(", ")
    for end in range(len(pieces), 0, -1):
        begun = _PAUSE.sub("", ", ".join(pieces[:end]))
        count = _syllables(begun, rules.language)
        if rules.fit.least <= count <= rules.fit.most:
            return begun
    return ""


def _syllables(text: str, language: str) -> int:
    try:
        return spell_line(text, language).syllable_count
    except GoodwaveError:
        return 0


def _is_whole(text: str, rules: Rules) -> bool:
    """Tell whether a line stands alone and does not stammer."""
    writing, words = load_writing(rules.language), [bare(word) for word in text.split()]
    leans = words[-1] in writing.determiners | writing.prepositions | writing.joiners | writing.never_end
    said = Counter(word for word in words if word not in writing.unstressed)
    return not leans and bool(said) and max(said.values()) <= MOST_OFTEN


def _strangers(text: str, rules: Rules) -> Sequence[str]:
    """Return the words with a capital inside a line that are no name of the dedication's."""
    writing, dedication = load_writing(rules.language), rules.dedication
    if writing.nouns_capital:
        return ()
    known = {bare(word) for word in f"{dedication.to} {dedication.sender} {dedication.message}".split()}
    always = {word.lower() for word in writing.capitals} | {"i", "i'm", "i'll", "i've", "i'd"}
    inside = text.split()[1:]
    return [
        word for word in inside if word[:1].isupper() and bare(word).removesuffix("'s") not in known | always
    ]


def _is_meant(text: str, rules: Rules) -> bool:
    """Tell whether a line is kind, and its small words of the song's language before any other."""
    try:
        check_care(text, rules.language)
    except GoodwaveError:
        return False
    words = [bare(word) for word in text.split()]
    small = {code: sum(word in load_writing(code).unstressed for word in words) for code in _codes()}
    return small[rules.language] == max(small.values())


def _codes() -> tuple[str, ...]:
    return tuple(language.code for language in languages())
