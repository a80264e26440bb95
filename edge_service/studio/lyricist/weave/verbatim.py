"""Sets a message to be sung word for word: every word of it, in its order, and nothing else."""

from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Line, Lyrics, Word
from edge_service.song.style import Style
from edge_service.studio.lyricist.breaking import Fit, as_line, break_lines
from edge_service.studio.lyricist.names import marked
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.weave.sections import named_sections
from edge_service.studio.lyricist.weave.sentences import parted
from edge_service.studio.lyricist.weave.titles import known_title
from edge_service.studio.lyricist.writing import load_writing

Words = tuple[Word, ...]


def word_for_word(dedication: Dedication, style: Style) -> Lyrics:
    """Return a checked message as the lyrics of a song: verses of about the style's lines, no chorus.

    A verse ends where a sentence does, unless that makes it twice as long as the style's.
    """
    fit, length = Fit(*style.syllables_per_line), style.lines_per_section["verse"]
    verses: list[list[Line]] = [[]]
    for lines in _sentences(dedication, fit):
        whole = [as_line(words, dedication.language) for words in lines]
        if len(verses[-1]) >= length or (verses[-1] and len(verses[-1]) + len(whole) > length + length // 2):
            verses.append([])
        verses[-1] += whole
    short = [
        verse[start : start + 2 * length] for verse in verses for start in range(0, len(verse), 2 * length)
    ]
    sections = named_sections([("verse", verse) for verse in short], dedication.language)
    return Lyrics(known_title(dedication, sections), dedication.language, sections)


def _sentences(dedication: Dedication, fit: Fit) -> list[tuple[Words, ...]]:
    """Return the message's sentences in lines; one too short for a line shares one with its neighbour."""
    joined: list[Words] = []
    for sentence in parted(dedication.message):
        if any(sign.isalnum() for sign in sentence):
            words = spell_line(marked(sentence, dedication.names), dedication.language).words
            short = bool(joined) and min(_count(words), _count(joined[-1])) < fit.least
            if short and _count(joined[-1]) + _count(words) <= fit.most:
                joined[-1] += words
            else:
                joined.append(words)
    writing = load_writing(dedication.language)
    return [break_lines(words, fit, writing) for words in joined]


def _count(words: Words) -> int:
    return sum(len(word.syllables) for word in words)
