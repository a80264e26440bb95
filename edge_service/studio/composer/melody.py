"""Sets the lines of a section to music, remembering motifs so that they come back."""

from dataclasses import dataclass, field, replace

import numpy as np

from edge_service.song.lyrics import Line, Section
from edge_service.song.score import Chord
from edge_service.studio.chance import chance
from edge_service.studio.composer.harmony import lay_chords, line_bars, sing_scale
from edge_service.studio.composer.rhythm import (
    LONGEST_SECONDS,
    Grid,
    Room,
    Wishes,
    find_room,
    pickup_slots,
    place_syllables,
)
from edge_service.studio.composer.setting import Manner, Setting
from edge_service.studio.composer.tune import Spot, find_tune

CURVE_STEPS = 4.5  # about how high the files' curves reach
LIFT_STEPS = 1.0  # how much higher than a verse the highest kind of section lies


Words = tuple[str, tuple[str, ...]]
"""A kind of section and its lines' words."""


@dataclass(frozen=True)
class Phrase:
    """One line on its slots and pitches, over its chords; all counted from the line's first bar line."""

    line: Line
    room: Room
    slots: tuple[int, ...]
    lengths: tuple[float, ...]
    pitches: tuple[int, ...]
    chords: tuple[Chord, ...]


@dataclass(frozen=True)
class Motif:
    """What a line is made of: its kind and letter, their manner, and the phrase to come back to, if any."""

    kind: str
    letter: str
    manner: Manner
    phrase: Phrase | None
    weight: float


@dataclass
class Memory:
    """The motifs heard so far, by kind of section and letter or place; whole sections by their words."""

    motifs: dict[tuple[str, str], Phrase] = field(default_factory=dict)
    sections: dict[Words, list[Phrase]] = field(default_factory=dict)
    last_midi: int | None = None


def words_of(section: Section) -> Words:
    """Return what makes two sections the same music: their kind and their words."""
    return section.kind, tuple(line.text for line in section.lines)


def set_section(section: Section, setting: Setting, next_pickup: int, memory: Memory) -> list[Phrase]:
    """Return the section's phrases; the same words under the same kind get the same tune.

    `next_pickup` is how many slots the section after this one may take from its end.
    """
    words = words_of(section)
    if words not in memory.sections:
        memory.sections[words] = [
            _set_line(section, place, setting, next_pickup, memory) for place in range(len(section.lines))
        ]
    memory.last_midi = memory.sections[words][-1].pitches[-1]
    return memory.sections[words]


def _set_line(section: Section, place: int, setting: Setting, next_pickup: int, memory: Memory) -> Phrase:
    line, last = section.lines[place], place == len(section.lines) - 1
    after = next_pickup if last else pickup_slots(section.lines[place + 1], setting.grid)
    motif = _motif(section.kind, place, setting, memory)
    room, slots = _place(line, after, setting, _wishes(motif))
    lengths = _lengths(slots, room, setting.grid)
    bars = line_bars(
        setting.progressions[section.kind], place, len(section.lines), setting.line_bars, room.bars
    )
    chords = tuple(lay_chords(bars, setting.key, 0.0, setting.bar_beats))
    spots = _spots(slots, lengths, chords, motif, setting)
    if last:
        spots[-1] = _closed(spots[-1], motif.manner, setting)
    phrase = Phrase(line, room, slots, lengths, find_tune(spots, memory.last_midi), chords)
    memory.motifs.setdefault((section.kind, str(place)), phrase)
    memory.motifs.setdefault((section.kind, motif.letter), phrase)
    memory.last_midi = phrase.pitches[-1]
    return phrase


def _motif(kind: str, place: int, setting: Setting, memory: Memory) -> Motif:
    """Return what a line should remember: the same place of a section before, else the line of its letter."""
    manner = setting.manners[kind]
    letter = manner.letters[place % len(manner.letters)]
    if earlier := memory.motifs.get((kind, str(place))):
        return Motif(kind, letter, manner, earlier, 2.0)
    return Motif(kind, letter, manner, memory.motifs.get((kind, letter)), 1.0)


def _spots(
    slots: tuple[int, ...],
    lengths: tuple[float, ...],
    chords: tuple[Chord, ...],
    motif: Motif,
    setting: Setting,
) -> list[Spot]:
    aims, costs = _aims(slots, motif, setting), _costs(slots, motif, setting)
    return [
        Spot(*_harmony(slot, length, chords, setting), aim, cost)
        for slot, length, aim, cost in zip(slots, lengths, aims, costs, strict=True)
    ]


