"""Keeps a worker small: large arrays go back to the system when they are done with."""

import ctypes
import sys
from collections.abc import Callable

# From glibc's malloc.h. Left to itself glibc learns to keep up to 32 MB blocks, in an arena for each thread:
# a song then peaks at 1.9 GB, and at 1.5 GB with these limits (measured with two lines sung at once).
TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8
LARGE_BYTES = 2_000_000
ARENAS = 2


def trim() -> bool:
    """Give the system what was freed between things still in use; say whether it can be told so.

    Before a mix this is some 150 MB, which a song of two minutes needs there.
    """
    trimmed = _libc("malloc_trim")
    return trimmed is not None and trimmed(0) in (0, 1)


def give_memory_back() -> bool:
    """Have freed blocks above LARGE_BYTES leave the process; say whether this system can be told so."""
    mallopt = _libc("mallopt")
    if mallopt is None:
        return False
    limits = ((TRIM_THRESHOLD, LARGE_BYTES), (MMAP_THRESHOLD, LARGE_BYTES), (ARENA_MAX, ARENAS))
    return all(mallopt(name, value) == 1 for name, value in limits)


def _libc(name: str) -> Callable[..., int] | None:
    """Return a function of glibc's; None on systems that have no such."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform.startswith("linux") else None
