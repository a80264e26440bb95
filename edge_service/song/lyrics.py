"""What is sung: sections of lines, lines of words, words of syllables with their phonemes."""

import re
from dataclasses import dataclass
from typing import Literal

SectionKind = Literal["verse", "prechorus", "chorus", "bridge"]


@dataclass(frozen=True)
class Syllable:
    """One syllable to be sung; phonemes are IPA strings, a diphthong is one nucleus ("aɪ").

    A `joined` one is sung on the note of the syllable before it (synalepha) and has no onset.
    """

    onset: tuple[str, ...]
    nucleus: str
    coda: tuple[str, ...]
    stressed: bool
    joined: bool = False


@dataclass(frozen=True)
class Word:
    """A word as the screen shows it, punctuation included, with at least one syllable to sing.

    `said` is how a person spelled its sound ("shi-VAWN"), or empty.
    """

    text: str
    syllables: tuple[Syllable, ...]
    said: str = ""

    @property
    def written(self) -> str:
        """The word as a person edits it: "{Siobhan|shi-VAWN}!" where its sound was spelled."""
        parts = re.fullmatch(r"(\W*)(.*?)(\W*)", self.text, re.DOTALL)
        if not self.said or not parts:
            return self.text
        return f"{parts[1]}{{{parts[2]}|{self.said}}}{parts[3]}"


@dataclass(frozen=True)
class Line:
    """One line, sung on one breath."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """The word and the place in it of each syllable that has a note of its own."""
        return tuple(
            (index, place)
            for index, word in enumerate(self.words)
            for place, syllable in enumerate(word.syllables)
            if not syllable.joined
        )

    @property
    def written(self) -> str:
        """The line as a person edits it."""
        return " ".join(word.written for word in self.words)

    @property
    def stresses(self) -> tuple[bool, ...]:
        """Whether each note carries stress, its own or that of a syllable joined to it."""
        marks: list[bool] = []
        for syllable in (syllable for word in self.words for syllable in word.syllables):
            if syllable.joined:
                marks[-1] |= syllable.stressed
            else:
                marks.append(syllable.stressed)
        return tuple(marks)

    @property
    def syllable_count(self) -> int:
        """How many notes the line needs."""
        return len(self.places)


@dataclass(frozen=True)
class Section:
    """A verse or a chorus; `name` is what people read ("Verse 2"), `kind` what musicians need."""

    name: str
    kind: SectionKind
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Lyrics:
    """The words of a whole song."""

    title: str
    language: str
    sections: tuple[Section, ...]

    @property
    def text(self) -> str:
        """Plain text with [Verse] and [Chorus] marks: what a person edits."""
        return "\n\n".join(
            "\n".join([f"[{section.name}]", *(line.written for line in section.lines)])
            for section in self.sections
        )
