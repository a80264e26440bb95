"""dedication + lyrics -> cover: start with paint.py."""

from edge_service.studio.painter.paint import paint

__all__ = ["paint"]
