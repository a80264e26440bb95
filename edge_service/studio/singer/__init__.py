"""Sings: a score and a voice become the vocal track."""

from edge_service.studio.singer.performance import sing
from edge_service.studio.singer.voices import choose_voice

__all__ = ["choose_voice", "sing"]
