"""Turns what a message says about its recipient into what is said to them: "she makes" to "you make"."""

from edge_service.studio.lyricist.address.addressed import addressed

__all__ = ["addressed"]
