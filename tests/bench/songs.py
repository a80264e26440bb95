"""Makes songs with their stems to listen to: `python -m tests.bench.songs OUT [DEDICATIONS.toml]`."""

import sys
import time
import tomllib
from pathlib import Path

from edge_service.config import load_config
from edge_service.song.dedication import Dedication
from edge_service.song.song import Song
from edge_service.studio.pipeline import Order, Studio, make_song, open_studio

DEDICATIONS = Path(__file__).parent / "dedications.toml"


def dedications(file: Path = DEDICATIONS) -> list[Dedication]:
    """Return the dedications of a file, each with its place in it as its seed."""
    entries = tomllib.loads(file.read_text("utf-8"))["dedication"]
    return [Dedication(**entry, seed=seed) for seed, entry in enumerate(entries, 1)]


def make_songs(out: Path, asked: list[Dedication], studio: Studio) -> list[Song]:
    """Make every song that is asked for, one folder each under `out`; print seconds as they come."""
    songs = []
    for dedication in asked:
        name = f"{dedication.language}-{dedication.genre}-{dedication.seed}"
        start = time.monotonic()
        song = make_song(Order(name, dedication, out / name, stems=True), studio, lambda _: None)
        print(f"{name:<14} {song.voice:<12} {song.duration_seconds:5.1f} s of song", end="  ")
        print(f"{time.monotonic() - start:5.1f} s of work  {song.timings}", flush=True)
        songs.append(song)
    return songs


def home_studio() -> Studio:
    """Return the studio that the settings in force describe."""
    config = load_config()
    return open_studio(config.models_dir, **config.studio)


if __name__ == "__main__":
    make_songs(Path(sys.argv[1]), dedications(*map(Path, sys.argv[2:])), home_studio())
