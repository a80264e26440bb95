"""Reads what a message could look like: the scene it speaks of most, and what else could be in it."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from edge_service.studio.painter.drawing import Scene


def rank_scenes(scenes: Sequence[Scene], message: str, language: str) -> list[Scene]:
    """Return the scenes whose keywords stand in the message, the most spoken of first.

    A keyword counts as a whole word, or with `*` as the beginning of one; case and accents do not matter.
    Of scenes with equal weight the one named first in the message leads.
    """
    text = _plain(message)
    found = []
    for scene in scenes:
        places = [
            match.start()
            for word in scene.keywords.get(language, ())
            for match in _pattern(word).finditer(text)
        ]
        if places:
            found.append((-scene.weight * len(places), min(places), scene.name, scene))
    return [scene for *_, scene in sorted(found, key=lambda entry: entry[:3])]


def choose_host(found: Sequence[Scene]) -> tuple[Scene, list[Scene]]:
    """Return the scene that is drawn and those that may visit it.

    The scene most spoken of is drawn, unless it can sit as a guest in one that cannot be a guest itself:
    a dog and the sea are best a dog at the sea.
    """
    lead = found[0]
    place = lead.guest["place"] if lead.guest else None
    host = next((scene for scene in found[1:] if scene.guest is None and place in scene.seats), lead)
    return host, [scene for scene in found if scene is not host]


@cache
def _pattern(keyword: str) -> re.Pattern[str]:
    end = r"\w*" if keyword.endswith("*") else ""
    return re.compile(rf"\b{re.escape(_plain(keyword.rstrip('*')))}{end}\b")


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))
