"""Plays the score: styles in files, parts arranged from them, sound from a soundfont."""

from edge_service.studio.band.play import play
from edge_service.studio.band.style_files import genres, load_style

__all__ = ["genres", "load_style", "play"]
