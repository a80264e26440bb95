"""What each language must keep to: one file a language in `claims/`, for the claims that hold for all."""

import tomllib
from pathlib import Path
from typing import Any

from edge_service.song.dedication import Dedication

FILES = sorted((Path(__file__).parent / "claims").glob("*.toml"))
CLAIMS: dict[str, dict[str, Any]] = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in FILES}
WISHES = [("pop", "standard", "warm"), ("ballad", "short", "tender"), ("lofi", "long", "hopeful")]


def each(name: str) -> list[tuple[Any, ...]]:
    """Return every claim of one kind with its language in front: ("es", "bueno", "bwe-no")."""
    return [
        (code, *(entry if isinstance(entry, list) else [entry]))
        for code, claims in CLAIMS.items()
        for entry in claims[name]
    ]


def cared(kind: str) -> list[tuple[str, str]]:
    """Return every message that is unkind, or kind, with its language in front."""
    return [(code, message) for code, claims in CLAIMS.items() for message in claims["care"][kind]]


def dedications() -> list[Dedication]:
    """Return every message under every wish, the longest ones also at the limit of a message."""
    return [
        Dedication(
            entry["text"][:2000],
            entry.get("to", ""),
            entry.get("sender", ""),
            code,
            genre,
            mood,
            "auto",
            length,
            seed,
        )
        for code, claims in CLAIMS.items()
        for seed, entry in enumerate(_with_longest(claims["message"]))
        for genre, length, mood in WISHES
    ]


def _with_longest(entries: list[dict[str, str]]) -> list[dict[str, str]]:
    return entries + [
        {**entry, "text": f"{entry['text']} " * 9} for entry in entries if len(entry["text"]) > 300
    ]