def _place(line: Line, after: int, setting: Setting, wishes: Wishes) -> tuple[Room, tuple[int, ...]]:
    """Return a line's room and slots; it gets one bar more where it gains from it as much as a bar costs."""
    grid = setting.grid
    room = find_room(line, after, setting.line_bars, grid)
    wider = find_room(line, after, room.bars + 1, grid)
    slots, cost = place_syllables(line, room, grid, wishes)
    wider_slots, wider_cost = place_syllables(line, wider, grid, wishes)
    bar_cost = setting.extra_second_cost * setting.bar_seconds
    return (wider, wider_slots) if wider_cost + bar_cost < cost else (room, slots)


def _wishes(motif: Motif) -> Wishes:
    """Return what slots are worth: those of the motif when it returns, else those of the style's rhythm."""
    if motif.phrase is not None:
        return dict.fromkeys(motif.phrase.slots, -1.2)
    rhythm = motif.manner.rhythms[motif.letter]
    return {slot: -0.7 if mark == "x" else 0.3 for slot, mark in enumerate(rhythm)}


def _lengths(slots: tuple[int, ...], room: Room, grid: Grid) -> tuple[float, ...]:
    """Return each note's length in slots: up to the next, none longer than a singer likes."""
    longest = LONGEST_SECONDS / grid.slot_seconds
    ends = (*slots[1:], room.end)
    return tuple(min(end - slot, longest) for slot, end in zip(slots, ends, strict=True))


def _harmony(
    slot: int, length: float, chords: tuple[Chord, ...], setting: Setting
) -> tuple[tuple[int, ...], frozenset[int], float]:
    """Return what may be sung, the tones that agree with what sounds, and how much agreeing matters."""
    grid = setting.grid
    start, end = slot * grid.slot_beats, (slot + length) * grid.slot_beats
    here = _chord_at(max(start, 0.0), chords)
    tones = frozenset(here.pitch_classes)
    held = _chord_at(max(end - 0.3 * setting.tempo_bpm / 60.0, start, 0.0), chords)
    tones = tones & frozenset(held.pitch_classes) or tones
    scale = sing_scale(setting.key, here)
    choices = tuple(midi for midi in range(setting.low_midi, setting.high_midi + 1) if midi % 12 in scale)
    if slot < 0:
        return choices, tones, 0.3
    accent = grid.accent(slot)
    weight = 8.0 if accent >= max(grid.accents) - 1 else 0.4 + 0.6 * accent
    return choices, tones, weight + (3.0 if length * grid.slot_seconds >= 0.7 else 0.0)


def _chord_at(beat: float, chords: tuple[Chord, ...]) -> Chord:
    return [chord for chord in chords if chord.start_beat <= beat + 1e-6][-1]


def _aims(slots: tuple[int, ...], motif: Motif, setting: Setting) -> list[float]:
    """Return the curve's height (MIDI, with fractions) at each note."""
    ladder = [
        midi for midi in range(setting.low_midi, setting.high_midi + 1) if midi % 12 in setting.key.scale
    ]
    floor = (len(ladder) - 1 - CURVE_STEPS - LIFT_STEPS) / 2 + motif.manner.lift_steps
    curve = motif.manner.curves[motif.letter]
    span = max(1, slots[-1] - slots[0])
    steps = [
        np.interp((slot - slots[0]) / span, np.linspace(0, 1, len(curve)), curve) + floor for slot in slots
    ]
    return [float(np.interp(step, range(len(ladder)), ladder)) for step in steps]


def _costs(slots: tuple[int, ...], motif: Motif, setting: Setting) -> list[dict[int, float]]:
    """Return what is added to notes: chance, the voice's edges, the motif's memory (its end fades)."""
    rng = chance(setting.dedication, f"tune {motif.kind} {motif.letter}")
    midis = range(setting.low_midi, setting.high_midi + 1)
    known = dict(zip(motif.phrase.slots, motif.phrase.pitches, strict=True)) if motif.phrase else {}
    costs = []
    for place, slot in enumerate(slots):
        own = dict(zip(midis, rng.normal(0.0, 0.3, len(midis)), strict=True))
        for edge in (setting.low_midi, setting.high_midi):
            own[edge] += 0.6
        if slot in known:
            weight = motif.weight * (0.5 if place < 0.65 * len(slots) else 0.15)
            for midi in midis:
                own[midi] += weight * min(5, abs(midi - known[slot]))
        costs.append(own)
    return costs


def _closed(spot: Spot, manner: Manner, setting: Setting) -> Spot:
    """Return a section's last note, led to one of the degrees on which it may close."""
    wanted = {setting.key.degree(number) for number in manner.endings}
    costs = {midi: cost + (0.0 if midi % 12 in wanted else 6.0) for midi, cost in spot.costs.items()}
    return replace(spot, costs=costs)
