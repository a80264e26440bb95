"""Tells everyone who listens how far a song has come."""

from edge_service.errors import NotFound
from edge_service.hub.library import Library
from edge_service.hub.library.songs import find_song
from edge_service.hub.manifest import write_progress
from edge_service.hub.messenger import Messenger
from edge_service.hub.topics import Topics


class Newsroom:
    """Reads a song's state from the table and publishes it; no news is kept for those who were away."""

    def __init__(self, library: Library, messenger: Messenger, topics: Topics) -> None:
        self._library = library
        self._messenger = messenger
        self._topics = topics

    def tell(self, song_id: str, message: str = "") -> None:
        """Publish the state of a song; nothing where it was deleted meanwhile."""
        try:
            with self._library.session() as session:
                news = write_progress(find_song(session, song_id), message)
        except NotFound:
            return
        self._messenger.tell(self._topics.progress(song_id), news)
