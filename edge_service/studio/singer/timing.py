"""Lays the phonemes of a line on its notes: vowels start on the beat, consonants sound before it."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from edge_service.studio.singer.model import FRAME_SECONDS
from edge_service.studio.singer.tokens import Token

Times = npt.NDArray[np.floating[Any]]
Frames = npt.NDArray[np.int64]

# A phoneme sounds before the frames that carry it (measured on closures and voicing of spoken lines).
LEAD_SECONDS = 0.0625
PAD_FRAMES = 20
PAUSE_FRAMES = 8
# What the model gives the last phoneme of a line beyond this is only its breath going out.
LAST_PHONEME_FRAMES = 5
# After a last vowel the model breathes out, which is heard as an s: the line is over with its note.
OPEN_END_SECONDS = 0.06
LEAST_VOWEL_FRAMES = 2
HELD_VOWEL_FRAMES = 4
MOST_VOWEL_FRAMES = 12
# At six notes a second 0.45 left every tenth vowel too short for its pitch, and more words were misheard.
CONSONANTS_SHARE = 0.4
LEAST_VOWEL_SHARE = 0.3
REST_SECONDS = 0.2
ATTACK_SECONDS = 0.05
RELEASE_SECONDS = 0.05
GLIDE_SECONDS = 0.09
# Consonants that open a line start no earlier than this before its beat; longer ones are hurried.
MOST_ONSET_SECONDS = 0.085


@dataclass(frozen=True)
class Slot:
    """When the vowel of a syllable starts, when its last note ends, and whether the vowel glides."""

    start: float
    end: float
    glides: bool


@dataclass(frozen=True)
class Vowel:
    """A vowel in the model's time and in the song's, in seconds."""

    spoken_start: float
    spoken_end: float
    sung_start: float
    sung_end: float


@dataclass(frozen=True, eq=False)
class Plan:
    """Frames per token (silence at both ends included), and where the model's time lies in the song's.

    `spoken` and `sung` are knots of a rising map, straight between; the line sounds from `start` to
    `end` and is silent during `rests`.
    """

    frames: Frames
    spoken: Times
    sung: Times
    vowels: tuple[Vowel, ...]
    start: float
    end: float
    rests: tuple[tuple[float, float], ...]

    def in_song(self, spoken: Times) -> Times:
        """Return song times of model times; outside the knots time runs on at its own speed."""
        return _along(spoken, self.spoken, self.sung)

    def in_model(self, sung: Times) -> Times:
        """Return model times of song times."""
        return _along(sung, self.sung, self.spoken)


def lay(tokens: tuple[Token, ...], natural: Frames, slots: tuple[Slot, ...]) -> Plan:
    """Return the plan of a line; `natural` are the model's own frames, silence at both ends included."""
    frames = natural.copy()
    frames[0], frames[-1] = min(frames[0], PAD_FRAMES), PAD_FRAMES
    spots = _spots(tokens, len(slots))
    ends = [_fit(frames, spots, slots, index) for index in range(len(slots))]
    return _plan(frames, spots, slots, ends)


def settled(natural: Frames) -> Frames:
    """Return the model's frames with the end of the last phoneme given to the mark that ends the line."""
    frames = natural.copy()
    excess = max(0, int(frames[-3]) - LAST_PHONEME_FRAMES)
    frames[-3] -= excess
    frames[-2] += excess
    return frames


def as_planned(curve: Times, natural: Frames, plan: Plan) -> Times:
    """Return a curve of the natural reading, two values a frame, moved with its phonemes into the plan.

    Before the first phoneme it stays as it begins: left alone, voices clear their throat there.
    """
    planned, own = _bounds(plan.frames), _bounds(natural)
    centres = (np.arange(2 * plan.frames.sum()) + 0.5) * FRAME_SECONDS / 2
    source = np.interp(centres + LEAD_SECONDS, planned, own) - LEAD_SECONDS
    moved: Times = np.interp(source, (np.arange(len(curve)) + 0.5) * FRAME_SECONDS / 2, curve)
    return np.where(centres < planned[1] - LEAD_SECONDS, curve[0], moved)


@dataclass(frozen=True)
class _Spot:
    """Where the tokens of a syllable begin: its onset, its vowel, its coda, the gap after it, the next."""

    onset: int
    nucleus: int
    coda: int
    gap: int
    next: int


def _spots(tokens: tuple[Token, ...], count: int) -> list[_Spot]:
    """Return token positions; the silent token at the start is number 0."""
    order = ("onset", "nucleus", "coda", "gap")
    keys = [(token.syllable, order.index(token.role)) for token in tokens]
    return [_Spot(*(bisect_left(keys, (k, part)) + 1 for part in range(5))) for k in range(count)]


