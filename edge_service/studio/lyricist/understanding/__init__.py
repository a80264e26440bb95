"""Reads a dedication as a friend would: what it is about, who is in it, and what they shared."""

from edge_service.studio.lyricist.understanding.meaning import THEMES, Memory, Mention, Understanding
from edge_service.studio.lyricist.understanding.tongue import language_of
from edge_service.studio.lyricist.understanding.understand import understand

__all__ = ["THEMES", "Memory", "Mention", "Understanding", "language_of", "understand"]
