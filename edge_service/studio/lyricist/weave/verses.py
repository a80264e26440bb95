"""Writes the verses: the message's thoughts in stanzas, each line rhymed by another or by the songbook."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from edge_service.song.lyrics import Line
from edge_service.studio.lyricist.rhyme import ending
from edge_service.studio.lyricist.weave.drafted import Source
from edge_service.studio.lyricist.weave.hand import Hand
from edge_service.studio.lyricist.weave.quatrains import Layout, Own, layouts
from edge_service.studio.lyricist.weave.sharing import Shares, share
from edge_service.studio.lyricist.weave.thoughts import Thought
from edge_service.studio.lyricist.weave.whims import Whims

# Layouts, and tellings of the whole message, that rhyme less well by so much are as welcome; how far one
# seed's sharing may be from another's.
LAYOUT_WHIM, TELLING_WHIM, SHARE_WHIM = 0.9, 3.5, 2.5
Written = tuple[Line, Source]
Ways = Callable[[int, tuple[int, ...]], list[Layout]]


@dataclass(frozen=True)
class Room:
    """A stanza to be written: of so many lines, those already there by their places."""

    size: int
    kept: Mapping[int, Line]


def best_told(
    tellings: Sequence[Sequence[Thought]], rooms: Sequence[Room], language: str, hand: Hand, whims: Whims
) -> int:
    """Return one of the tellings of a message that go into these rooms best, counted from 0."""
    ways = [_ways(thoughts, rooms, language, hand) for thoughts in tellings]
    worths = [
        _shared(thoughts, way, len(rooms), whims)[0] for thoughts, way in zip(tellings, ways, strict=True)
    ]
    return whims.pick("telling", range(len(tellings)), worths.__getitem__, TELLING_WHIM)


def write_verses(
    thoughts: Sequence[Thought], rooms: Sequence[Room], language: str, hand: Hand, whims: Whims
) -> list[list[Written]]:
    """Return a stanza for each room, with as many of the thoughts, in their order, as go in well."""
    ways = _ways(thoughts, rooms, language, hand)
    _, shares = _shared(thoughts, ways, len(rooms), whims)
    hand.sang(line for chosen in shares for index in chosen for line in thoughts[index].lines)
    hand.sang(line for room in rooms for line in room.kept.values())
    stanzas = []
    for number, (room, chosen) in enumerate(zip(rooms, shares, strict=True)):
        layout = whims.pick(f"layout {number}", ways(number, chosen), attrgetter("worth"), LAYOUT_WHIM)
        ends = (number == 0, number == len(rooms) - 1)
        stanzas.append(_filled(layout, room, hand, *ends))
    return stanzas


def _shared(thoughts: Sequence[Thought], ways: Ways, stanzas: int, whims: Whims) -> tuple[float, Shares]:
    """Return how well thoughts go into the stanzas, and which each of these sings."""

    def fits(stanza: int, chosen: tuple[int, ...]) -> float | None:
        best = max((layout.worth for layout in ways(stanza, chosen)), default=None)
        return None if best is None else best + SHARE_WHIM * whims.of(f"share {stanza} {chosen}")

    lengths = [len(thought.lines) for thought in thoughts]
    return share(lengths, [len(thought.words) for thought in thoughts], stanzas, fits)


def _ways(thoughts: Sequence[Thought], rooms: Sequence[Room], language: str, hand: Hand) -> Ways:
    """Return what finds every way to lay some of the thoughts out in a room."""
    owned = [[_own(line, language) for line in thought.lines] for thought in thoughts]
    kept = [{place: _own(line, language) for place, line in room.kept.items()} for room in rooms]
    known: dict[tuple[object, ...], list[Layout]] = {}

    def ways(number: int, chosen: tuple[int, ...]) -> list[Layout]:
        key = (chosen, rooms[number].size, number if kept[number] else None)
        if key not in known:
            given = [owned[index] for index in chosen]
            known[key] = layouts(given, kept[number], rooms[number].size, hand.shelf)
        return known[key]

    return ways


def _own(line: Line, language: str) -> Own:
    return Own(line, ending(line.words[-1], language))


def _filled(layout: Layout, room: Room, hand: Hand, opens: bool, closes: bool) -> list[Written]:
    """Return a stanza with songbook's lines where none are given; it may open or close the verses."""
    lines: dict[int, Written] = {
        place: (own.line, "person" if place in room.kept else "message")
        for place, own in layout.given.items()
    }
    for one, other in layout.pairs:
        given = [place for place in (one, other) if place in lines]
        if not given:
            found = hand.closing() if closes and other == room.size - 1 else hand.couplet()
            lines |= {one: (found[0], "songbook"), other: (found[1], "songbook")}
        elif len(given) == 1:
            own, place = layout.given[given[0]], other if given[0] == one else one
            leads = opens and place == 0 and given[0] == 1
            lines[place] = (_answer(own, hand, leads=leads), "songbook")
    return [lines[place] for place in range(room.size)]


def _answer(own: Own, hand: Hand, *, leads: bool) -> Line:
    """Return a line that rhymes with one that is given; where it leads into it, one made for that."""
    opener = hand.opener(own.ending) if leads else None
    syllables = own.line.syllable_count
    return opener or hand.answer(own.ending, syllables) or hand.loose(syllables)
