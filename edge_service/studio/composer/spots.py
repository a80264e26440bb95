"""Says of every note of a section what may be sung there, what is wished for, and what the model is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from edge_service.song.score import Chord
from edge_service.studio.composer.features import Harmony, Place
from edge_service.studio.composer.harmony import Key, sing_scale
from edge_service.studio.composer.layout import Phrase
from edge_service.studio.composer.setting import Setting

CURVE_STEPS = 4.5  # about how high the files' curves reach
LIFT_STEPS = 1.0  # how much higher than a verse the highest kind of section lies
HELD_SECONDS = 0.7  # a note as long as this is heard against its chord
SLOW_QUARTER_SECONDS = 0.75  # slower quarters would be written as halves
RECALL, LETTER_RECALL, FADED = 1.3, 0.8, 0.2  # how strongly a motif returns; its end fades
FADES_AT = 0.65  # of a line

Known = Mapping[tuple[str, int], Mapping[int, int]]
"""The tunes sung so far, by kind of section and line: MIDI notes by slot."""


@dataclass(frozen=True)
class Spot:
    """One note to be found; pitch classes are as in music (C is 0).

    `settled` notes must be among `tones`, which agree with the chord for as long as the note sounds;
    `closes` are the pitch classes on which a section may end, or empty. `aim` is the curve's height (MIDI).
    `known` is what an earlier section sang here, `like` the earlier note of this one that a motif takes up,
    `recall` how strongly.
    """

    place: Place
    scale: frozenset[int]
    tones: frozenset[int]
    settled: bool
    closes: frozenset[int]
    aim: float
    known: int | None
    like: int | None
    recall: float


def frame_of(key: Key) -> int:
    """Return the pitch class that the model counts from: the tonic of the major scale of the same notes."""
    return key.tonic if key.mode == "major" else (key.tonic + 3) % 12


def spots_of(kind: str, phrases: Sequence[Phrase], setting: Setting, known: Known) -> list[Spot]:
    """Return the section's notes; `known` are the tunes of earlier sections."""
    lines = _Lines(phrases, setting)
    spots: list[Spot] = []
    for number, phrase in enumerate(phrases):
        aims = _aims(kind, phrase, setting)
        earlier = known.get((kind, number), {})
        model = next((n for n in range(number) if phrases[n].letter == phrase.letter), None)
        for index, slot in enumerate(phrase.slots):
            like = lines.index(model, slot) if model is not None and slot not in earlier else None
            strength = (
                (RECALL if slot in earlier else LETTER_RECALL) if index < FADES_AT * len(aims) else FADED
            )
            scale, tones, settled = _harmony(slot, phrase.lengths[index], phrase.chords, setting)
            last = number == len(phrases) - 1 and index == len(phrase.slots) - 1
            spots.append(
                Spot(
                    place=lines.place(number, index, _thirds(aims, setting)),
                    scale=scale,
                    tones=tones,
                    settled=settled or index == len(phrase.slots) - 1,
                    closes=_closing(kind, setting) if last else frozenset(),
                    aim=aims[index],
                    known=earlier.get(slot),
                    like=like,
                    recall=strength,
                )
            )
    return spots


