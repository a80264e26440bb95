"""The drummer: grooves by scene, a turn every fourth bar, fills between sections, one stroke to end on."""

from collections.abc import Mapping

import numpy as np

from edge_service.song.style import Drums
from edge_service.studio.band.parts import Bar, Played, at_scene

STROKES = {"X": 1.0, "x": 0.8, "o": 0.5}
STROKE_BEATS = 0.2
GHOSTS_PLAYED = 0.8
TURN_BARS = 4
LIFTS = ("chorus", "bridge", "interlude")  # what a big fill leads to

Groove = Mapping[str, str]


def play_drums(bars: tuple[Bar, ...], drums: Drums, rng: np.random.Generator) -> list[Played]:
    """Return the strokes of the whole song."""
    strokes: list[Played] = []
    for bar in bars:
        groove = _groove(bar, drums, rng)
        strokes += _strokes(groove, bar, drums, rng)
        if bar.place == 0 and bar.section.kind in drums.openings:
            key = drums.pieces[drums.openings[bar.section.kind]]
            strokes.append(Played(bar.start_beat, STROKE_BEATS, key, drums.velocity * 0.85))
    return strokes


def bar_of(line: str, place: int) -> str:
    """Return the bar of a groove's line that is played at a place of its section."""
    own = line.split("|")
    return own[place % len(own)]


def _groove(bar: Bar, drums: Drums, rng: np.random.Generator) -> Groove:
    lines = at_scene(drums.grooves, bar) or {}
    groove = {name: bar_of(line, bar.place) for name, line in lines.items()}
    if bar.final:
        return {name: line[0] + "." * (len(line) - 1) for name, line in groove.items()}
    if bar.closes and bar.following and bar.following.kind in drums.grooves:
        return _fill(bar.following.kind, drums, rng)
    if groove and bar.place % TURN_BARS == TURN_BARS - 1:
        return {**groove, **drums.turn}
    return groove


def _fill(leads_to: str, drums: Drums, rng: np.random.Generator) -> Groove:
    middle = len(drums.fills) // 2
    big, small = drums.fills[middle:], drums.fills[: max(1, middle)]
    choices = big if leads_to in LIFTS else small
    return choices[int(rng.integers(len(choices)))]


def _strokes(groove: Groove, bar: Bar, drums: Drums, rng: np.random.Generator) -> list[Played]:
    return [
        Played(
            bar.start_beat + place * bar.length_beats / len(line),
            STROKE_BEATS,
            drums.pieces[name],
            drums.velocity * STROKES[sign],
        )
        for name, line in groove.items()
        for place, sign in enumerate(line)
        if sign in STROKES and (sign != "o" or rng.random() < GHOSTS_PLAYED)
    ]
