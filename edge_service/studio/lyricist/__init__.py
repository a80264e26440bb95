"""Writes the lyrics: a dedication in, words ready to be sung out."""

from edge_service.studio.lyricist.care import check_level
from edge_service.studio.lyricist.dedication import check_dedication, moods
from edge_service.studio.lyricist.desk import OpenedWriter, Wish, Written, draft_as_wished, sheet, write
from edge_service.studio.lyricist.language import Language, languages
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.read import names_told, read_lyrics
from edge_service.studio.lyricist.understanding import THEMES
from edge_service.studio.lyricist.weave import (
    Draft,
    Kept,
    Source,
    draft,
    redraft,
    word_for_word,
)
from edge_service.studio.lyricist.writer import open_writer

__all__ = [
    "THEMES",
    "Draft",
    "Kept",
    "Language",
    "OpenedWriter",
    "Source",
    "Wish",
    "Written",
    "check_dedication",
    "check_level",
    "draft",
    "draft_as_wished",
    "languages",
    "moods",
    "names_told",
    "open_writer",
    "read_lyrics",
    "redraft",
    "sheet",
    "spell_line",
    "word_for_word",
    "write",
]
