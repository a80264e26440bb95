"""Reads what a message could look like: the scene it speaks of most, and what else could be in it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from edge_service.studio.painter.drawing import Scene

# What a keyboard without the sign writes instead.
SPELLINGS = str.maketrans({"œ": "oe", "æ": "ae", "\N{RIGHT SINGLE QUOTATION MARK}": "'"})


@dataclass(frozen=True)
class Mention:
    """A scene of which a message speaks: how often by name, how often by a hint, and where first."""

    scene: Scene
    named: int
    hinted: int
    place: int


def find_mentions(scenes: Iterable[Scene], message: str, language: str) -> list[Mention]:
    """Return the scenes a message speaks of, first those it names most often, then those it only hints at.

    Of scenes named equally often the one named first leads; where none is named, the one hinted at most.
    A keyword counts as a whole word; `*` at its start or end stands for any letters. Case, accents, œ for
    oe and the shape of an apostrophe do not matter. A word counts once, however many keywords fit it.
    """
    text = _plain(message)
    found = []
    for scene in scenes:
        named = _places(scene.keywords.get(language, ()), text)
        hinted = _places(scene.hints.get(language, ()), text)
        if named or hinted:
            found.append(Mention(scene, len(named), len(hinted), min(named or hinted)))
    return sorted(found, key=_rank)


def choose_host(mentions: Sequence[Mention]) -> tuple[Scene, list[Scene]]:
    """Return the scene that is drawn and those that may visit it, which must have been named.

    The scene most spoken of is drawn, unless it can sit as a guest in one that cannot be a guest itself:
    a dog and the sea are best a dog at the sea.
    """
    named = [mention.scene for mention in mentions if mention.named]
    lead = mentions[0].scene
    place = lead.guest["place"] if lead.guest else None
    host = next((scene for scene in named if scene.guest is None and place in scene.seats), lead)
    return host, [scene for scene in named if scene is not host]


def _rank(mention: Mention) -> tuple[int, int, int, str]:
    hints = 0 if mention.named else -mention.hinted
    return (-mention.named, hints, mention.place, mention.scene.name)


def _places(keywords: Iterable[str], text: str) -> set[int]:
    return {match.start() for word in keywords for match in _pattern(word).finditer(text)}


@cache
def _pattern(keyword: str) -> re.Pattern[str]:
    start, end = (r"\w*" if star else "" for star in (keyword.startswith("*"), keyword.endswith("*")))
    return re.compile(rf"\b{start}{re.escape(_plain(keyword.strip('*')))}{end}\b")


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold().translate(SPELLINGS))
    return "".join(letter for letter in split if not unicodedata.combining(letter))
