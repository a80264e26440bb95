"""The whole way of a draft: a dedication goes in, lyrics come out, with what the person may choose."""

from collections.abc import Collection, Sequence

from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Line, Lyrics
from edge_service.song.style import Style
from edge_service.studio.lyricist.songbook import Stanza
from edge_service.studio.lyricist.weave.chorus import write_chorus
from edge_service.studio.lyricist.weave.drafted import Draft, Kept, Source
from edge_service.studio.lyricist.weave.few_words import few_words
from edge_service.studio.lyricist.weave.hand import Hand
from edge_service.studio.lyricist.weave.leftovers import left_out, unsung_of
from edge_service.studio.lyricist.weave.order import Order, read_order
from edge_service.studio.lyricist.weave.places import Places, kept_places, verse_rooms
from edge_service.studio.lyricist.weave.presenter import presented
from edge_service.studio.lyricist.weave.sections import named_sections
from edge_service.studio.lyricist.weave.shelf import shelf_of, with_offers
from edge_service.studio.lyricist.weave.telling import told
from edge_service.studio.lyricist.weave.thoughts import Thought, carrying
from edge_service.studio.lyricist.weave.titles import titles_for
from edge_service.studio.lyricist.weave.verses import Room, Written, best_told, write_verses
from edge_service.studio.lyricist.weave.whims import Whims

SUNG_SHARE = 0.6
TELLINGS = 3


def draft(dedication: Dedication, style: Style, offered: Sequence[Stanza] = ()) -> Draft:
    """Return a draft for a checked dedication, in the style's form for its length.

    The same dedication gives the same draft, another seed another one. Lines keep to
    `style.syllables_per_line`, at most two syllables over; verses of a longer message grow to twice their
    lines; the chorus returns word for word. `offered` are lines of a bigger writer, taken before the
    songbook's where they fit.
    """
    return redraft((), dedication, style, offered)


def redraft(
    kept: Sequence[Kept], dedication: Dedication, style: Style, offered: Sequence[Stanza] = ()
) -> Draft:
    """Return a draft in which the lines kept stay in their places, and the others are asked for anew.

    A line kept in one chorus is kept in all of them. Raises Unpronounceable for one that cannot be sung.
    """
    order = read_order(dedication, style)
    whims = Whims(_text(dedication), dedication.seed)
    shelf = shelf_of(order.language, order.theme, order.voice, dedication.names)
    shelf = with_offers(shelf, offered, order.language, dedication.names)
    hand = Hand(shelf, dedication.mood, order.fit, whims)
    places = kept_places(kept, order)
    chorus = write_chorus(order, places.of("chorus"), hand, whims)
    few = few_words(order, whims)
    time, thoughts = (0, few) if few else _best_told(order, places, hand, whims)
    wanted = _wanted(thoughts, places, order.language)
    parts = _parts(order, places, wanted, chorus.lines, hand, whims.again(time))
    theirs = {text.lower() for stanza in offered for text in stanza.lines}
    named = named_sections([(kind, [line for line, _ in part]) for kind, part in parts], order.language)
    sung = [line for section in named for line in section.lines]
    titles = titles_for(order, chorus.image, chorus.title)
    return Draft(
        Lyrics(titles[0], order.language, named),
        titles,
        presented(order, chorus.image or next(iter(order.images), ""), whims),
        left_out(order.sentences, unsung_of(wanted, sung), thoughts),
        order.understanding,
        tuple(tuple(_credited(line, source, theirs) for line, source in part) for _, part in parts),
    )


def _credited(line: Line, source: Source, theirs: Collection[str]) -> Source:
    """Return whose words a line sings, the bigger writer's (in small letters) told from the songbook's."""
    return "writer" if source == "songbook" and line.text.lower() in theirs else source


def _text(dedication: Dedication) -> str:
    """Return what of a dedication its whims depend on, beside its seed."""
    return "\0".join([dedication.message, dedication.to, dedication.sender, dedication.mood])


def _best_told(order: Order, places: Places, hand: Hand, whims: Whims) -> tuple[int, list[Thought]]:
    """Tell the message several times; return which time it goes into the verses best, and how it is told."""
    tellings = [told(order, hand.shelf, whims.again(time)) for time in range(TELLINGS)]
    wanted = [_wanted(thoughts, places, order.language) for thoughts in tellings]
    rooms = [room for verse in verse_rooms(order, places) for room in verse]
    best = best_told(wanted, rooms, order.language, hand, whims)
    return best, tellings[best]


def _wanted(thoughts: Sequence[Thought], places: Places, language: str) -> list[Thought]:
    """Return the thoughts that no kept line sings already."""
    kept = [line for lines in places.lines.values() for line in lines.values()]
    sung = carrying([word for line in kept for word in line.words], language)
    return [
        thought
        for thought in thoughts
        if not thought.words or len(thought.words & sung) < SUNG_SHARE * len(thought.words)
    ]


def _parts(
    order: Order,
    places: Places,
    thoughts: Sequence[Thought],
    chorus: Sequence[Line],
    hand: Hand,
    whims: Whims,
) -> list[tuple[str, list[Written]]]:
    """Return the song's sections in order, each line with where it came from."""
    verses = verse_rooms(order, places)
    rooms = [room for verse in verses for room in verse]
    stanzas = iter(write_verses(thoughts, rooms, order.language, hand, whims))
    kept = places.of("chorus")
    made: dict[str, list[Written]] = {
        "chorus": [(line, "person" if place in kept else "songbook") for place, line in enumerate(chorus)]
    }
    told_verses = iter([[line for _ in verse for line in next(stanzas)] for verse in verses])
    parts = []
    for kind in order.form:
        if kind != "verse" and kind not in made:
            made[kind] = _between(kind, order, places, hand, whims)
        parts.append((kind, next(told_verses) if kind == "verse" else made[kind]))
    return parts


def _between(kind: str, order: Order, places: Places, hand: Hand, whims: Whims) -> list[Written]:
    """Return a bridge or what leads to a chorus, of the songbook's lines around those kept."""
    kept, length = places.of(kind), order.lines_in(kind)
    if kind == "bridge" and not kept:
        return [(line, "songbook") for line in hand.bridge()[:length]]
    return write_verses((), [Room(length, kept)], order.language, hand, whims)[0]
