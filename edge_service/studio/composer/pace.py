"""Knows how fast the syllables of each language may pass."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACES = Path(__file__).with_name("paces.toml")


@dataclass(frozen=True)
class Pace:
    """The seconds below which a syllable feels quick, and above which it feels slow."""

    quick_seconds: float
    slow_seconds: float


@cache
def pace_of(language: str) -> Pace:
    """Return the pace of a language: its own, or the default."""
    paces = tomllib.loads(PACES.read_text("utf-8"))
    return Pace(**paces.get(language, paces["default"]))
