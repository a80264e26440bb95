"""What all sections of one song share: key, grid, register, and what is chosen once for each kind."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from edge_service.errors import UnknownMood
from edge_service.song.dedication import Dedication
from edge_service.song.style import SUNG_KINDS, Melody, Mood, Style
from edge_service.song.voice import Voice
from edge_service.studio.chance import chance
from edge_service.studio.composer.harmony import Key, read_bars
from edge_service.studio.composer.pace import pace_of
from edge_service.studio.composer.rhythm import Grid

TONIC_ABOVE_LOW = (2, 7)  # semitones: the tune has room on both sides of its tonic
LETTERS = "ABC"


@dataclass(frozen=True)
class Manner:
    """How one kind of section is sung: its lines' letters, and a curve and a rhythm for each letter."""

    letters: str
    curves: Mapping[str, tuple[float, ...]]
    rhythms: Mapping[str, str]
    lift_steps: float
    endings: tuple[int, ...]


@dataclass(frozen=True)
class Setting:
    """The shared choices of a song; `progressions` are bars of numerals by kind of section.

    A line takes a bar more than it needs where that saves `extra_second_cost` of haste and misplaced
    stress for each second (the costs are those of rhythm.py).
    """

    dedication: Dedication
    tempo_bpm: float
    metre: tuple[int, int]
    key: Key
    grid: Grid
    low_midi: int
    high_midi: int
    line_bars: int
    progressions: Mapping[str, list[list[str]]]
    manners: Mapping[str, Manner]
    extra_second_cost: float = 0.0

    @property
    def bar_beats(self) -> int:
        return self.metre[0]

    @property
    def bar_seconds(self) -> float:
        return self.bar_beats * 60.0 / self.tempo_bpm


def choose_setting(dedication: Dedication, style: Style, voice: Voice) -> Setting:
    """Return the song's key, tempo and manners; raise UnknownMood for a mood that the style cannot play."""
    mood = _mood(dedication, style)
    tempo = _tempo(mood, style, chance(dedication, "tempo"))
    slot_beats = style.metre[0] / len(style.melody.accents)
    low, high = TONIC_ABOVE_LOW
    tonic = voice.low_midi + int(chance(dedication, "key").integers(low, high + 1))
    return Setting(
        dedication=dedication,
        tempo_bpm=tempo,
        metre=style.metre,
        key=Key(tonic % 12, mood.mode),
        grid=Grid(style.melody.accents, slot_beats, slot_beats * 60.0 / tempo, pace_of(dedication.language)),
        low_midi=voice.low_midi,
        high_midi=voice.high_midi,
        line_bars=style.bars["line"],
        progressions={
            kind: _progression(progressions, kind, dedication, style)
            for kind, progressions in style.harmony[mood.mode].items()
        },
        manners={
            kind: _manner(style.melody, kind, chance(dedication, f"manner {kind}")) for kind in SUNG_KINDS
        },
    )


def hastened(setting: Setting, factor: float, style: Style) -> Setting:
    """Return the setting `factor` times as fast, within the style's tempo range."""
    tempo = float(min(math.ceil(setting.tempo_bpm * factor), style.tempo_bpm[1]))
    slot_seconds = setting.grid.slot_beats * 60.0 / tempo
    return replace(setting, tempo_bpm=tempo, grid=replace(setting.grid, slot_seconds=slot_seconds))


def _mood(dedication: Dedication, style: Style) -> Mood:
    if dedication.mood not in style.moods:
        raise UnknownMood(
            f"{style.label} does not know the mood {dedication.mood!r}.",
            f"Choose one of {', '.join(style.moods)}.",
        )
    return style.moods[dedication.mood]


def _progression(
    progressions: tuple[str, ...], kind: str, dedication: Dedication, style: Style
) -> list[list[str]]:
    """Return one of the progressions, some of its chords borrowed as the mood likes."""
    mood, dice = style.moods[dedication.mood], chance(dedication, f"harmony {kind}")
    bars = read_bars(_pick(progressions, dice))
    lent = style.borrowed.get(mood.mode, {})
    return [
        [lent[chord] if chord in lent and dice.random() < mood.borrows else chord for chord in bar]
        for bar in bars
    ]


def _tempo(mood: Mood, style: Style, rng: np.random.Generator) -> float:
    slow, fast = style.tempo_bpm
    pace = np.clip(mood.pace + rng.uniform(-0.15, 0.15), 0.0, 1.0)
    return float(round(slow + pace * (fast - slow)))


def _manner(melody: Melody, kind: str, rng: np.random.Generator) -> Manner:
    curves = rng.permutation(len(melody.contours[kind]))
    rhythms = rng.permutation(len(melody.rhythms))
    return Manner(
        letters=_pick(melody.patterns[kind], rng),
        curves={
            letter: melody.contours[kind][curves[number % len(curves)]]
            for number, letter in enumerate(LETTERS)
        },
        rhythms={
            letter: melody.rhythms[rhythms[number % len(rhythms)]] for number, letter in enumerate(LETTERS)
        },
        lift_steps=melody.lift_steps[kind],
        endings=melody.endings[kind],
    )


def _pick(choices: tuple[str, ...], rng: np.random.Generator) -> str:
    return choices[int(rng.integers(len(choices)))]
