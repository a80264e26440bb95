"""Fills a library with songs that were never sung, as many as a large household has in its life."""

import random

from sqlalchemy import update

from edge_service.hub.hub import Hub
from edge_service.hub.library import Song
from edge_service.hub.library.search import searchable
from edge_service.hub.library.songs import SongRequest, add_song
from edge_service.song.dedication import Dedication

WORDS = ("thank", "you", "pancakes", "birthday", "love", "garden", "winter", "rain", "grandma", "school")
NAMES = ["Mum", "Léa", "Johann", "Priya", "Tomás", "Ingrid", "Opa", "Nia"]


def fill(hub: Hub, songs: int) -> None:
    """Put finished songs in the table, the same at every run; one of them speaks of a giraffe."""
    chance = random.Random(7)
    with hub.library.session() as session:
        for number in range(songs):
            message = " ".join(chance.choices(WORDS, k=chance.randint(8, 40)))
            asked = Dedication(f"{message} giraffe" if number == 17 else message, chance.choice(NAMES))
            add_song(session, SongRequest(asked, None, None, None)).title = searchable(
                chance.choices(WORDS, k=3)
            )
        done = {"state": "done", "fraction": 1.0, "duration_seconds": 90.0}
        session.execute(update(Song).values(**done, words=Song.words + " " + Song.title))
