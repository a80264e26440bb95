"""The songs that the music's figures are taken from: three dedications a genre, moods in turn."""

from dataclasses import replace

from edge_service.song.dedication import Dedication
from edge_service.studio.pipeline import Studio, options
from tests.bench.songs import dedications

SONGS_A_GENRE = 3


def music_dedications(studio: Studio) -> list[Dedication]:
    """Return the dedications of the bench, in every genre that there is."""
    asked, offered = dedications(), options(studio)
    return [
        replace(
            asked[(index + 2 * number) % len(asked)],
            genre=style.name,
            mood=offered.moods[(index + 2 * number) % len(offered.moods)],
            seed=100 + SONGS_A_GENRE * index + number,
        )
        for index, style in enumerate(offered.genres)
        for number in range(SONGS_A_GENRE)
    ]
