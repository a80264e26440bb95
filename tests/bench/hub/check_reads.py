"""Reads while a song is made: 19 of 20 answers come within 50 ms at 100 requests a second."""

import http.client
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.home import Home, home

PER_SECOND = 100.0
SECONDS = 12.0
CALLERS = 10
ASKED_MS = 50.0
PATHS = ("/api/v1/hub", "/api/v1/songs?limit=20", "/api/v1/displays", "/api/v1/songs/{song}")
WISH = {"message": "Mum, thank you for the Sunday pancakes", "to": "Mum", "length": "long"}


def figures(folder: Path) -> Iterator[tuple[str, float, float, str]]:
    """Yield the milliseconds in which 19 of 20 reads were answered, each sent at its time."""
    with home(folder) as opened:
        song = opened.ask("POST", "/api/v1/songs", {"dedication": WISH})["id"]
        while opened.ask("GET", f"/api/v1/songs/{song}")["step"] != "vocals":
            time.sleep(0.2)
        took = _read(opened, song)
        state = opened.ask("GET", f"/api/v1/songs/{song}")["state"]
    if state != "making":
        raise RuntimeError(f"the song was {state} before all was read")
    name = f"reads at {PER_SECOND:.0f}/s while a song is made"
    yield f"{name}, median", took[len(took) // 2], ASKED_MS, "ms"
    yield f"{name}, 19 of 20", took[len(took) * 19 // 20], ASKED_MS, "ms"


def _read(opened: Home, song: str) -> list[float]:
    """Ask at an even pace; return the milliseconds, sorted, from when each was due to its answer."""
    start, lines = time.monotonic() + 0.5, threading.local()
    address = urlsplit(opened.url)

    def ask(number: int) -> float:
        if not hasattr(lines, "line"):
            lines.line = http.client.HTTPConnection(address.hostname or "", address.port, timeout=10)
        due = start + number / PER_SECOND
        time.sleep(max(due - time.monotonic(), 0.0))
        path = PATHS[number % len(PATHS)].format(song=song)
        lines.line.request("GET", path, headers={"Authorization": f"Bearer {opened.token}"})
        answer = lines.line.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return 1000 * (time.monotonic() - due)

    with ThreadPoolExecutor(CALLERS) as pool:
        return sorted(pool.map(ask, range(int(PER_SECOND * SECONDS))))
