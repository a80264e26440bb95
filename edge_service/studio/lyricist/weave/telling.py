"""Finds how a message is told in thoughts: the breaks a songbook can rhyme with, another way a seed."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

from edge_service.song.lyrics import Word
from edge_service.studio.lyricist.language import load_language
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.rhyme import ending
from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.weave.order import Order
from edge_service.studio.lyricist.weave.shelf import PERFECT, Shelf
from edge_service.studio.lyricist.weave.thoughts import Taste, Thought, Words, sung_count, thoughts_of
from edge_service.studio.lyricist.weave.variants import inside_of, variants
from edge_service.studio.lyricist.weave.whims import Whims
from edge_service.studio.lyricist.writing import capitalised, load_writing

# What it costs to end a line on a word that nothing rhymes with, that something nearly does, and how far
# one seed's taste for a line may be from another's, in the currency of breaking.py.
UNRHYMED, NEARLY, WHIM = 10.0, 1.0, 7.0
SOFTENED, JOINED = 0.5, 0.4
# Ways to say a sentence whose lines rhyme less well by so much are as welcome.
ALIKE = 1.0


def told(order: Order, shelf: Shelf, whims: Whims) -> list[Thought]:
    """Return the message in thoughts, in its order; no line comes twice."""
    language = order.language

    @cache
    def unrhymed(word: Word) -> float:
        how = shelf.rhymes_with(ending(word, language))
        return 0.0 if how == PERFECT else NEARLY if how else UNRHYMED

    thoughts: list[Thought] = []
    seen: set[str] = set()
    for number in range(len(order.sentences)):
        for thought in _said(number, order, unrhymed, whims):
            lines = {line.text.lower(): line for line in thought.lines}
            if not lines.keys() & seen:
                thoughts.append(_called(replace(thought, lines=tuple(lines.values())), order))
                seen |= lines.keys()
    return thoughts


def _whim(whims: Whims, number: int, start: int, end: int) -> float:
    return WHIM * whims.of(f"line {number} {start} {end}")


def _joined(whims: Whims, number: int, thought: int) -> bool:
    return whims.of(f"and {number} {thought}") < JOINED


def _said(number: int, order: Order, unrhymed: Callable[[Word], float], whims: Whims) -> list[Thought]:
    """Return the thoughts of a sentence, said in one of those ways that are best rhymed."""
    calls = int(whims.of("call") * len(order.sentences)) == number
    text, gain = order.sentences[number].text, int(load_language(order.language).speech.joins)
    lengths = range(order.fit.least, order.fit.most + 1)
    favourite = whims.pick(f"length {number}", lengths, lambda _: 0.0, 0.0)
    taste = Taste(unrhymed, partial(_whim, whims, number), gain, favourite, partial(_joined, whims, number))
    ways = []
    for way in variants(text, order.name, order.language, first=number == 0, calls=calls):
        words = _softened(spell_line(way, order.language).words, order, whims)
        ways.append(thoughts_of(words, number, order.fit, order.language, taste))

    def worth(thoughts: list[Thought]) -> float:
        return -sum(unrhymed(line.words[-1]) for thought in thoughts for line in thought.lines)

    return whims.pick(f"sentence {number}", ways, worth, ALIKE)


def _softened(words: Words, order: Order, whims: Whims) -> Words:
    """Leave out words such as "really", where the sentence is longer than a line, at a whim."""
    softeners = load_writing(order.language).softeners
    softer = tuple(word for word in words if bare(word.text) not in softeners)
    spare = len(softer) > 1 and sung_count(words) > order.fit.most
    liked = whims.of(f"soft {words[0].text}") < SOFTENED
    return softer if spare and (sung_count(softer) <= order.fit.most or liked) else words


def _called(thought: Thought, order: Order) -> Thought:
    """Call the recipient by name in front of a thought that is too short for a line."""
    line = thought.lines[0]
    short = len(thought.lines) == 1 and line.syllable_count < order.fit.least
    inside = inside_of(line.written, order.language)
    if not order.name or not short or not inside or bare(order.name.split()[0]) in line.text.lower():
        return thought
    called = spell_line(capitalised(f"{order.name}, {inside}"), order.language)
    fits = called.syllable_count <= order.fit.most
    return replace(thought, lines=(called,)) if fits else thought
