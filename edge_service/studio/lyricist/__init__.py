"""Writes the lyrics: a dedication in, words ready to be sung out."""

from edge_service.studio.lyricist.care import check_level
from edge_service.studio.lyricist.dedication import check_dedication, moods
from edge_service.studio.lyricist.desk import Wish, draft_as_wished, sheet
from edge_service.studio.lyricist.language import Language, languages
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.read import names_told, read_lyrics
from edge_service.studio.lyricist.understanding import THEMES
from edge_service.studio.lyricist.weave import (
    Draft,
    Kept,
    Source,
    draft,
    draft_lyrics,
    redraft,
    word_for_word,
)

__all__ = [
    "THEMES",
    "Draft",
    "Kept",
    "Language",
    "Source",
    "Wish",
    "check_dedication",
    "check_level",
    "draft",
    "draft_as_wished",
    "draft_lyrics",
    "languages",
    "moods",
    "names_told",
    "read_lyrics",
    "redraft",
    "sheet",
    "spell_line",
    "word_for_word",
]