class _Lines:
    """The lines of a section one after another, in quarters as they would be written."""

    def __init__(self, phrases: Sequence[Phrase], setting: Setting) -> None:
        beats, unit = setting.metre
        slow = beats == 4 and 60.0 / setting.tempo_bpm * unit / 4 > SLOW_QUARTER_SECONDS
        self._scale = 4.0 / unit * (2.0 if slow else 1.0)
        self._bar = beats * self._scale / (2.0 if slow else 1.0)
        self._phrases, self._setting = phrases, setting
        bars = [0, *np.cumsum([phrase.room.bars for phrase in phrases])]
        self._lines = [int(bar) * setting.bar_beats for bar in bars]
        self._firsts = [0, *np.cumsum([len(phrase.slots) for phrase in phrases])]
        chords = [
            (line + c.start_beat, c) for line, p in zip(self._lines, phrases, strict=False) for c in p.chords
        ]
        self._chord_starts = np.array([start for start, _ in chords])
        self._chords = [self._heard(chord) for _, chord in chords]

    def index(self, line: int, slot: int) -> int | None:
        """Return which note of the section is sung on a slot of a line, if any is."""
        slots = self._phrases[line].slots
        return int(self._firsts[line]) + slots.index(slot) if slot in slots else None

    def place(self, line: int, index: int, contour: tuple[float, float, float]) -> Place:
        phrase, slot_beats = self._phrases[line], self._setting.grid.slot_beats
        start = self._lines[line] + phrase.slots[index] * slot_beats
        length = phrase.lengths[index] * slot_beats
        _, syllable = phrase.line.places[index]
        after = self._after(line, index, start + length)
        return Place(
            start=start * self._scale,
            length=length * self._scale,
            bar=self._bar,
            chord=self._chord(start),
            following=self._chord(after),
            stressed=phrase.line.stresses[index],
            begins_word=syllable == 0,
            melisma=False,
            sung=index,
            left=len(phrase.slots) - 1 - index,
            contour=contour,
        )

    def _after(self, line: int, index: int, end: float) -> float:
        """Return the beat of the next note."""
        slot_beats = self._setting.grid.slot_beats
        if index + 1 < len(self._phrases[line].slots):
            return self._lines[line] + self._phrases[line].slots[index + 1] * slot_beats
        if line + 1 < len(self._phrases):
            return self._lines[line + 1] + self._phrases[line + 1].slots[0] * slot_beats
        return end

    def _chord(self, beat: float) -> Harmony:
        found = int(np.searchsorted(self._chord_starts, beat + 1e-6)) - 1
        return self._chords[max(found, 0)]

    def _heard(self, chord: Chord) -> Harmony:
        frame = frame_of(self._setting.key)
        tones = sorted((tone - frame) % 12 for tone in chord.pitch_classes)
        return Harmony((chord.root - frame) % 12, tuple(tones))


def _harmony(
    slot: int, length: float, chords: tuple[Chord, ...], setting: Setting
) -> tuple[frozenset[int], frozenset[int], bool]:
    """Return what may be sung, the tones that agree with what sounds, and whether it must be one of them."""
    grid = setting.grid
    start, end = slot * grid.slot_beats, (slot + length) * grid.slot_beats
    here = _chord_at(max(start, 0.0), chords)
    held = _chord_at(max(end - 0.3 * setting.tempo_bpm / 60.0, start, 0.0), chords)
    tones = frozenset(here.pitch_classes)
    tones = tones & frozenset(held.pitch_classes) or tones
    strong = slot >= 0 and grid.accent(slot) >= max(grid.accents) - 1
    return sing_scale(setting.key, here), tones, strong or length * grid.slot_seconds >= HELD_SECONDS


def _chord_at(beat: float, chords: tuple[Chord, ...]) -> Chord:
    return [chord for chord in chords if chord.start_beat <= beat + 1e-6][-1]


def _aims(kind: str, phrase: Phrase, setting: Setting) -> list[float]:
    """Return the curve's height (MIDI, with fractions) at each note."""
    manner = setting.manners[kind]
    ladder = [
        midi for midi in range(setting.low_midi, setting.high_midi + 1) if midi % 12 in setting.key.scale
    ]
    floor = (len(ladder) - 1 - CURVE_STEPS - LIFT_STEPS) / 2 + manner.lift_steps
    curve, slots = manner.curves[phrase.letter], phrase.slots
    span = max(1, slots[-1] - slots[0])
    steps = [
        np.interp((slot - slots[0]) / span, np.linspace(0, 1, len(curve)), curve) + floor for slot in slots
    ]
    return [float(np.interp(step, range(len(ladder)), ladder)) for step in steps]


def _thirds(aims: list[float], setting: Setting) -> tuple[float, float, float]:
    """Return how high a phrase begins, turns and ends: -1 at the bottom of the range, 1 at its top."""
    middle, half = (setting.high_midi + setting.low_midi) / 2, (setting.high_midi - setting.low_midi) / 2
    heights = (np.array([np.mean(part) for part in np.array_split(aims, 3) if len(part)]) - middle) / half
    begin, turn, end = (float(heights[min(part, len(heights) - 1)]) for part in range(3))
    return begin, turn, end


def _closing(kind: str, setting: Setting) -> frozenset[int]:
    return frozenset(setting.key.degree(number) for number in setting.manners[kind].endings)
