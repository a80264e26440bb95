"""A hub as a household runs it, started as a process, asked over HTTP, its memory watched."""

import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.hub.settings import free_port

START_SECONDS = 60.0
SONG_SECONDS = 300.0


@dataclass
class Home:
    """A running hub with its worker, the most memory both have held together, and the worker alone."""

    url: str
    process: psutil.Process
    token: str = ""
    peak_bytes: int = 0
    worker_peak_bytes: int = 0

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        request = urllib.request.Request(f"{self.url}{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"null")

    def claim(self, log: Path) -> None:
        """Come in as the first phone does, with the code that the hub printed."""
        code = re.search(r"Code +(\S+)", log.read_text("utf-8"))
        if code:
            self.token = self.ask("POST", "/api/v1/pairing/claim", {"code": code[1], "name": "bench"})[
                "token"
            ]

    def make(self, dedication: dict[str, str]) -> tuple[dict[str, Any], float]:
        """Send a dedication; return the finished song and the seconds from sending to finished."""
        start = time.monotonic()
        song = self.ask("POST", "/api/v1/songs", {"dedication": dedication})
        while song["state"] in ("queued", "making"):
            if time.monotonic() - start > SONG_SECONDS:
                raise TimeoutError(f"the song is still {song['state']}: {song['step']}")
            time.sleep(0.1)
            song = self.ask("GET", f"/api/v1/songs/{song['id']}")
        return dict(song), time.monotonic() - start

    def watch_memory(self, stop: threading.Event) -> None:
        """Note the proportional memory of hub and worker five times a second."""
        while not stop.wait(0.2):
            with suppress(psutil.NoSuchProcess):
                hub = self.process.memory_full_info().pss
                workers = sum(child.memory_full_info().pss for child in self.process.children(recursive=True))
                self.peak_bytes = max(self.peak_bytes, hub + workers)
                self.worker_peak_bytes = max(self.worker_peak_bytes, workers)


@contextmanager
def home(folder: Path, **settings: Any) -> Iterator[Home]:
    """Run `goodwave run` on free ports of this machine with its data in `folder`."""
    port = free_port()
    own = {
        "hub_data_dir": folder,
        "hub_host": "127.0.0.1",
        "hub_port": port,
        "mqtt_tcp_port": free_port(),
        "mqtt_ws_port": free_port(),
        "discovery_enabled": False,
        **settings,
    }
    environ = {f"GOODWAVE_{name}".upper(): str(value) for name, value in own.items()}
    command = [sys.executable, "-m", "edge_service.cli", "run"]
    stop = threading.Event()
    with (folder / "hub.log").open("wb") as log:
        process = subprocess.Popen(
            command, env={**_environment(), **environ}, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            opened = Home(f"http://127.0.0.1:{port}", psutil.Process(process.pid))
            _wait_until_up(opened)
            opened.claim(folder / "hub.log")
            watcher = threading.Thread(target=opened.watch_memory, args=(stop,))
            watcher.start()
            yield opened
            stop.set()
            watcher.join()
        finally:
            stop.set()
            process.terminate()
            process.wait(20)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GOODWAVE_")}


def _wait_until_up(opened: Home) -> None:
    start = time.monotonic()
    while time.monotonic() - start < START_SECONDS:
        with suppress(OSError):
            opened.ask("GET", "/healthz")
            return
        time.sleep(0.1)
    raise TimeoutError("the hub did not answer")
