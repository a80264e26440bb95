"""Drafts the lyrics: the message's words in the verses, answered by the songbook, the name in the chorus."""

import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import cast

import numpy as np

from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Line, Lyrics, Section, SectionKind
from edge_service.song.style import Style
from edge_service.studio.lyricist.breaking import SLACK, Fit
from edge_service.studio.lyricist.clauses import message_clauses
from edge_service.studio.lyricist.dedication import leanings
from edge_service.studio.lyricist.names import marked
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.rhyme import rhymes
from edge_service.studio.lyricist.songbook.earlier import ChorusFrame, Theme, load_earlier, theme_of
from edge_service.studio.lyricist.title import draft_title
from edge_service.studio.lyricist.verses import allot
from edge_service.studio.lyricist.words import message_word_lines
from edge_service.studio.lyricist.writing import load_writing

LONGEST_NAME_SYLLABLES = 5


def draft_lyrics(dedication: Dedication, style: Style) -> Lyrics:
    """Return lyrics for a checked dedication, in the style's form for its length.

    The same dedication gives the same lyrics. Lines keep to `style.syllables_per_line`, at most two
    syllables over; the chorus returns word for word.
    """
    draft = _Draft(dedication, style)
    form = [
        kind for kind in style.forms[dedication.length] if kind in load_writing(dedication.language).sections
    ]
    verses = iter(draft.verses(form.count("verse")))
    chorus = draft.chorus()
    made = {"chorus": chorus, "prechorus": draft.couplets("prechorus"), "bridge": draft.couplets("bridge")}
    sections = [(kind, next(verses) if kind == "verse" else made[kind]) for kind in form]
    title = draft_title(draft.clauses, draft.frame.title, dedication.language)
    return Lyrics(title, dedication.language, named_sections(sections, dedication.language))


def named_sections(sections: Sequence[tuple[str, Sequence[Line]]], language: str) -> tuple[Section, ...]:
    """Return sections under the names their language gives them, verses numbered."""
    names = load_writing(language).sections
    named, number = [], 0
    for kind, lines in sections:
        number += kind == "verse"
        named.append(Section(names[kind].format(number=number), cast(SectionKind, kind), tuple(lines)))
    return tuple(named)


class _Draft:
    """One draft in the making: the dice, the songbook's lines not used yet, the message's clauses."""

    def __init__(self, dedication: Dedication, style: Style) -> None:
        self.language = dedication.language
        self.fit = Fit(*style.syllables_per_line)
        self.lines_per_section = style.lines_per_section
        self._dedication = dedication
        text = "\0".join([dedication.message, dedication.to, dedication.sender, dedication.mood])
        self._dice = np.random.default_rng([dedication.seed & 0xFFFFFFFF, zlib.crc32(text.encode())])
        theme = theme_of(dedication.message, self.language, leanings()[dedication.mood])
        self.clauses = message_clauses(dedication, self.fit, self.lines_per_section["verse"])
        self.frame = self._frame(theme)
        self._couplets = self._shuffled(theme)
        self._openers = list(self._dice.permutation(load_earlier(self.language).openers))

    def verses(self, count: int) -> list[list[Line]]:
        """Return `count` verses that sing the message between them."""
        length = self.lines_per_section["verse"]
        if self.clauses:
            own = [
                [line for clause in clauses for line in clause.lines]
                for clauses in allot(self.clauses, count, length)
            ]
        else:
            word = message_word_lines(self._dedication, self.fit, self._dice)
            own = [word, *([] for _ in range(count - 1))]
        return [self._verse(lines, length) for lines in own]

    def chorus(self) -> list[Line]:
        """Return the chorus with the recipient's name, as much of it as can be sung."""
        length = self.lines_per_section["chorus"]
        name = next(name for name in self._names() if self._holds(self.frame, name) or not name)
        lines = [self._spell(line) for line in self.frame.filled(name)]
        return (lines + self._answers(None, length - len(lines)))[:length]

    def couplets(self, kind: str) -> list[Line]:
        """Return a section of the songbook's lines alone."""
        return self._answers(None, self.lines_per_section.get(kind, 0))

    def _verse(self, own: list[Line], length: int) -> list[Line]:
        missing = length - len(own)
        if own and missing % 2:
            own = [self._spell(str(self._openers.pop())), *own]
            missing -= 1
        return own + self._answers(own[-1] if own else None, missing)

    def _answers(self, line: Line | None, count: int) -> list[Line]:
        """Return `count` lines in couplets, the first rhyming with `line` where one does."""
        answers: list[Line] = []
        while len(answers) < count:
            answers += self._couplet(line if not answers else None)
        return answers[:count]

    def _couplet(self, line: Line | None) -> list[Line]:
        if not self._couplets:
            self._couplets = self._shuffled(load_earlier(self.language).themes["just_because"])
        spelled = [[self._spell(text) for text in couplet] for couplet in self._couplets]
        over = [max(0, *(line.syllable_count - self.fit.most for line in lines)) for lines in spelled]
        fitting = [i for i, excess in enumerate(over) if excess <= max(1, min(over))]
        rhyming = [i for i in fitting if line and rhymes(line, spelled[i][0], self.language)]
        chosen = (rhyming or fitting)[0]
        del self._couplets[chosen]
        return spelled[chosen]

    def _frame(self, theme: Theme) -> ChorusFrame:
        """Return one of the theme's choruses, of those in which the recipient's name has room if any has."""
        frames = [theme.choruses[int(index)] for index in self._dice.permutation(len(theme.choruses))]
        roomy = (frame for name in self._names() for frame in frames if self._holds(frame, name))
        return next(roomy, frames[0])

    def _holds(self, frame: ChorusFrame, name: str) -> bool:
        lines = [self._spell(line) for line in frame.filled(name)]
        return all(line.syllable_count <= self.fit.most + SLACK for line in lines)

    def _names(self) -> list[str]:
        """Return what the recipient may be called, best first; the last is nothing at all."""
        name = self._dedication.to
        if not name:
            return [""]
        short = self._spell(name).syllable_count <= LONGEST_NAME_SYLLABLES
        return [*([name] if short else []), name.split()[0].rstrip(",;"), ""]

    def _shuffled(self, theme: Theme) -> list[tuple[str, str]]:
        return [theme.couplets[index] for index in self._dice.permutation(len(theme.couplets))]

    def _spell(self, text: str) -> Line:
        return _spelled(marked(text, self._dedication.names), self.language)


@lru_cache(maxsize=2048)
def _spelled(text: str, language: str) -> Line:
    return spell_line(text, language)
