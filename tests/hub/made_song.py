"""Makes songs in the test's own process, as the worker does in its."""

from typing import Any

from flask.testing import FlaskClient

from edge_service.hub.hub import Hub
from edge_service.hub.worker import Worker
from tests.hub.conftest import MESSAGE, ask_for_song, song_of


def worker_of(hub: Hub, name: str = "w1") -> Worker:
    return Worker(name, hub.library, hub.studio, hub.newsroom)


def made_song(hub: Hub, client: FlaskClient, message: str = MESSAGE, **more: Any) -> dict[str, Any]:
    """Return a song that was asked for and made, whatever became of it."""
    song_id = ask_for_song(client, message, **more)["id"]
    worker_of(hub).make(song_id)
    return song_of(client, song_id)
