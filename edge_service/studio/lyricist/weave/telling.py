"""Finds how a message is told in thoughts: the breaks a songbook can rhyme with, another way a seed."""

from dataclasses import replace
from functools import cache

import numpy as np

from edge_service.song.lyrics import Word
from edge_service.studio.lyricist.language import load_language
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.rhyme import ending
from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.weave.order import Order
from edge_service.studio.lyricist.weave.shelf import PERFECT, Shelf
from edge_service.studio.lyricist.weave.thoughts import Taste, Thought, Words, sung_count, thoughts_of
from edge_service.studio.lyricist.writing import load_writing

# What it costs to end a line on a word that nothing rhymes with, that something nearly does, and how far
# one seed's taste for a line may be from another's, in the currency of breaking.py.
UNRHYMED, NEARLY, WHIM = 5.0, 1.0, 5.0
SOFTENED = 0.5


def told(order: Order, shelf: Shelf, dice: np.random.Generator) -> list[Thought]:
    """Return the message in thoughts, in its order; no line comes twice."""
    language = order.language

    @cache
    def unrhymed(word: Word) -> float:
        how = shelf.rhymes_with(ending(word, language))
        return 0.0 if how == PERFECT else NEARLY if how else UNRHYMED

    gain = int(load_language(language).speech.joins)
    thoughts: list[Thought] = []
    seen: set[str] = set()
    for number, sentence in enumerate(order.sentences):
        words = _softened(spell_line(sentence.text, language).words, order, dice)
        whims = dice.uniform(0, WHIM, (len(words) + 1, len(words) + 1))
        for thought in thoughts_of(words, number, order.fit, language, Taste(unrhymed, whims, gain)):
            lines = {line.text.lower(): line for line in thought.lines}
            if not lines.keys() & seen:
                thoughts.append(_called(replace(thought, lines=tuple(lines.values())), order))
                seen |= lines.keys()
    return thoughts


def _softened(words: Words, order: Order, dice: np.random.Generator) -> Words:
    """Leave out words such as "really", where the sentence is longer than a line, at a whim."""
    softeners = load_writing(order.language).softeners
    softer = tuple(word for word in words if bare(word.text) not in softeners)
    spare = len(softer) > 1 and sung_count(words) > order.fit.most
    return softer if spare and (sung_count(softer) <= order.fit.most or dice.random() < SOFTENED) else words


def _called(thought: Thought, order: Order) -> Thought:
    """Call the recipient by name in front of a thought that is too short for a line."""
    name, line = order.dedication.to, thought.lines[0]
    writing = load_writing(order.language)
    first = bare(line.words[0].text)
    short = len(thought.lines) == 1 and line.syllable_count < order.fit.least
    plain = first in writing.subjects | writing.unstressed and line.words[0].text not in writing.capitals
    if not name or not short or not plain or bare(name.split()[0]) in line.text.lower():
        return thought
    called = spell_line(f"{name}, {line.written[0].lower()}{line.written[1:]}", order.language)
    fits = called.syllable_count <= order.fit.most
    return replace(thought, lines=(called,)) if fits else thought
