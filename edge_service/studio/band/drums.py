"""The drummer: grooves by section, a fill before the next one, one stroke to end on."""

from collections.abc import Mapping

import numpy as np

from edge_service.song.style import Drums
from edge_service.studio.band.parts import Bar, Played

STROKES = {"X": 1.0, "x": 0.8, "o": 0.5}
STROKE_BEATS = 0.2


def play_drums(bars: tuple[Bar, ...], drums: Drums, rng: np.random.Generator) -> list[Played]:
    """Return the strokes of the whole song."""
    strokes: list[Played] = []
    for bar in bars:
        groove = drums.grooves.get(bar.section.kind, {})
        if bar.final:
            groove = {name: line[0] + "." * (len(line) - 1) for name, line in groove.items()}
        elif bar.closes and bar.following and bar.following.kind in drums.grooves:
            groove = drums.fills[int(rng.integers(len(drums.fills)))]
        strokes += _strokes(groove, bar, drums)
        if bar.place == 0 and bar.section.kind in drums.openings:
            key = drums.pieces[drums.openings[bar.section.kind]]
            strokes.append(Played(bar.start_beat, STROKE_BEATS, key, drums.velocity * 0.85))
    return strokes


def _strokes(groove: Mapping[str, str], bar: Bar, drums: Drums) -> list[Played]:
    return [
        Played(
            bar.start_beat + place * bar.length_beats / len(line),
            STROKE_BEATS,
            drums.pieces[name],
            drums.velocity * STROKES[sign],
        )
        for name, line in groove.items()
        for place, sign in enumerate(line)
        if sign in STROKES
    ]
