"""What a worker no longer needs, the system has back."""

import subprocess
import sys

import pytest

RESIDENT = """
from pathlib import Path

def resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6
"""
PROGRAM = """
import numpy as np
from edge_service.studio.memory import give_memory_back

if {told}:
    assert give_memory_back()
for _ in range(3):
    np.ones(30_000_000, np.uint8)  # once freed, teaches the allocator to keep blocks of this size
before = resident()
blocks = [np.ones(8_000_000, np.uint8) for _ in range(20)]
last = np.ones(500_000, np.uint8)  # lies above them where blocks are kept
del blocks
print(resident() - before)
"""

GAPS = """
import numpy as np
from edge_service.studio.memory import give_memory_back, trim

give_memory_back()
held = [np.ones(1_500_000, np.uint8) for _ in range(60)]
pins = held[1::2]
del held
before = resident()
{trim}
print(resident() - before)
"""


def kept_megabytes(told: bool) -> float:
    return printed(PROGRAM.format(told=told))


def printed(program: str) -> float:
    """Return the number that a program of its own prints."""
    command = [sys.executable, "-c", RESIDENT + program]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc can be told")
def test_large_blocks_leave_the_process_when_they_are_freed() -> None:
    assert kept_megabytes(told=True) < 10
    assert kept_megabytes(told=False) > 50


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc can be told")
def test_what_was_freed_between_other_things_leaves_when_asked_to() -> None:
    assert printed(GAPS.format(trim="trim()")) < -30
    assert printed(GAPS.format(trim="")) > -5
