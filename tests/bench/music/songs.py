"""The songs that the music's figures are taken from: three dedications a genre, moods in turn."""

from dataclasses import replace

from edge_service.song.dedication import Dedication
from edge_service.studio.pipeline import Studio, options
from tests.bench.songs import dedications

SONGS_A_GENRE = 3


def music_dedications(studio: Studio) -> list[Dedication]:
    """Return the dedications of the bench, in every genre that there is."""
    asked, offered = dedications(), options(studio)
    wishes = [(style.name, number) for style in offered.genres for number in range(SONGS_A_GENRE)]
    return [
        replace(
            asked[place % len(asked)],
            genre=genre,
            mood=offered.moods[place % len(offered.moods)],
            seed=100 + place,
        )
        for place, (genre, _) in enumerate(wishes)
    ]