def _fit(frames: Frames, spots: list[_Spot], slots: tuple[Slot, ...], index: int) -> float:
    """Choose the frames of a vowel and of what follows up to the next vowel; return when the vowel ends.

    A short vowel gets few frames more: given many, the model says its next consonant twice.
    """
    spot, slot = spots[index], slots[index]
    rests = index + 1 == len(slots) or _rests(frames, spots, slots, index)
    until = slot.end if rests else slots[index + 1].start
    after = spot.gap if rests else spots[index + 1].nucleus
    room = CONSONANTS_SHARE * (until - slot.start)
    _shrink(frames, range(spot.coda, after), int(room / FRAME_SECONDS))
    if frames[spot.coda : after].sum() * FRAME_SECONDS > room:
        frames[spot.gap : spot.next] = 0
    consonants = float(frames[spot.coda : after].sum()) * FRAME_SECONDS
    end = max(until - consonants, slot.start + LEAST_VOWEL_SHARE * (until - slot.start))
    if rests:
        _resize(frames, range(spot.gap, spot.next), PAUSE_FRAMES)
    natural = int(frames[spot.nucleus : spot.coda].sum())
    wanted = int((end - slot.start) / FRAME_SECONDS)
    most = min(max(natural, HELD_VOWEL_FRAMES), MOST_VOWEL_FRAMES)
    _resize(frames, range(spot.nucleus, spot.coda), max(LEAST_VOWEL_FRAMES, min(wanted, most)))
    return end


def _rests(frames: Frames, spots: list[_Spot], slots: tuple[Slot, ...], index: int) -> bool:
    """Say whether the singer is silent between a syllable and the next, which is only between words."""
    following = spots[index + 1]
    if spots[index].gap == spots[index].next:
        return False
    onset = float(frames[following.onset : following.nucleus].sum()) * FRAME_SECONDS
    return slots[index + 1].start - slots[index].end - onset >= REST_SECONDS


def _shrink(frames: Frames, tokens: range, most: int) -> None:
    """Take frames off the longest tokens until they last at most so many in all."""
    while tokens and frames[tokens].sum() > max(most, 0) and frames[tokens].max() > 1:
        frames[tokens.start + int(np.argmax(frames[tokens]))] -= 1


def _resize(frames: Frames, tokens: range, wanted: int) -> None:
    """Make tokens last so many frames in all: the longest gives or takes."""
    _shrink(frames, tokens, wanted)
    longest = tokens.start + int(np.argmax(frames[tokens]))
    frames[longest] += max(0, wanted - int(frames[tokens].sum()))


def _plan(frames: Frames, spots: list[_Spot], slots: tuple[Slot, ...], ends: list[float]) -> Plan:
    bounds = _bounds(frames) - LEAD_SECONDS
    knots: list[tuple[float, float]] = []
    rests: list[tuple[float, float]] = []
    vowels: list[Vowel] = []
    for index, (spot, slot, end) in enumerate(zip(spots, slots, ends, strict=True)):
        onset = slot.start - min(float(bounds[spot.nucleus] - bounds[spot.onset]), MOST_ONSET_SECONDS)
        pauses = vowels and frames[spots[index - 1].gap : spot.onset].sum() >= PAUSE_FRAMES
        if pauses:
            rests.append((slots[index - 1].end, onset))
            knots += _pause(bounds[spots[index - 1].gap], bounds[spot.onset], rests[-1])
        if (pauses or not vowels) and spot.onset < spot.nucleus:
            knots.append((float(bounds[spot.onset]), onset))
        vowel = Vowel(float(bounds[spot.nucleus]), float(bounds[spot.coda]), slot.start, end)
        knots += _held(vowel, slot.glides)
        vowels.append(vowel)
    spoken, sung = np.array(knots).T
    open_end = OPEN_END_SECONDS if spots[-1].coda == spots[-1].gap else 0.0
    return Plan(frames, spoken, sung, tuple(vowels), float(sung[0]), slots[-1].end - open_end, tuple(rests))


def _bounds(frames: Frames) -> Times:
    bounds: Times = np.concatenate([[0], np.cumsum(frames)]) * FRAME_SECONDS
    return bounds


def _held(vowel: Vowel, glides: bool) -> list[tuple[float, float]]:
    """Return knots that stretch only the middle of a vowel."""
    length = min(vowel.spoken_end - vowel.spoken_start, vowel.sung_end - vowel.sung_start)
    attack = min(ATTACK_SECONDS, 0.35 * length)
    release = min(GLIDE_SECONDS if glides else RELEASE_SECONDS, 0.45 * length)
    return [
        (vowel.spoken_start, vowel.sung_start),
        (vowel.spoken_start + attack, vowel.sung_start + attack),
        (vowel.spoken_end - release, vowel.sung_end - release),
        (vowel.spoken_end, vowel.sung_end),
    ]


def _pause(start: float, end: float, rest: tuple[float, float]) -> list[tuple[float, float]]:
    """Return knots that stretch the silent middle of a pause."""
    edge = 0.4 * min(end - start, rest[1] - rest[0])
    return [(start + edge, rest[0] + edge), (end - edge, rest[1] - edge)]


def _along(times: Times, source: Times, target: Times) -> Times:
    outside = np.minimum(times - source[0], 0) + np.maximum(times - source[-1], 0)
    result: Times = np.interp(times, source, target) + outside
    return result
