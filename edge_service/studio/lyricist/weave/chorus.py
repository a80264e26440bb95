"""Writes the chorus: one of the songbook's with the recipient's name, and an image of the message."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from edge_service.song.lyrics import Line
from edge_service.studio.lyricist.breaking import SLACK
from edge_service.studio.lyricist.names import marked
from edge_service.studio.lyricist.rhyme import ending, nearly
from edge_service.studio.lyricist.songbook import Chorus, load_songbook, voiced
from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.weave.hand import Hand
from edge_service.studio.lyricist.weave.order import Order
from edge_service.studio.lyricist.weave.quatrains import SCHEMES
from edge_service.studio.lyricist.weave.shelf import spelled
from edge_service.studio.lyricist.weave.whims import Whims

LONGEST_NAME_SYLLABLES, LONGEST_IMAGE_SYLLABLES = 5, 6
OWN_MOOD, WITH_IMAGE, BEST_IMAGE, NAMELESS, TOO_LONG = 0.5, 3.0, 0.4, 20.0, 100.0
TOLERANCE = 1.4
MOST_IMAGES = 4
NAME, IMAGE = "{name}", "{image}"


@dataclass(frozen=True)
class Frame:
    """A chorus filled in, the name and the image in it (or ""), and how welcome it is."""

    title: str
    lines: tuple[Line, ...]
    image: str
    worth: float


def write_chorus(order: Order, kept: Mapping[int, Line], hand: Hand, whims: Whims) -> Frame:
    """Return a chorus in which the recipient's name has room, the lines kept in their places."""
    frames = _frames(order, kept)
    frame = whims.pick("chorus", frames, attrgetter("worth"), TOLERANCE)
    hand.sang((*frame.lines, *kept.values()))
    return replace(frame, lines=_with_kept(frame.lines, kept, order, hand))


def names_of(order: Order) -> list[str]:
    """Return what the recipient may be called, best first; nothing at all comes last."""
    name = order.called
    if not name:
        return [""]
    short = _spelled(name, order).syllable_count <= LONGEST_NAME_SYLLABLES
    return [*([name] if short else []), name.split()[0].rstrip(",;"), ""]


def _frames(order: Order, kept: Mapping[int, Line]) -> list[Frame]:
    """Return every chorus that this voice can sing, with every name and image it may hold."""
    choruses = load_songbook(order.language).themes[order.theme].choruses
    frames = [
        _frame(chorus, (rank, name), (place, image), order, kept)
        for chorus in choruses
        for rank, name in enumerate(names_of(order))
        for place, image in enumerate(("", *order.images[:MOST_IMAGES]))
    ]
    sung = [frame for frame in frames if frame]
    return sung or [_plain(chorus, order) for chorus in choruses]


def _frame(
    chorus: Chorus, name: tuple[int, str], image: tuple[int, str], order: Order, kept: Mapping[int, Line]
) -> Frame | None:
    """Return a chorus with a name and an image, each with its rank; None where it cannot be sung so."""
    filled = chorus.filled(name[1], image[1], formal=order.voice.formal)
    texts = voiced(filled, chorus.formal and filled, order.voice, order.language)
    if texts is None or (image[1] and not any(IMAGE in line for line in chorus.lines)):
        return None
    lines = tuple(_spelled(text, order) for text in texts)
    if image[1] and _spelled(image[1], order).syllable_count > LONGEST_IMAGE_SYLLABLES:
        return None
    over = sum(max(0, line.syllable_count - order.fit.most - SLACK) for line in lines)
    worth = OWN_MOOD * (chorus.mood == order.dedication.mood) - NAMELESS * name[0] - TOO_LONG * over
    worth += WITH_IMAGE - BEST_IMAGE * image[0] if image[1] else 0.0
    worth -= 0.0 if _stays_named(lines, name[1], kept) else NAMELESS
    return Frame(chorus.title, lines, image[1], worth)


def _plain(chorus: Chorus, order: Order) -> Frame:
    """Return a chorus whatever its "you", for where none is made for this voice."""
    lines = tuple(_spelled(text, order) for text in chorus.filled(names_of(order)[0], ""))
    return Frame(chorus.title, lines, "", 0.0)


def _stays_named(lines: tuple[Line, ...], name: str, kept: Mapping[int, Line]) -> bool:
    """Tell whether the name is still sung when lines are kept in some places."""
    left = [kept.get(place, line) for place, line in enumerate(lines)]
    first = bare(name.split()[0]) if name else ""
    return any(first in {bare(word.text) for word in line.words} for line in left) if first else True


def _with_kept(
    lines: tuple[Line, ...], kept: Mapping[int, Line], order: Order, hand: Hand
) -> tuple[Line, ...]:
    """Put kept lines in their places; a line that rhymed with one gives way to another that does."""
    sung = [kept.get(place, line) for place, line in enumerate(lines)]
    for one, other in _pairs(lines, order.language):
        if (one in kept) == (other in kept) or nearly(sung[one], sung[other], order.language):
            continue
        given, place = (one, other) if one in kept else (other, one)
        if _stays_named(lines, order.called, {**kept, place: sung[given]}):
            sound = ending(sung[given].words[-1], order.language)
            sung[place] = hand.answer(sound, lines[place].syllable_count) or sung[place]
    return tuple(sung)


def _pairs(lines: tuple[Line, ...], language: str) -> tuple[tuple[int, int], ...]:
    """Return which lines rhyme with which: neighbours, or every other one."""
    schemes = SCHEMES.get(len(lines), ((),))
    return max(schemes, key=lambda pairs: sum(nearly(lines[one], lines[two], language) for one, two in pairs))


def _spelled(text: str, order: Order) -> Line:
    return spelled(marked(text, order.dedication.names), order.language)
