"""Tells which sentences of a message are not sung."""

from collections.abc import Iterable, Sequence

from edge_service.song.lyrics import Line
from edge_service.studio.lyricist.weave.sentences import Sentence
from edge_service.studio.lyricist.weave.thoughts import Thought

SUNG_SHARE = 0.5


def left_out(
    sentences: Sequence[Sentence], unsung: Iterable[Thought], all_thoughts: Iterable[Thought]
) -> tuple[str, ...]:
    """Return the sentences, as they were written, of which less than half the carrying words are sung."""
    missing, told = _words(unsung), _words(all_thoughts)
    return tuple(
        written
        for number, sentence in enumerate(sentences)
        for written in sentence.written
        if missing.get(number, 0) > SUNG_SHARE * told.get(number, 0) or number not in told
    )


def unsung_of(thoughts: Iterable[Thought], lines: Iterable[Line]) -> list[Thought]:
    """Return the thoughts of which no line is sung."""
    sung = {line.text for line in lines}
    return [thought for thought in thoughts if not sung & {line.text for line in thought.lines}]


def _words(thoughts: Iterable[Thought]) -> dict[int, int]:
    """Count the carrying words of each sentence's thoughts."""
    words: dict[int, int] = {}
    for thought in thoughts:
        words[thought.sentence] = words.get(thought.sentence, 0) + max(1, len(thought.words))
    return words
