"""Writes the lyrics: a dedication in, words ready to be sung out."""

from edge_service.studio.lyricist.language import Language, languages
from edge_service.studio.lyricist.phonetics import spell_line

__all__ = ["Language", "languages", "spell_line"]
