"""The songbook: per language, the house's own lines by theme, and how they are read."""

from edge_service.studio.lyricist.songbook.book import (
    Chorus,
    Songbook,
    Stanza,
    Theme,
    load_songbook,
    theme_file,
)
from edge_service.studio.lyricist.songbook.voice import Voice, has_slots, says_you, voiced

__all__ = [
    "Chorus",
    "Songbook",
    "Stanza",
    "Theme",
    "Voice",
    "has_slots",
    "load_songbook",
    "says_you",
    "theme_file",
    "voiced",
]
