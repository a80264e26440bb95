"""The moods a song can have: what each leans to, and which one a message has."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from edge_service.studio.lyricist.understanding.lexicon import load_lexicon

MOODS = Path(__file__).parent.parent / "moods.toml"
SAID = 1.0


@cache
def leanings() -> Mapping[str, str]:
    """Return, for each mood, the theme of a message that names none."""
    leans: dict[str, str] = _tables()["leans"]
    return leans


def mood_of(folded: str, language: str, theme: str) -> str:
    """Return the mood of a folded message: how its theme mostly feels, and what its own words add."""
    usual: Mapping[str, float] = _tables()["themes"][theme]
    patterns = load_lexicon(language).moods
    scores = {
        mood: usual.get(mood, 0.0) + SAID * len(set(patterns[mood].findall(folded))) for mood in leanings()
    }
    return max(scores, key=lambda mood: scores[mood])


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(MOODS.read_text("utf-8"))
