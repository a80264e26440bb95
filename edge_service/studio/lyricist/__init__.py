"""Writes the lyrics: a dedication in, words ready to be sung out."""

from edge_service.studio.lyricist.dedication import check_dedication, moods
from edge_service.studio.lyricist.draft import draft_lyrics
from edge_service.studio.lyricist.language import Language, languages
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.read import names_told, read_lyrics

__all__ = [
    "Language",
    "check_dedication",
    "draft_lyrics",
    "languages",
    "moods",
    "names_told",
    "read_lyrics",
    "spell_line",
]
