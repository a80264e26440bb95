"""Lays the message's lines out in four, so that each rhymes with another, or can be answered by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from edge_service.song.lyrics import Line
from edge_service.studio.lyricist.rhyme import Ending
from edge_service.studio.lyricist.weave.shelf import NEAR, PERFECT, Shelf

Pair = tuple[int, int]
# Couplets, or every other line; a stanza of two lines is a couplet.
SCHEMES: Mapping[int, tuple[tuple[Pair, ...], ...]] = {
    2: (((0, 1),),),
    4: (((0, 1), (2, 3)), ((0, 2), (1, 3))),
}
UNRHYMED, ANSWERED_BEFORE, RHYMING_ITSELF = -5.0, -0.8, 0.5


@dataclass(frozen=True)
class Own:
    """A line that is given, and how it ends."""

    line: Line
    ending: Ending


@dataclass(frozen=True)
class Layout:
    """Lines that are given, by their places in a stanza; pairs of places that shall rhyme; how well."""

    given: Mapping[int, Own]
    pairs: tuple[Pair, ...]
    worth: float


def layouts(
    thoughts: Sequence[Sequence[Own]], kept: Mapping[int, Own], size: int, shelf: Shelf
) -> list[Layout]:
    """Return every way to lay thoughts, in order and each in one piece, around the lines kept in a stanza."""
    lengths = tuple(len(thought) for thought in thoughts)
    found = []
    for starts in _places(lengths, frozenset(kept), size):
        given = dict(kept)
        for start, thought in zip(starts, thoughts, strict=True):
            given |= {start + index: own for index, own in enumerate(thought)}
        for pairs in SCHEMES[size]:
            worth = _worth(given, pairs, shelf)
            if worth is not None:
                found.append(Layout(given, pairs, worth))
    return found


@lru_cache(maxsize=1024)
def _places(lengths: tuple[int, ...], taken: frozenset[int], size: int) -> tuple[tuple[int, ...], ...]:
    """Return where each of the thoughts may start, for every way to place them."""
    if not lengths:
        return ((),)
    found = []
    for start in range(size - lengths[0] + 1):
        own = set(range(start, start + lengths[0]))
        if not own & taken:
            before = frozenset(range(start + lengths[0]))
            found += [(start, *rest) for rest in _places(lengths[1:], taken | before, size)]
    return tuple(found)


def _worth(given: Mapping[int, Own], pairs: Sequence[Pair], shelf: Shelf) -> float | None:
    """Return how well pairs rhyme or can be made to; None where a songbook's couplet would be torn apart."""
    worth = 0.0
    for one, other in pairs:
        first, second = given.get(one), given.get(other)
        if first and second:
            worth += _own_rhyme(first.ending, second.ending)
        elif own := first or second:
            worth += (shelf.rhymes_with(own.ending) or UNRHYMED) + (0 if first else ANSWERED_BEFORE)
        elif other == one + 1:
            worth += PERFECT
        else:
            return None
    return worth


def _own_rhyme(one: Ending, other: Ending) -> float:
    if one.rhymes(other):
        return PERFECT + RHYMING_ITSELF
    return NEAR + RHYMING_ITSELF if one.nearly(other) else UNRHYMED
