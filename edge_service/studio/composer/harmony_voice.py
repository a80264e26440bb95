"""Writes the second voice: thirds and sixths along the tune, bent to the chords.

Every way through a line is weighed (dynamic programming); lower is better.
"""

from dataclasses import dataclass, replace

import numpy as np

from edge_service.song.score import Chord, Note, ScoreSection, SungLine
from edge_service.song.style import HarmonyVoice
from edge_service.studio.composer.harmony import sing_scale
from edge_service.studio.composer.setting import Setting

# What an interval to the tune costs, in semitones: thirds, sixths, then fourths and fifths.
INTERVAL_COSTS = {3: 0.0, 4: 0.0, 8: 0.6, 9: 0.6, 5: 1.6, 7: 1.8, 0: 6.0}
WRONG_SIDE_COST = 2.5
OUTSIDE_CHORD_COSTS = (0.5, 2.4)  # of a passing note, of one that is heard
HEARD_SECONDS = 0.45
STEP_COST = 0.25  # each semitone beyond a whole tone
STILL_COST = 0.3


@dataclass(frozen=True)
class _Choice:
    """A note that the second voice may sing, and what it costs by itself."""

    midi: int
    cost: float


def add_harmony(
    sections: tuple[ScoreSection, ...], wanted: HarmonyVoice, setting: Setting
) -> tuple[ScoreSection, ...]:
    """Return the sections with a second voice where the style wants one, within the singer's range."""
    choruses = [place for place, section in enumerate(sections) if section.kind == "chorus"]
    chosen = {"none": [], "last": choruses[-1:], "all": choruses}[wanted.choruses]
    return tuple(
        _joined(section, wanted, setting) if place in chosen else section
        for place, section in enumerate(sections)
    )


def _joined(section: ScoreSection, wanted: HarmonyVoice, setting: Setting) -> ScoreSection:
    first = max(0, len(section.lines) - wanted.lines)
    lines = [
        replace(line, harmony=_second(line, section.chords, wanted, setting))
        for line in section.lines[first:]
    ]
    return replace(section, lines=(*section.lines[:first], *lines))


def _second(
    line: SungLine, chords: tuple[Chord, ...], wanted: HarmonyVoice, setting: Setting
) -> tuple[Note, ...]:
    if wanted.way == "double":
        return line.notes
    side = -1 if wanted.way == "below" else 1
    choices = [_choices(note, chords, side, setting) for note in line.notes]
    tune = [note.midi for note in line.notes]
    return tuple(
        replace(note, midi=midi) for note, midi in zip(line.notes, _cheapest(choices, tune), strict=True)
    )


def _choices(note: Note, chords: tuple[Chord, ...], side: int, setting: Setting) -> list[_Choice]:
    """Return the notes of the scale that go with a note of the tune; the tune itself where none does."""
    chord = [chord for chord in chords if chord.start_beat <= note.start_beat + 1e-6][-1]
    scale = sing_scale(setting.key, chord)
    heard = note.length_beats * 60.0 / setting.tempo_bpm >= HEARD_SECONDS
    choices = []
    for midi in range(setting.low_midi, setting.high_midi + 1):
        interval = midi - note.midi
        if abs(interval) not in INTERVAL_COSTS or (interval and midi % 12 not in scale):
            continue
        cost = INTERVAL_COSTS[abs(interval)]
        cost += 0.0 if interval * side > 0 else WRONG_SIDE_COST
        cost += 0.0 if midi % 12 in chord.pitch_classes else OUTSIDE_CHORD_COSTS[heard]
        choices.append(_Choice(midi, cost))
    return choices


def _cheapest(choices: list[list[_Choice]], tune: list[int]) -> list[int]:
    costs = np.array([choice.cost for choice in choices[0]])
    roots: list[np.ndarray] = []
    for place in range(1, len(choices)):
        moved = tune[place] != tune[place - 1]
        ways = costs[:, None] + [
            [_step_cost(a.midi, b.midi, moved) for b in choices[place]] for a in choices[place - 1]
        ]
        roots.append(np.argmin(ways, axis=0))
        costs = np.min(ways, axis=0) + [choice.cost for choice in choices[place]]
    path = [int(np.argmin(costs))]
    for origins in reversed(roots):
        path.append(int(origins[path[-1]]))
    return [own[index].midi for own, index in zip(choices, reversed(path), strict=True)]


def _step_cost(before: int, after: int, tune_moves: bool) -> float:
    """Leaps are dear, and so is standing still where the tune moves."""
    size = abs(after - before)
    return STEP_COST * max(0, size - 2) + (STILL_COST if size == 0 and tune_moves else 0.0)
