"""Lays the lines of a section on bars, slots and chords; rhythms come back where a motif does."""

from dataclasses import dataclass, field

from edge_service.song.lyrics import Line, Section
from edge_service.song.score import Chord
from edge_service.studio.composer.harmony import lay_chords, line_bars
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

Words = tuple[str, tuple[str, ...]]
"""A kind of section and its lines' words."""


@dataclass(frozen=True)
class Phrase:
    """One line on its slots, over its chords; all counted from the line's first bar line."""

    line: Line
    letter: str
    room: Room
    slots: tuple[int, ...]
    lengths: tuple[float, ...]
    chords: tuple[Chord, ...]


@dataclass
class Rhythms:
    """The phrases laid so far: by kind of section and letter or place; whole sections by their words."""

    motifs: dict[tuple[str, str], Phrase] = field(default_factory=dict)
    sections: dict[Words, tuple[Phrase, ...]] = field(default_factory=dict)


def words_of(section: Section) -> Words:
    """Return what makes two sections the same music: their kind and their words."""
    return section.kind, tuple(line.text for line in section.lines)


def lay_section(section: Section, setting: Setting, next_pickup: int, rhythms: Rhythms) -> tuple[Phrase, ...]:
    """Return the section's phrases; the same words under the same kind get the same rhythm.

    `next_pickup` is how many slots the section after this one may take from its end.
    """
    words = words_of(section)
    if words not in rhythms.sections:
        places = range(len(section.lines))
        rhythms.sections[words] = tuple(
            _lay_line(section, place, setting, next_pickup, rhythms) for place in places
        )
    return rhythms.sections[words]


def _lay_line(section: Section, place: int, setting: Setting, next_pickup: int, rhythms: Rhythms) -> Phrase:
    line, last = section.lines[place], place == len(section.lines) - 1
    after = next_pickup if last else pickup_slots(section.lines[place + 1], setting.grid)
    manner = setting.manners[section.kind]
    letter = manner.letters[place % len(manner.letters)]
    motifs = rhythms.motifs
    motif = motifs.get((section.kind, str(place))) or motifs.get((section.kind, letter))
    room, slots = _place(line, after, setting, _wishes(motif, manner, letter))
    bars = line_bars(
        setting.progressions[section.kind], place, len(section.lines), setting.line_bars, room.bars
    )
    chords = tuple(lay_chords(bars, setting.key, 0.0, setting.bar_beats))
    phrase = Phrase(line, letter, room, slots, _lengths(slots, room, setting.grid), chords)
    motifs.setdefault((section.kind, str(place)), phrase)
    motifs.setdefault((section.kind, letter), phrase)
    return phrase


def _place(line: Line, after: int, setting: Setting, wishes: Wishes) -> tuple[Room, tuple[int, ...]]:
    """Return a line's room and slots; it gets one bar more where it gains from it as much as a bar costs."""
    grid = setting.grid
    room = find_room(line, after, setting.line_bars, grid)
    wider = find_room(line, after, room.bars + 1, grid)
    slots, cost = place_syllables(line, room, grid, wishes)
    wider_slots, wider_cost = place_syllables(line, wider, grid, wishes)
    bar_cost = setting.extra_second_cost * setting.bar_seconds
    return (wider, wider_slots) if wider_cost + bar_cost < cost else (room, slots)


def _wishes(motif: Phrase | None, manner: Manner, letter: str) -> Wishes:
    """Return what slots are worth: those of the motif when it returns, else those of the style's rhythm."""
    if motif is not None:
        return dict.fromkeys(motif.slots, -1.2)
    return {slot: -0.7 if mark == "x" else 0.3 for slot, mark in enumerate(manner.rhythms[letter])}


def _lengths(slots: tuple[int, ...], room: Room, grid: Grid) -> tuple[float, ...]:
    """Return each note's length in slots: up to the next, none longer than a singer likes."""
    longest = LONGEST_SECONDS / grid.slot_seconds
    ends = (*slots[1:], room.end)
    return tuple(min(end - slot, longest) for slot, end in zip(slots, ends, strict=True))
