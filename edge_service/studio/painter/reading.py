"""Reads what a message could look like: the scene it speaks of most, and what else could be in it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from edge_service.studio.painter.drawing import Scene

HINT_WEIGHT = 0.2


@dataclass(frozen=True)
class Mention:
    """A scene of which a message speaks: how strongly, where first, and whether by name or by a hint."""

    scene: Scene
    weight: float
    place: int
    named: bool


def find_mentions(scenes: Iterable[Scene], message: str, language: str) -> list[Mention]:
    """Return the scenes a message speaks of, the strongest first; of equals, the one named first.

    A keyword counts as a whole word, or with `*` as the beginning of one; case and accents do not matter.
    """
    text = _plain(message)
    found = []
    for scene in scenes:
        named = _places(scene.keywords.get(language, ()), text)
        hinted = _places(scene.hints.get(language, ()), text)
        if named or hinted:
            weight = len(named) + HINT_WEIGHT * len(hinted)
            found.append(Mention(scene, weight, min(named + hinted), bool(named)))
    return sorted(found, key=lambda mention: (-mention.weight, mention.place, mention.scene.name))


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


def _places(keywords: Iterable[str], text: str) -> list[int]:
    return [match.start() for word in keywords for match in _pattern(word).finditer(text)]


@cache
def _pattern(keyword: str) -> re.Pattern[str]:
    end = r"\w*" if keyword.endswith("*") else ""
    return re.compile(rf"\b{re.escape(_plain(keyword.rstrip('*')))}{end}\b")


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))
