"""A genre as the musicians read it; the values live in one file per genre."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Style:
    """One genre.

    `forms` maps a length (short, standard, long) to the order of sections; `syllables_per_line` is
    the (least, most) that the lyricist aims for; `lines_per_section` says how many lines a verse or a
    chorus has.
    """

    name: str
    label: str
    tempo_bpm: tuple[int, int]
    metre: tuple[int, int]
    forms: Mapping[str, tuple[str, ...]]
    syllables_per_line: tuple[int, int]
    lines_per_section: Mapping[str, int]
    harmony: Mapping[str, Any]
    melody: Mapping[str, Any]
    band: Mapping[str, Any]
    mix: Mapping[str, Any]
