"""Messages as people write them, in several genres, lengths and moods."""

import tomllib
from pathlib import Path

from edge_service.song.dedication import Dedication

WISHES = [("pop", "standard", "warm"), ("ballad", "short", "tender"), ("lofi", "long", "hopeful")]


def dedications() -> list[Dedication]:
    """Return every message under every wish, the longest ones also at the limit of a message."""
    entries = tomllib.loads((Path(__file__).parent / "messages.toml").read_text("utf-8"))["message"]
    longest = [{**entry, "text": f"{entry['text']} " * 9} for entry in entries if len(entry["text"]) > 300]
    return [
        Dedication(
            entry["text"][:2000],
            entry.get("to", ""),
            entry.get("sender", ""),
            entry["language"],
            genre,
            mood,
            "auto",
            length,
            seed,
        )
        for seed, entry in enumerate([*entries, *longest])
        for genre, length, mood in WISHES
    ]
