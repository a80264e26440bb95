"""Composes the song: lyrics in, a score out."""

from edge_service.studio.composer.compose import compose

__all__ = ["compose"]
