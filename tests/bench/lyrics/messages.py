"""Reads the messages that the lyricist is measured on."""

import tomllib
from pathlib import Path

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist import check_dedication

MESSAGES = Path(__file__).parent / "messages"


def measured_languages() -> list[str]:
    """Return the languages there are messages for."""
    return sorted(file.stem for file in MESSAGES.glob("*.toml"))


def dedications(language: str, folder: Path = MESSAGES) -> list[Dedication]:
    """Return a language's messages as checked dedications, their themes left to be read."""
    entries = tomllib.loads((folder / f"{language}.toml").read_text("utf-8"))["messages"]
    return [
        check_dedication(Dedication(entry["text"], entry.get("to", ""), entry.get("sender", ""), language))
        for entry in entries
    ]
