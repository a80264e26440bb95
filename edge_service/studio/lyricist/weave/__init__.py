"""Weaves a song out of a message: its own words in the verses, answered by the songbook's lines."""

from edge_service.studio.lyricist.weave.drafted import Draft, Kept, Source
from edge_service.studio.lyricist.weave.titles import known_title
from edge_service.studio.lyricist.weave.verbatim import word_for_word
from edge_service.studio.lyricist.weave.weaving import draft, redraft

__all__ = ["Draft", "Kept", "Source", "draft", "known_title", "redraft", "word_for_word"]
