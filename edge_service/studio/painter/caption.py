"""Says in one sentence what a cover shows."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from edge_service.errors import UnknownLanguage
from edge_service.studio.painter.drawing import Scene

FILE = Path(__file__).parent / "captions.toml"


@cache
def captions() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def describe(scene: Scene, time: str, guests: list[Scene], language: str) -> str:
    """Return the sentence; raise UnknownLanguage where captions.toml or the scene has no words for it."""
    if language not in captions() or language not in scene.describe:
        raise UnknownLanguage(
            f"The painter cannot describe a picture in {language!r}.", "Choose another language."
        )
    words = captions()[language]
    guest = next((guest.guest["name"][language] for guest in guests if guest.guest), "")
    sentence = words["together" if guest else "alone"].format(
        scene=scene.describe[language], time=words["time"][time], guest=guest
    )
    return str(sentence[0].upper() + sentence[1:])
