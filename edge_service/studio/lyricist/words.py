"""Makes two lines of a message that is only a word or two."""

import numpy as np

from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Line
from edge_service.studio.lyricist.breaking import SLACK, Fit
from edge_service.studio.lyricist.names import marked
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.songbook.earlier import load_earlier
from edge_service.studio.lyricist.writing import load_writing


def message_word_lines(dedication: Dedication, fit: Fit, dice: np.random.Generator) -> list[Line]:
    """Return the message set into two lines of the songbook's, or nothing where it fits none."""
    words = " ".join(dedication.message.split()).strip(" .,;:!?¡¿—-\"'()")
    if not load_writing(dedication.language).nouns_capital:
        words = _inside(words, dedication.to)
    frames = load_earlier(dedication.language).word_frames
    lines = [
        [
            spell_line(marked(text.replace("{words}", words), dedication.names), dedication.language)
            for text in frames[index]
        ]
        for index in dice.permutation(len(frames))
    ]
    fitting = [pair for pair in lines if all(line.syllable_count <= fit.most + SLACK for line in pair)]
    return fitting[0] if fitting else []


def _inside(words: str, name: str) -> str:
    """Return words as they are written inside a sentence."""
    first = words.split()[0]
    keeps = first == "I" or first.startswith("I'") or first in name.split()
    return words if keeps else words[0].lower() + words[1:]
