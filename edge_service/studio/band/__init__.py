"""Plays the score: styles in files, parts arranged from them, sound from a soundfont."""

from edge_service.studio.band.genres import genres, load_style

__all__ = ["genres", "load_style"]
