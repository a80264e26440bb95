"""Reads how a name sounds where its spelling misleads: `{Worcestershire|WUUS-ter-sher}`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from edge_service.errors import BadDedication, BadLyrics
from edge_service.studio.lyricist.text import bare

LONGEST = 60
CURE = (
    "Write it like {Worcestershire|WUUS-ter-sher}: syllables parted by hyphens, the stressed one in capitals."
)
_FORM = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_MARKED = re.compile(r"([^{}|]*)\{([^{}|]+)\|([^{}|]+)\}([^{}|]*)")
_SAID = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CORE = re.compile(r"^([^\w]*)(.*?)([^\w]*)$", re.DOTALL)
Broken = type[BadDedication] | type[BadLyrics]


@dataclass(frozen=True)
class Spoken:
    """A word as it is shown, and how it sounds where somebody has said so: "shi-VAWN", or empty."""

    text: str
    said: str


def read_names(text: str, broken: Broken) -> tuple[str, dict[str, str]]:
    """Return a text with its names in plain letters, and how each of them sounds, by its small letters.

    Raises `broken` for a brace that is not a name and its sound.
    """
    names: dict[str, str] = {}
    for form in _FORM.finditer(text):
        shown, said = form[1].split(), form[2].split()
        fits = bool(shown) and len(shown) == len(said) and len(form[2]) <= LONGEST
        if not fits or not all(map(_SAID.fullmatch, said)) or not all(map(bare, shown)):
            raise broken(f"“{form[0]}” does not say how a name sounds.", CURE)
        names |= {bare(word): sound for word, sound in zip(shown, said, strict=True)}
    plain = _FORM.sub(lambda form: " ".join(form[1].split()), text)
    if set(plain) & set("{}"):
        raise broken("A brace { or } stands alone: braces say how a name sounds.", CURE)
    return plain, names


def written(names: Mapping[str, str]) -> str:
    """Return names and their sounds in one text, as Dedication.names keeps them."""
    return " ".join(f"{{{name}|{said}}}" for name, said in names.items())


@lru_cache(maxsize=64)
def known_names(names: str) -> Mapping[str, str]:
    """Return the names of Dedication.names and their sounds; raise BadDedication for broken ones."""
    return read_names(names, BadDedication)[1]


def marked(text: str, names: str) -> str:
    """Return a text in which every word of `names` (as Dedication.names has them) stands in its braces."""
    known = known_names(names)
    if not known:
        return text
    return re.sub(r"\S+", lambda word: _marked(word[0], known), text)


def as_heard(text: str, names: str) -> str:
    """Return a text in which every word of `names` is written as it sounds."""
    return _FORM.sub(lambda form: form[2], marked(text, names))


def _marked(word: str, known: Mapping[str, str]) -> str:
    name, owner = bare(word), bare(word).removesuffix("'s")
    said = known.get(name) or (f"{known[owner]}'s" if owner in known else "")
    core = _CORE.match(word)
    if not said or not core or "{" in word:
        return word
    return f"{core[1]}{{{core[2]}|{said}}}{core[3]}"


def spoken_word(word: str) -> Spoken:
    """Return a word of a marked text: "{Siobhan|shi-VAWN}!" is shown as "Siobhan!"."""
    form = _MARKED.fullmatch(word)
    return Spoken(form[1] + form[2] + form[4], form[3]) if form else Spoken(word, "")
