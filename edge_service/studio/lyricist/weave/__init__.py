"""Weaves a song out of a message: its own words in the verses, answered by the songbook's lines."""

from edge_service.studio.lyricist.weave.drafted import Draft, Kept, Source

__all__ = ["Draft", "Kept", "Source"]
