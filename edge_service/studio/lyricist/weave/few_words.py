"""Makes two lines of a message that is only a word or two."""

from edge_service.studio.lyricist.breaking import SLACK
from edge_service.studio.lyricist.names import marked
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.songbook import load_songbook
from edge_service.studio.lyricist.weave.order import Order
from edge_service.studio.lyricist.weave.thoughts import Thought, carrying
from edge_service.studio.lyricist.weave.whims import Whims
from edge_service.studio.lyricist.writing import load_writing

MOST_SYLLABLES = 5


def few_words(order: Order, whims: Whims) -> list[Thought]:
    """Return the message set into two lines of the songbook's; nothing where it is longer, or fits none."""
    words = " ".join(order.dedication.message.split()).strip(" .,;:!?¡¿—-\"'()")
    spelled = spell_line(marked(words, order.dedication.names), order.language)
    if spelled.syllable_count > MOST_SYLLABLES:
        return []
    words = _inside(words, order)
    frames = load_songbook(order.language).word_frames
    for frame in sorted(frames, key=lambda frame: whims.of(frame[0])):
        texts = [marked(text.replace("{words}", words), order.dedication.names) for text in frame]
        lines = tuple(spell_line(text, order.language) for text in texts)
        if all(line.syllable_count <= order.fit.most + SLACK for line in lines):
            return [Thought(lines, 0, carrying(spelled.words, order.language))]
    return []


def _inside(words: str, order: Order) -> str:
    """Return words as they are written inside a sentence."""
    writing = load_writing(order.language)
    first = words.split()[0]
    keeps = first in writing.capitals or first in order.dedication.to.split() or writing.nouns_capital
    return words if keeps else words[0].lower() + words[1:]
