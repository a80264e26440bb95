"""Finds in a sentence the thoughts that can be sung: lines on a breath, that stand alone together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from edge_service.song.lyrics import Line, Word
from edge_service.studio.lyricist.breaking import (
    PAUSES,
    SLACK,
    Fit,
    as_line,
    break_cost,
    length_cost,
    strands,
)
from edge_service.studio.lyricist.language import load_language
from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.writing import Writing, load_writing

Words = tuple[Word, ...]
# Where a thought began and how many of its lines there are; what a way there costs, and the step before.
Place = tuple[int, int]
Way = tuple[float, tuple[int, int, int] | None]
LEAST_SYLLABLES = 3
# What a thought of so many lines costs, in the currency of breaking.py: of more than two, few rhyme.
LENGTHS = {1: 0.0, 2: 0.0, 3: 9.0, 4: 14.0}
# What it costs to let a line of the songbook follow here, before the sentence goes on.
AFTER_STOP, NEW_SUBJECT, JOINED, IN_LIST = 0.5, 2.0, 3.0, 5.0
BEFORE_CLAUSE, BEFORE_PHRASE, ANYWHERE, UNRESOLVED = 14.0, 25.0, 80.0, 60.0
# What a line costs for each syllable that it has more or less than is liked best.
PARTIAL = 2.0
STOPS = ".!?;:—…"
IMPOSSIBLE = 1e6


@dataclass(frozen=True)
class Thought:
    """Lines of the message to be sung in a row, and the words in them that carry meaning.

    `sentence` counts the message's sentences from 0.
    """

    lines: tuple[Line, ...]
    sentence: int
    words: frozenset[str]


@dataclass(frozen=True)
class Taste:
    """What it costs to end a line on a word, and what a line costs besides, by its first word and its end.

    `gain` is how many syllables a line may gain where it is parted from its sentence, `favourite` how long
    lines are liked best. `joined` tells whether a thought, by its number, keeps the "and" before it.
    """

    ending: Callable[[Word], float]
    whim: Callable[[int, int], float]
    gain: int
    favourite: int
    joined: Callable[[int], bool]


def thoughts_of(words: Words, number: int, fit: Fit, language: str, taste: Taste) -> list[Thought]:
    """Return one way to sing a sentence, the `number`th of its message, as thoughts."""
    writing = load_writing(language)
    thoughts: list[Thought] = []
    for cut in _cut(words, fit, writing, taste):
        keeps = not thoughts or taste.joined(len(thoughts))
        pieces = _closed(cut if keeps else _opened(cut, writing))
        lines = tuple(as_line(piece, language) for piece in pieces)
        counts = [line.syllable_count for line in lines]
        if sum(counts) >= LEAST_SYLLABLES and max(counts) <= fit.most + SLACK:
            sung = [word for line in lines for word in line.words]
            thoughts.append(Thought(lines, number, carrying(sung, language)))
    return thoughts


def carrying(words: Sequence[Word], language: str) -> frozenset[str]:
    """Return the words that carry meaning, in small letters without marks."""
    return frozenset({bare(word.text) for word in words} - load_language(language).speech.unstressed)


def sung_count(words: Sequence[Word]) -> int:
    """Return how many notes words need."""
    return sum(not syllable.joined for word in words for syllable in word.syllables)


def _cut(words: Words, fit: Fit, writing: Writing, taste: Taste) -> list[list[Words]]:
    """Return the cheapest way to cut words into thoughts of lines."""
    ways: list[dict[Place, Way]] = [{} for _ in range(len(words) + 1)]
    ways[0][0, 1] = (0.0, None)
    for start in range(len(words)):
        for end, line in _lines_from(words, start, fit, taste):
            for (begun, nth), (cost, _) in ways[start].items():
                cost += line
                after = cost + LENGTHS[nth] + _cut_cost(words, begun, end, writing)
                _keep(ways[end], (end, 1), (after, (start, begun, nth)))
                if end < len(words) and nth + 1 in LENGTHS:
                    after = cost + break_cost(words, end, writing)
                    _keep(ways[end], (begun, nth + 1), (after, (start, begun, nth)))
    return _traced(words, ways)


def _lines_from(words: Words, start: int, fit: Fit, taste: Taste) -> Iterator[tuple[int, float]]:
    """Yield where a line that begins here may end, and what it costs."""
    for end in range(start + 1, len(words) + 1):
        count = sung_count(words[start:end])
        if count + taste.gain > fit.most + SLACK and end > start + 1:
            return
        cost = length_cost(count, fit) + strands(words, start, end) + PARTIAL * abs(count - taste.favourite)
        yield end, cost + taste.ending(words[end - 1]) + taste.whim(start, end)


def _keep(ways: dict[Place, Way], place: Place, way: Way) -> None:
    if place not in ways or way[0] < ways[place][0]:
        ways[place] = way


def _traced(words: Words, ways: Sequence[Mapping[Place, Way]]) -> list[list[Words]]:
    """Return the thoughts of the cheapest way, found from its end."""
    end, place = len(words), (len(words), 1)
    lines: list[tuple[int, Words]] = []
    while before := ways[end][place][1]:
        start, begun, nth = before
        lines.append((begun, words[start:end]))
        end, place = start, (begun, nth)
    thoughts: dict[int, list[Words]] = {}
    for begun, line in reversed(lines):
        thoughts.setdefault(begun, []).append(line)
    return list(thoughts.values())


def _cut_cost(words: Words, begun: int, end: int, writing: Writing) -> float:
    """Return how bad it is to end a thought that began at `begun` before `words[end]`."""
    resolved = 0.0 if _is_resolved(words[begun:end], writing) else UNRESOLVED
    if end == len(words):
        return 0.0 if begun == 0 else resolved
    last, following = words[end - 1].text, bare(words[end].text)
    after = bare(words[end + 1].text) if end + 1 < len(words) else ""
    if last[-1] in STOPS:
        return AFTER_STOP + resolved
    if bare(last) in writing.never_end:
        return IMPOSSIBLE
    return resolved + _opening_cost(following, after, writing, paused=last[-1] in PAUSES)


def _opening_cost(word: str, after: str, writing: Writing, *, paused: bool) -> float:
    """Return how bad it is to open a thought on a word, behind a pause or not."""
    if (word in writing.joiners and after in writing.subjects) or (paused and word in writing.subjects):
        return NEW_SUBJECT
    if word in writing.subordinate - writing.prepositions or (paused and word in writing.relatives):
        return BEFORE_CLAUSE
    if paused:
        return JOINED if word in writing.joiners else IN_LIST
    if word in writing.joiners:
        return BEFORE_CLAUSE if after in writing.prepositions | writing.break_before else BEFORE_PHRASE
    return BEFORE_PHRASE if word in writing.prepositions - writing.of_words else ANYWHERE


def _is_resolved(thought: Words, writing: Writing) -> bool:
    """Tell whether a thought that opens with "when" or "because" comes to what it leads up to."""
    opens = bare(thought[0].text) in writing.subordinate - writing.prepositions
    return not opens or any(word.text[-1] in PAUSES for word in thought[:-1])


def _opened(pieces: list[Words], writing: Writing) -> list[Words]:
    """Leave out the "and" that joined a thought to the one before, where it stands as well without."""
    first = pieces[0]
    leans = len(first) > 2 and bare(first[0].text) in writing.joiners
    leans = leans and bare(first[1].text) in writing.subjects | writing.determiners
    return [first[1:], *pieces[1:]] if leans else pieces


def _closed(pieces: list[Words]) -> list[Words]:
    """Take away a "¡" or "¿" whose other half is sung elsewhere."""
    text = "".join(word.text for piece in pieces for word in piece)
    for opening, closing in ("¡!", "¿?"):
        if closing not in text:
            pieces = [
                tuple(replace(word, text=word.text.replace(opening, "")) for word in piece)
                for piece in pieces
            ]
    return pieces
