"""Whether genres are told apart: `python -m tests.bench.music.genres LISTENER_PYTHON [SONGS_A_GENRE]`.

Every genre is played by the band alone, mixed, without a singer. librosa measures each song, in the
listener's environment (see hear_genres.py); a nearest-centroid classifier learns from half of the songs
and names the genre of the other half.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import soundfile

from edge_service.song.audio import SAMPLE_RATE_HZ
from edge_service.song.dedication import Dedication
from edge_service.studio.band import load_style, play
from edge_service.studio.composer import compose
from edge_service.studio.lyricist import draft
from edge_service.studio.mixer.ensemble import ensemble
from edge_service.studio.pipeline import Studio, check, options
from edge_service.studio.singer import choose_voice
from tests.bench.songs import dedications, home_studio

SONGS_A_GENRE = 4
AT_LEAST = 0.75
FEATURES = ("tempo", "onset_rate", "centroid_hz", "percussive_share", "low_share")

Table = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Named:
    """How often a genre was named right: the share, and which was taken for which, most often first."""

    share: float
    confused: tuple[tuple[str, str, int], ...]


def measure_genres(listener: str, studio: Studio, songs_a_genre: int = SONGS_A_GENRE) -> Named:
    """Play every genre, measure the songs and name them; both halves learn and are named in turn."""
    asked = _dedications(studio, songs_a_genre)
    with tempfile.TemporaryDirectory() as scratch:
        files = [_recorded(dedication, studio, Path(scratch)) for dedication in asked]
        command = [listener, str(Path(__file__).parent / "hear_genres.py"), *map(str, files)]
        heard: list[dict[str, Any]] = json.loads(
            subprocess.run(command, check=True, capture_output=True).stdout
        )
    table = np.array([[song[name] for name in FEATURES] for song in heard])
    genres = [dedication.genre for dedication in asked]
    _print_features(genres, table)
    return name_genres(genres, table)


def name_genres(genres: list[str], table: Table) -> Named:
    """Return how well nearest centroids of standardised features name songs that they did not learn from.

    Every second song of a genre is in the first half.
    """
    places = np.array([genres[:number].count(genre) for number, genre in enumerate(genres)])
    pairs: list[tuple[str, str]] = []
    for half in (0, 1):
        known = places % 2 == half
        mean, spread = table[known].mean(axis=0), table[known].std(axis=0) + 1e-9
        scaled = (table - mean) / spread
        names = sorted(set(genres))
        owners = np.array(genres)
        centres = np.array([scaled[known & (owners == name)].mean(axis=0) for name in names])
        for number in np.flatnonzero(~known):
            nearest = names[int(np.argmin(((centres - scaled[number]) ** 2).sum(axis=1)))]
            pairs.append((genres[number], nearest))
    wrong = Counter((right, named) for right, named in pairs if right != named)
    confused = tuple((right, named, count) for (right, named), count in wrong.most_common())
    return Named(1 - wrong.total() / len(pairs), confused)


def _dedications(studio: Studio, songs_a_genre: int) -> list[Dedication]:
    asked, moods = [one for one in dedications() if one.language == "en"], options(studio).moods
    return [
        replace(
            asked[number % len(asked)],
            genre=style.name,
            mood=moods[(number // 2) % len(moods)],
            length="short",
            seed=100 + number,
        )
        for style in options(studio).genres
        for number in range(songs_a_genre)
    ]


def _recorded(dedication: Dedication, studio: Studio, folder: Path) -> Path:
    """Return a file of the song's band, mixed."""
    checked, style = check(dedication, studio), load_style(dedication.genre)
    voice = choose_voice(studio.catalog, checked)
    score = compose(draft(checked, style).lyrics, checked, style, voice, studio.models)
    stems = play(score, style, checked, studio.models)
    players = ensemble(stems, style, len(stems.tracks[0].steps))
    sound = (players.stays + players.yields).mean(axis=0)
    file = folder / f"{dedication.genre}-{dedication.seed}.wav"
    soundfile.write(file, 0.7 * sound / np.abs(sound).max(), SAMPLE_RATE_HZ)
    return file


def _print_features(genres: list[str], table: Table) -> None:
    print(f"{'genre':<10} " + " ".join(f"{name:>17}" for name in FEATURES))
    for genre in dict.fromkeys(genres):
        own = table[[name == genre for name in genres]]
        cells = (
            f"{mean:9.2f} +-{spread:5.2f}"
            for mean, spread in zip(own.mean(axis=0), own.std(axis=0), strict=True)
        )
        print(f"{genre:<10} " + " ".join(f"{cell:>17}" for cell in cells))


def main(listener: str, songs_a_genre: int) -> int:
    """Print the table; return 1 where genres are told apart too seldom."""
    named = measure_genres(listener, home_studio(), songs_a_genre)
    print(f"\ngenres named right: {named.share:.0%}, asked for: {AT_LEAST:.0%}")
    for right, taken_for, count in named.confused:
        print(f"  {right} taken for {taken_for}: {count}")
    return 0 if named.share >= AT_LEAST else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else SONGS_A_GENRE))
