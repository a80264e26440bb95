"""Leaves room for the singer: where the voice sounds, and how the others step back for it."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from edge_service.song.score import Score
from edge_service.studio.band.parts import Played

SOFTER = 0.85  # of the velocity, while the voice sounds
BREATH_BEATS = 0.25  # a shorter rest of the voice is no rest


@dataclass(frozen=True)
class Room:
    """The stretches in which somebody sings, as their starts and their ends, in beats and in order."""

    starts: tuple[float, ...]
    ends: tuple[float, ...]

    def sung(self, beat: float) -> bool:
        """Return whether somebody sings at a beat."""
        place = bisect_right(self.starts, beat + 1e-6) - 1
        return place >= 0 and beat < self.ends[place] - 1e-6

    def rest(self, beat: float) -> float:
        """Return how many beats the voice still rests from a beat on; 0 while it sings."""
        if self.sung(beat):
            return 0.0
        place = bisect_right(self.starts, beat + 1e-6)
        return self.starts[place] - beat if place < len(self.starts) else float("inf")


def room_of(score: Score) -> Room:
    """Return where the score is sung."""
    starts: list[float] = []
    ends: list[float] = []
    for note in (note for section in score.sections for line in section.lines for note in line.notes):
        if ends and note.start_beat - ends[-1] < BREATH_BEATS:
            ends[-1] = max(ends[-1], note.start_beat + note.length_beats)
        else:
            starts.append(note.start_beat)
            ends.append(note.start_beat + note.length_beats)
    return Room(tuple(starts), tuple(ends))


def step_back(notes: Iterable[Played], room: Room) -> list[Played]:
    """Return the notes, softer where the voice sounds."""
    return [
        replace(note, velocity=note.velocity * SOFTER) if room.sung(note.start_beat) else note
        for note in notes
    ]
