"""Prints the figures of the music: `python -m tests.bench.music LISTENER_PYTHON`, or `make bench-music`.

First the scores of three songs a genre, then one a genre sung and mixed, then whether genres are told apart.
"""

import sys

from tests.bench.music import genres
from tests.bench.music.mix import one_a_genre, print_mixes
from tests.bench.music.score import compose_songs, print_figures
from tests.bench.music.songs import music_dedications
from tests.bench.songs import home_studio


def main(listener: str) -> int:
    """Print what was asked for beside what was measured; return 1 where genres are told apart too seldom."""
    studio = home_studio()
    songs = compose_songs(studio, music_dedications(studio))
    print_figures(songs)
    print_mixes(one_a_genre(songs), studio)
    print()
    return genres.main(listener, genres.SONGS_A_GENRE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
