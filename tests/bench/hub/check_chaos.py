"""Every song on every screen exactly once, while broker, worker and hub are killed at random.

python -m tests.bench.hub.check_chaos [--songs 500] [--screens 50] [--kills 20] [--seed 1]

The broker is Mosquitto without a memory on disk, the studio the tests' fake one; all on this machine.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, fields
from http.client import HTTPException
from pathlib import Path

import psutil
from sqlalchemy import func, select

from edge_service.config import Config
from edge_service.hub.access import issue
from edge_service.hub.identity import load_identity, open_data_dir
from edge_service.hub.library import Delivery, Library, Song, open_library
from edge_service.hub.library.displays import add_display, ask_delivery
from edge_service.hub.library.songs import find_song
from edge_service.hub.supervisor import worker_environ
from edge_service.hub.topics import Topics
from tests.bench.hub.chaos_screens import Screen
from tests.hub.settings import free_port, house_config

MOSQUITTO = shutil.which("mosquitto") or "/usr/sbin/mosquitto"
BETWEEN_KILLS_SECONDS = (0.5, 3.0)
PARTS = ("broker", "worker", "hub")
STEP_SECONDS = "0.05"  # a song takes long enough to be cut off
LONGEST_MINUTES = 30
GIVE_UP_SECONDS = 180.0  # without a single song arriving
SERVE = (
    "from edge_service.config import load_config; from edge_service.hub.serve import serve; "
    "serve(load_config())"
)


@dataclass(frozen=True)
class Chaos:
    """How much of it: songs, screens, kills of each part, and the seed of the luck."""

    songs: int = 500
    screens: int = 50
    kills: int = 20
    seed: int = 1


class Town:
    """Broker and hub as processes that can be killed and come back; the worker is the hub's own child."""

    def __init__(self, folder: Path, config: Config, port: int) -> None:
        self._log = (folder / "town.log").open("ab")
        self._rules = folder / "mosquitto.conf"
        self._rules.write_text(
            f"listener {port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\n", "utf-8"
        )
        self._environ = os.environ | worker_environ(config) | {"GOODWAVE_FAKE_STEP_SECONDS": STEP_SECONDS}
        self._commands = {
            "broker": [MOSQUITTO, "-c", str(self._rules)],
            "hub": [sys.executable, "-c", SERVE],
        }
        self._running = {name: self._start(name) for name in ("broker", "hub")}
        self.kills: Counter[str] = Counter()

    def kill(self, name: str) -> None:
        """Kill a part as a power cut does, and let it come back; a worker comes back by itself."""
        if name == "worker":
            self.kills[name] += _kill_children(self._running["hub"].pid)
            return
        self._running[name].kill()
        self._running[name].wait()
        self._running[name] = self._start(name)
        self.kills[name] += 1

    def end(self) -> None:
        for process in reversed(self._running.values()):
            process.terminate()
            process.wait(30)
        self._log.close()

    def _start(self, name: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(self._commands[name], env=self._environ, stdout=self._log, stderr=self._log)


def _kill_children(parent: int) -> int:
    try:
        children = psutil.Process(parent).children()
        for child in children:
            child.kill()
    except psutil.NoSuchProcess:
        return 0
    return min(len(children), 1)


def make_trouble(town: Town, kills: int, luck: random.Random, stop: threading.Event) -> None:
    """Kill each part so many times, in no order, with pauses of no length."""
    left = Counter(dict.fromkeys(PARTS, kills))
    while left.total() and not stop.is_set():
        name = luck.choice(sorted(left.elements()))
        before = town.kills[name]
        town.kill(name)
        left[name] -= town.kills[name] - before
        stop.wait(luck.uniform(*BETWEEN_KILLS_SECONDS))


def ask_for_songs(url: str, token: str, library: Library, songs: int, screens: list[str]) -> None:
    """Ask for songs over HTTP, each until the hub has answered, and send each to every screen."""
    for number in range(songs):
        body = f'{{"dedication": {{"message": "song {number} for you"}}}}'.encode()
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Idempotency-Key": f"song-{number}",
        }
        request = urllib.request.Request(f"{url}/api/v1/songs", body, headers)
        song_id = _until_answered(request)
        with library.session() as session:
            song = find_song(session, song_id)
            for screen in screens:
                ask_delivery(session, song, screen)


