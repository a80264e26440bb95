"""What a worker no longer needs, the system has back."""

import subprocess
import sys

import pytest

PROGRAM = """
from pathlib import Path
import numpy as np
from edge_service.studio.memory import give_memory_back

def resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

if {told}:
    assert give_memory_back()
for _ in range(3):
    np.ones(30_000_000, np.uint8)  # once freed, teaches the allocator to keep blocks of this size
before = resident()
blocks = [np.ones(8_000_000, np.uint8) for _ in range(20)]
last = np.ones(20_000, np.uint8)  # lies above them where blocks are kept
del blocks
print(resident() - before)
"""


def kept_megabytes(told: bool) -> float:
    program = [sys.executable, "-c", PROGRAM.format(told=told)]
    return float(subprocess.run(program, capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc can be told")
def test_large_blocks_leave_the_process_when_they_are_freed() -> None:
    assert kept_megabytes(told=True) < 10
    assert kept_megabytes(told=False) > 50
