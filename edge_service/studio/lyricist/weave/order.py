"""What everything in a draft reads: the dedication, what is understood of it, and how it may be sung."""

from collections.abc import Sequence
from dataclasses import dataclass

from edge_service.song.dedication import Dedication
from edge_service.song.style import Style
from edge_service.studio.lyricist.breaking import Fit
from edge_service.studio.lyricist.names import marked
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.songbook import Voice
from edge_service.studio.lyricist.understanding import Understanding, understand
from edge_service.studio.lyricist.weave.images import images_of
from edge_service.studio.lyricist.weave.naming import called
from edge_service.studio.lyricist.weave.sentences import Sentence, sentences_of


@dataclass(frozen=True)
class Order:
    """A dedication read once for its draft; `theme` is the person's, else the one understood.

    `form` are the sung sections in their order, `images` those of the message, the best first.
    """

    dedication: Dedication
    style: Style
    understanding: Understanding
    theme: str
    voice: Voice
    fit: Fit
    form: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    images: tuple[str, ...]

    @property
    def syllables(self) -> int:
        """How many syllables the message has, less what is not sung of it anyway."""
        return sum(spell_line(sentence.text, self.language).syllable_count for sentence in self.sentences)

    @property
    def language(self) -> str:
        return self.dedication.language

    @property
    def name(self) -> str:
        """What the recipient is called inside a sentence, how it sounds in braces, or ""."""
        return marked(self.called, self.dedication.names)

    @property
    def called(self) -> str:
        """What the recipient is called inside a sentence, or ""."""
        return called(self.dedication.to, self.language)

    def lines_in(self, kind: str) -> int:
        """Return how many lines the style gives a kind of section."""
        return self.style.lines_per_section.get(kind, 0)


def read_order(dedication: Dedication, style: Style) -> Order:
    """Return what a checked dedication asks for, in a style."""
    understanding = understand(dedication)
    fit = Fit(*style.syllables_per_line)
    sentences = tuple(sentences_of(dedication, understanding, fit))
    return Order(
        dedication,
        style,
        understanding,
        dedication.theme or understanding.theme,
        Voice(understanding.formal, understanding.to_gender, understanding.from_gender),
        fit,
        tuple(kind for kind in style.forms[dedication.length] if kind in style.lines_per_section),
        sentences,
        images_in(dedication, understanding, sentences),
    )


def images_in(
    dedication: Dedication, understanding: Understanding, sentences: Sequence[Sentence]
) -> tuple[str, ...]:
    """Return the images of a message, none with anybody's name in it."""
    people = [dedication.to, dedication.sender, *(mention.text for mention in understanding.people)]
    return tuple(images_of([sentence.text for sentence in sentences], dedication.language, people))
