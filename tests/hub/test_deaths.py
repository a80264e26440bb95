"""What a worker's exit tells about the song that it was making."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from edge_service.hub.deaths import GAVE_UP, ending_of, memory_kills


def status_of(code: str) -> int:
    return subprocess.run([sys.executable, "-c", code], check=False, stderr=subprocess.DEVNULL).returncode


@pytest.mark.parametrize(
    ("code", "ending"),
    [
        ("import os; os.abort()", "crashed"),
        ("import ctypes; ctypes.string_at(0)", "crashed"),
        ("raise SystemError", "crashed"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "lost"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", "lost"),
        (f"raise SystemExit({GAVE_UP})", "stopped"),
        ("", "stopped"),
    ],
)
def test_the_way_of_ending_tells_who_is_to_blame(code: str, ending: str) -> None:
    assert ending_of(status_of(code), short_of_memory=False) == ending


def test_a_worker_killed_for_want_of_memory_was_crashed_by_its_song(tmp_path: Path) -> None:
    assert ending_of(-signal.SIGKILL, short_of_memory=True) == "crashed"
    assert ending_of(-signal.SIGTERM, short_of_memory=True) == "lost"
    vmstat = tmp_path / "vmstat"
    vmstat.write_text("nr_free_pages 102345\noom_kill 7\nswap_ra 0\n", "ascii")
    assert memory_kills(vmstat) == 7
    vmstat.write_text("nr_free_pages 102345\n", "ascii")
    assert memory_kills(vmstat) == memory_kills(tmp_path / "nowhere") == 0
