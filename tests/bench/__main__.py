"""Prints seconds per step, seconds from Send to finished, memory and start-up of this machine."""

import os
import statistics
import tempfile
import time
from pathlib import Path

from edge_service.song.progress import STEPS
from tests.bench.home import Home, home
from tests.bench.songs import dedications

FIELDS = ("message", "to", "language", "genre", "mood")


def main() -> None:
    """Make every song of the bench through a running hub, after one that warms its models."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        with home(Path(folder)) as opened:
            print(f"start to first answer: {time.monotonic() - start:.1f} s")
            _, cold = opened.make(_wishes()[0])
            print(f"first song, models cold: {cold:.1f} s\n")
            _measure(opened)
            print(f"\npeak memory of the worker: {opened.worker_peak_bytes / 1e6:.0f} MB", end=", ")
            print(f"of hub and worker together: {opened.peak_bytes / 1e6:.0f} MB")


def _measure(opened: Home) -> None:
    print(f"{'song':<12} {'length':>7} {'send to finished':>17}  " + " ".join(f"{s:>8}" for s in STEPS))
    rows = []
    for wish in _wishes():
        song, seconds = opened.make(wish)
        if song["state"] != "done":
            raise RuntimeError(f"{wish['message']!r} failed: {song['error']}")
        timings = opened.ask("GET", song["files"]["song"])["timings"]
        rows.append([song["duration_seconds"], seconds, *(timings[step] for step in STEPS)])
        _print_row(f"{wish['language']} {wish['genre']}", rows[-1])
    _print_row("median", [statistics.median(column) for column in zip(*rows, strict=True)])


def _print_row(name: str, row: list[float]) -> None:
    print(
        f"{name:<12} {row[0]:>6.1f}s {row[1]:>16.1f}s  " + " ".join(f"{x:>8.2f}" for x in row[2:]), flush=True
    )


def _wishes() -> list[dict[str, str]]:
    return [
        {**{name: getattr(asked, name) for name in FIELDS}, "from": asked.sender} for asked in dedications()
    ]


if __name__ == "__main__":
    main()
