"""Keeps songs, displays and deliveries: the tables are the truth, the files lie beside them."""

from edge_service.hub.library.library import Library, open_library
from edge_service.hub.library.models import Delivery, Display, Song

__all__ = ["Delivery", "Display", "Library", "Song", "open_library"]
