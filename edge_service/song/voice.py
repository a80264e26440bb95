"""A singer one can ask for."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Voice:
    """A voice of the catalog: its languages and the range, in MIDI notes, in which it sounds best."""

    name: str
    label: str
    languages: tuple[str, ...]
    gender: Literal["female", "male"]
    low_midi: int
    high_midi: int
    asset: str