def _until_answered(request: urllib.request.Request) -> str:
    while True:
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return str(json.load(answer)["id"])
        except urllib.error.HTTPError as error:
            if error.code < 429:
                raise
        except (OSError, HTTPException, ValueError):
            pass  # the hub is being killed just now
        time.sleep(0.3)


def wait_for(holds: Callable[[], int], goal: int) -> bool:
    """Wait until a number has reached its goal; give up when it does not grow any more."""
    best, since = -1, time.monotonic()
    while (now := holds()) < goal:
        if now > best:
            best, since = now, time.monotonic()
        if time.monotonic() - since > GIVE_UP_SECONDS:
            return False
        time.sleep(1)
    return True


def run(folder: Path, asked: Chaos) -> Iterator[tuple[str, float, float, str]]:
    """Run the whole check and yield what went wrong, beside what may: name, measured, most, unit."""
    port = free_port()
    config = house_config(
        folder / "data", mqtt_url=f"mqtt://127.0.0.1:{port}", queue_per_person=0, library_keep_free_mb=0
    )
    open_data_dir(config.data_dir)
    topics = Topics(load_identity(config.data_dir).id)
    stop, begun = threading.Event(), time.monotonic()
    with ExitStack() as stack:
        library = stack.enter_context(closing(open_library(config)))
        with library.session() as session:
            token = issue(session, "admin", "the bench")[1]
            names = [add_display(session, f"screen {n}").id for n in range(asked.screens)]
        town = Town(folder, config, port)
        stack.callback(town.end)
        screens = [Screen(name, topics, port) for name in names]
        stack.callback(lambda: [screen.leave() for screen in screens])
        url = f"http://127.0.0.1:{config.number('hub', 'port')}"
        chaos = threading.Thread(
            target=make_trouble, args=(town, asked.kills, random.Random(asked.seed), stop)
        )
        chaos.start()
        stack.callback(chaos.join)
        stack.callback(stop.set)
        ask_for_songs(url, token, library, asked.songs, names)
        goal = asked.songs * asked.screens
        wait_for(lambda: sum(len(screen.shown) for screen in screens), goal)
        chaos.join(600)
        stop.set()
        wait_for(lambda: _played(library), goal)
        untold = goal - _played(library)
        given_up, most_attempts = _worn(library)
    shown = sum(len(screen.shown) for screen in screens)
    double = sum(count - 1 for screen in screens for count in screen.shown.values())
    copies = sum(screen.copies for screen in screens)
    for part in PARTS:
        yield f"{part}: kills left over of {asked.kills}", asked.kills - town.kills[part], 0, ""
    yield f"songs given up (begun {most_attempts} times at most)", given_up, 0, ""
    yield f"{asked.songs} songs to {asked.screens} screens: lost of {goal}", goal - shown, 0, ""
    yield f"shown twice ({copies} copies came and were not shown)", double, 0, ""
    yield "played and not known to the hub", untold, 0, ""
    yield "minutes", (time.monotonic() - begun) / 60, LONGEST_MINUTES, "min"


def _played(library: Library) -> int:
    with library.session() as session:
        return session.scalar(select(func.count()).where(Delivery.state == "played")) or 0


def _worn(library: Library) -> tuple[int, int]:
    """Return how many songs failed, and how often the unluckiest was begun."""
    with library.session() as session:
        failed = session.scalar(select(func.count()).where(Song.state == "failed")) or 0
        return failed, session.scalar(select(func.max(Song.attempts))) or 0


def figures(folder: Path) -> Iterator[tuple[str, float, float, str]]:
    """Yield the figures of the whole check."""
    return run(folder, Chaos())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for field in fields(Chaos):
        parser.add_argument(f"--{field.name}", type=int, default=field.default)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, measured, most, unit in run(Path(folder), Chaos(**vars(parser.parse_args()))):
            print(f"{'ok ' if measured <= most else 'BAD'} {name:<64} {measured:>9.3g} {unit}", flush=True)
            wrong += measured > most
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
