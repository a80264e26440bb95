"""Plays the score: styles in files, parts arranged from them, sound from a soundfont."""

from edge_service.studio.band.genres import genres, load_style
from edge_service.studio.band.play import play

__all__ = ["genres", "load_style", "play"]
