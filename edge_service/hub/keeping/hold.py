"""Lets one hub at a time have a data folder."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

from edge_service.errors import HubRunning

LOCK = "lock"


class Hold:
    """A hub's hold on its folder; the system lets go of it when the process ends, however it ends."""

    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / LOCK
        self._open: TextIOWrapper | None = None

    def start(self) -> None:
        """Take hold; raise HubRunning where another process has it."""
        held = self._file.open("w")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            held.close()
            raise HubRunning(
                f"Goodwave is running on {self._file.parent}.",
                "Stop it first, or choose another folder with GOODWAVE_HUB_DATA_DIR.",
            ) from error
        self._open = held

    def stop(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


@contextmanager
def running_nowhere_else(data_dir: Path) -> Iterator[None]:
    """Keep every hub from starting on a folder while the block runs; raise HubRunning where one runs."""
    hold = Hold(data_dir)
    hold.start()
    try:
        yield
    finally:
        hold.stop()
