"""Tells from how a worker process ended whether its song crashed it or something outside took it away."""

import signal
from pathlib import Path

from edge_service.hub.library.losses import Ending

GAVE_UP = 75  # the exit status of a worker that left a song nobody wanted: EX_TEMPFAIL of sysexits.h
# What the kernel sends to a process for what the process itself did.
CRASHES = frozenset(
    {signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGTRAP}
)
VMSTAT = Path("/proc/vmstat")


def ending_of(status: int, short_of_memory: bool) -> Ending:
    """Return how a worker ended: its exit status, or minus the signal that ended it.

    `short_of_memory` tells whether the kernel killed for memory while it lived, which is a SIGKILL as well.
    """
    if status in (0, GAVE_UP):
        return "stopped"
    by_signal = -status
    crashed = status > 0 or by_signal in CRASHES or (by_signal == signal.SIGKILL and short_of_memory)
    return "crashed" if crashed else "lost"


def memory_kills(vmstat: Path = VMSTAT) -> int:
    """Return how many processes the kernel has killed for want of memory, 0 where it does not tell."""
    try:
        counters = dict(line.split(" ", 1) for line in vmstat.read_text("ascii").splitlines())
    except OSError:
        return 0
    return int(counters.get("oom_kill", 0))
