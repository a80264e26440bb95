"""Chance that is the same every time: generators seeded by the dedication and what they are for."""

import zlib

import numpy as np

from edge_service.song.dedication import Dedication


def chance(dedication: Dedication, purpose: str) -> np.random.Generator:
    """Return a generator that depends on the seed, the message, the genre and the purpose alone."""
    key = f"{dedication.seed}|{dedication.genre}|{dedication.message}|{purpose}"
    return np.random.default_rng(zlib.crc32(key.encode("utf-8")))
