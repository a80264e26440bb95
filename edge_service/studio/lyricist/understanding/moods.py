"""The moods a song can have, and what each leans to."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

MOODS = Path(__file__).parent.parent / "moods.toml"


@cache
def leanings() -> Mapping[str, str]:
    """Return, for each mood, the theme of a message that names none."""
    leans: dict[str, str] = tomllib.loads(MOODS.read_text("utf-8"))["leans"]
    return leans
