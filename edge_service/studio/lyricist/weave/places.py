"""Where the lines are that a person keeps, and how much room the verses leave around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from edge_service.song.lyrics import Line
from edge_service.studio.lyricist.names import marked
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.weave.drafted import Kept
from edge_service.studio.lyricist.weave.order import Order
from edge_service.studio.lyricist.weave.verses import Room

STANZA = 4
# Of the verses, the share that is the message's: with more, too few lines are left to answer in rhyme and
# two seeds sing too much alike; with less, songs grow longer than their messages are worth waiting for.
OWN_SHARE, GROWTH = 0.36, 2


@dataclass(frozen=True)
class Places:
    """Lines kept, by section and place; `form` are the sections' kinds."""

    form: tuple[str, ...]
    lines: Mapping[int, Mapping[int, Line]]

    def of(self, kind: str) -> Mapping[int, Line]:
        """Return the lines kept in any section of a kind that returns word for word."""
        kept: dict[int, Line] = {}
        for section, lines in self.lines.items():
            if self.form[section] == kind:
                kept |= lines
        return kept


def kept_places(kept: Sequence[Kept], order: Order) -> Places:
    """Return where kept lines stand; those outside the song's form are left out."""
    lines: dict[int, dict[int, Line]] = {}
    for each in kept:
        if 0 <= each.section < len(order.form) and 0 <= each.line < _longest(order.form[each.section], order):
            text = marked(each.text, order.dedication.names)
            lines.setdefault(each.section, {})[each.line] = spell_line(text, order.language)
    return Places(order.form, lines)


def verse_rooms(order: Order, places: Places) -> list[list[Room]]:
    """Return, for each verse, its stanzas: of four lines, and one of two where that is left.

    A verse has the style's lines. Where the message would have more than its share of them, verses grow, one
    after the other, to GROWTH times their lines.
    """
    verses = [section for section, kind in enumerate(order.form) if kind == "verse"]
    plain = order.lines_in("verse")
    own = order.syllables / ((order.fit.least + order.fit.most) / 2)
    more = max(0, _even(own / OWN_SHARE) - plain * len(verses))
    rooms = []
    for section in verses:
        kept = places.lines.get(section, {})
        grown = min(plain + more, _longest("verse", order))
        more -= grown - plain
        rooms.append(
            _rooms(min(max(grown, _even(max(kept, default=-1) + 1)), _longest("verse", order)), kept)
        )
    return rooms


def _rooms(length: int, kept: Mapping[int, Line]) -> list[Room]:
    rooms = []
    for start in range(0, length, STANZA):
        size = min(STANZA, length - start)
        own = {place - start: line for place, line in kept.items() if start <= place < start + size}
        rooms.append(Room(size, own))
    return rooms


def _even(lines: float) -> int:
    return 2 * ceil(lines / 2)


def _longest(kind: str, order: Order) -> int:
    return order.lines_in(kind) * (GROWTH if kind == "verse" else 1)
