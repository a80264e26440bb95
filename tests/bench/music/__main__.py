"""Prints the figures of the music: `make bench-music`."""

from tests.bench.music.score import compose_songs, print_figures
from tests.bench.music.songs import music_dedications
from tests.bench.songs import home_studio


def main() -> None:
    """Compose the bench's songs and print what was asked for beside what was measured."""
    studio = home_studio()
    print_figures(compose_songs(studio, music_dedications(studio)))


if __name__ == "__main__":
    main()
